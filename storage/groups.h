// Groups, as far as the programme's people name them: there is no record of a group itself. Whoever asked to be
// forgotten names none.

#pragma once

#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace storage::groups {

// The names of the groups, each once, in order, at most `limit`.
std::vector<std::string> all(Transaction& tx, int limit);
std::vector<std::string> of_district(Transaction& tx, std::string_view district, int limit);

} // namespace storage::groups
