// An audience as a coordinator writes it: words "kind=value" with spaces between, e.g.
//   district=Hardoi,Kangra role=member channel=whatsapp no_product no_collection=30 order_to_pack pack_by_in=1
//   group="जय माँ शारदा" language=hi saved=NAME
// Values are alternatives, kinds combine. Names of places are found as they sound in the records and in the table of
// districts (Hardoi, हरदोई); one that is not there is a fault with the nearest names.

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

// The author's reach in words for people: "district Hardoi".
std::string scope_in_words(const storage::people::Person& author);

// The help of --audience: every kind with an example, a line each.
std::string audience_help();

} // namespace bot::notices
