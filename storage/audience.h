// Who a notice is for, as conditions on records, and the people who meet them. Values of one kind are alternatives,
// kinds are combined; `except` takes away whoever meets all kinds of it. Names are given as they stand in the records
// (storage::audience::spellings helps to find them).

#pragma once

#include "storage/database.h"

#include <limits>

namespace storage::audience {

enum class Deed {
    NoProduct, // never registered a product
    HasProduct,
    NoCollection, // reported no collection for `days`
    OrderToPack,  // has an order that waits for packing
    PackByIn,     // has an order to pack whose pack-by day is `days` from today
    NotJoined,    // imported, has not agreed to the service yet
};

struct Did {
    Deed deed = Deed::NoProduct;
    int days = 0;
};

// Empty lists do not restrict.
struct Conditions {
    std::vector<std::string> roles, states, districts, blocks, clfs, groups, languages;
    std::vector<std::string> channels; // on which she wrote last, or could be reached: "whatsapp", "sms"
    std::vector<Did> did;              // all of them
};

struct Audience {
    Conditions wanted;
    std::optional<Conditions> scope; // the author's reach: narrows `wanted`
    std::optional<Conditions> except;
};

// How a notice could reach people; what decides about the channel of each recipient.
struct Means {
    bool whatsapp = false, sms = false; // the channel is on and the notice may use it
    bool whatsapp_template = false;     // an approved template is there for shut windows
    bool consent_needed = false;        // marketing: only who agreed; utility: all but who refused
    bool officers_text = false;         // without it coordinators are left out
    std::vector<std::string> languages; // reserved order of preference is the caller's
};

// Why somebody the audience names gets nothing. Kept in the ledger as a word.
enum class LeftOut { None, NoConsent, Stopped, NoAddress, WindowShut, NoOfficersText };

std::string_view name_of(LeftOut why); // "", "no_consent", "stopped", "no_address", "window_shut", "no_officers_text"

// How many, by channel ("" for those left out) with why, by whether the WhatsApp window is open now, by language and by
// district where `by_district` asks for it. One pass over the people whose number is in `numbers`; a million take about
// a second, shared out among two readers half of it.
struct Count {
    std::string channel;
    LeftOut left_out = LeftOut::None;
    bool window_open = false;
    bool officer = false; // gets the officers' text
    std::string language;
    std::string district; // empty unless asked for
    std::int64_t people = 0;
};

enum class Grouping { Whole, ByDistrict };

// People above `after`, up to `to`.
struct Numbers {
    std::int64_t after = 0;
    std::int64_t to = std::numeric_limits<std::int64_t>::max();
};

std::vector<Count> count(Transaction& tx, const Audience& audience, const Means& means, Grouping grouping, Time now,
                         Numbers numbers = {});

// Whether anybody at all meets it, to be reached or not.
bool has_anybody(Transaction& tx, const Audience& audience, Time now);

// The highest number of a person; 0 if there is nobody. There are hardly fewer people.
std::int64_t last_number(Transaction& tx);

// The same for what counts the same people in the same way.
std::string key_of(const Audience& audience, const Means& means, Time now);

// Writes the ledger for people with numbers above `after`, looking at no more than `span` numbers: a piece of work of
// some milliseconds. Returns how far it came and what it added.
struct Piece {
    std::int64_t to = 0;
    std::int64_t recipients = 0, left_out = 0;
    bool whole = false;
};

Piece write_ledger(Transaction& tx, std::int64_t notice, const Audience& audience, const Means& means,
                   std::int64_t after, std::int64_t span, Time now);

// The first `limit` people of the audience that would be reached, for examples.
std::vector<std::int64_t> some(Transaction& tx, const Audience& audience, const Means& means, int limit, Time now);

// All spellings of a kind of name that stand in the records: districts as they were imported. Index-backed.
enum class NameKind { State, District, Block, Clf, Group };
std::vector<std::string> spellings(Transaction& tx, NameKind kind);

} // namespace storage::audience
