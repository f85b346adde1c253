// Records as they are shown outside: each a JSON object of one line with fixed names, money as `*_paise`, moments in
// Indian time with their offset. Streamed: nothing is collected, however many there are. Only looks.

#pragma once

#include "storage/database.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

struct RecordFilter {
    std::string phone; // E.164; empty: of everybody
    std::int64_t limit = std::numeric_limits<std::int64_t>::max();
    storage::Time now {}; // what is overdue is so at this moment
};

using EachRecord = std::function<void(const nlohmann::ordered_json&)>;

struct RecordKind {
    std::string_view name;          // "people", "orders" ...
    std::vector<std::string> shown; // what a table at a terminal shows of it
    // Oldest first; the first `limit`, of messages the newest; notices newest first. `person` is hers whose phone was
    // asked for.
    void (*each)(storage::Transaction& tx, const RecordFilter& filter, std::optional<std::int64_t> person,
                 const EachRecord& each);
};

const std::vector<RecordKind>& record_kinds();

} // namespace bot
