// An audience as a coordinator writes it: words "kind=value" with spaces between, e.g.
//   district=Hardoi,Kangra role=member channel=whatsapp no_product no_collection=30 order_to_pack pack_by_in=1
//   group="जय माँ शारदा" language=hi saved=NAME
// Values are alternatives, kinds combine. No words are everybody in reach. Names of places are found as they sound in
// the records (Hardoi finds हरदोई too); one that is not there is a fault with the nearest names.

#pragma once

#include "storage/audience.h"
#include "storage/people.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace bot::notices {

struct BadAudience : std::runtime_error {
    using std::runtime_error::runtime_error; // every fault, a line each
};

// Reads both; names are resolved against the records, the scope is what this author may reach: the narrowest of clf,
// block, district and state that her record names. Throws BadAudience, also for an author who is no coordinator or
// whose record names no place.
storage::audience::Audience read_audience(storage::Transaction& tx, std::string_view wanted, std::string_view except,
                                          const storage::people::Person& author);

// The words with a saved audience (saved=NAME) put in their place, so that what was approved stays what it was.
// Throws BadAudience.
struct AudienceWords {
    std::string wanted, except;
};

AudienceWords expanded(storage::Transaction& tx, std::string_view wanted, std::string_view except);

// The author's reach in words for people: "district Hardoi"; empty if her record names no place.
std::string scope_in_words(const storage::people::Person& author);

// Whether everything the one reaches the other reaches too, as far as their records tell.
bool covers(const storage::people::Person& one, const storage::people::Person& other);

// Whether nobody outside one district can be meant, however many spellings of its name the records hold.
bool within_one_district(const storage::audience::Audience& audience);

// The help of --audience: every kind with an example, a line each.
std::string audience_help();

} // namespace bot::notices
