// People and the many ways a channel names them. A phone is one person on every channel; a user id belongs to one
// channel. Identities that arrive together are bound to one person; if two people already own them, nothing is joined
// and the collision is written down for a person to settle. An identity that changed hands is superseded, never
// deleted: the number a stranger holds today does not open her account.

#pragma once

#include "storage/database.h"

namespace storage::people {

enum class IdentityKind { Phone, UserId, ParentUserId };

struct Identity {
    IdentityKind kind = IdentityKind::Phone;
    std::string value; // Phone: "+91..."

    bool operator==(const Identity&) const = default;
};

struct Person {
    std::int64_t id = 0;
    std::string name, profile_name;
    std::string group_name, clf, block, district, state;
    std::string language; // "hi", "hi-Latn", "en" or empty
    bool language_chosen = false;
    bool shared_phone = false;
    Time created_at {};
    std::optional<Time> joined_at, stopped_at, deleted_at, purge_at;
    std::vector<std::string> roles; // in alphabetical order

    bool has_role(std::string_view role) const;
};

// Who sends: looked up by user id, then parent user id, then phone, among the identities that are current; then among
// those that were hers when the message was sent, for a message that comes late. Otherwise a new person.
// All identities are bound to her, except those given up since the message was sent. `profile_name` is kept if not
// empty.
struct Sender {
    std::string_view channel;
    const std::vector<Identity>& identities;
    std::string_view profile_name;
    Time sent_at {};
};

Person find_or_add(Transaction& tx, const Sender& sender, Time now);

enum class Bound { Added, Already, Collision };

// One more identity of this person, for example the number she shared herself.
Bound bind_identity(Transaction& tx, std::int64_t person, std::string_view channel, const Identity& identity, Time now);

// She has other identities now: `former` are hers no longer, `current` are. Empty when nobody known owns any of them.
// What a newcomer owns, who was first heard of after the change and has not joined, is hers too.
struct Change {
    std::string_view channel;
    const std::vector<Identity>& former;
    const std::vector<Identity>& current;
    Time changed_at {}; // by the provider's clock
};

std::optional<std::int64_t> change_identities(Transaction& tx, const Change& change, Time now);

// A person nothing is known of yet; returns her number. Whoever adds her binds her identities.
std::int64_t add(Transaction& tx, std::string_view profile_name, Time now);

std::optional<Person> get(Transaction& tx, std::int64_t person);
std::optional<Person> by_phone(Transaction& tx, std::string_view phone);

// Current identities usable on this channel, phone first, then user id, then parent.
std::vector<Identity> addresses(Transaction& tx, std::int64_t person, std::string_view channel);

// Her current phone, the newest one; empty if none is known.
std::string phone_of(Transaction& tx, std::int64_t person);

// Saves what she or the programme may change: names, places, language, shared_phone, joined_at, stopped_at, roles.
void save(Transaction& tx, const Person& person);

// The language alone, as often as she changes script.
void set_language(Transaction& tx, std::int64_t person, std::string_view language, bool chosen);

enum class Imported { Added, Changed, Same };

// Adds or changes the person of this phone. Empty fields of `row` leave what is known; roles are added, none is taken.
Imported import_person(Transaction& tx, std::string_view phone, const Person& row, Time now);

struct Listed {
    Person person;
    std::string phone;
};

// All people in order of id after `after`, at most `limit`; with a phone only that one.
std::vector<Listed> list(Transaction& tx, std::int64_t after, int limit);

// Those with this role who were not forgotten, in order of id; their roles are not filled in.
std::vector<Person> with_role(Transaction& tx, std::string_view role);

} // namespace storage::people
