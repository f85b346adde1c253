// Who did what to whom, and when. Only added to.

#pragma once

#include "storage/database.h"

namespace storage::audit {

struct Entry {
    std::string who;  // "bot", "operator:asha", "import"
    std::string what; // "import people", "retry", "forget" ...
    std::optional<std::int64_t> whom;
    std::string detail;
    Time at {};
};

void note(Transaction& tx, const Entry& entry);

// Newest first.
std::vector<Entry> list(Transaction& tx, std::optional<std::int64_t> whom, int limit);

} // namespace storage::audit
