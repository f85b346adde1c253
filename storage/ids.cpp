#include "storage/ids.h"

#include <array>

namespace storage::ids {

namespace {

struct Start {
    std::string_view name;
    std::int64_t first = 1;
};

// In the order of the enum.
constexpr std::array<Start, 10> starts { {
    { "person", 1 },
    { "parked", 1 },
    { "outbox", 1 },
    { "media", 1 },
    { "product", 1001 },
    { "order", 101 },
    { "complaint", 501 },
    { "change", 1 },
    { "proof", 1 },
    { "notice", 1 },
} };

} // namespace

std::int64_t next(Transaction& tx, Sequence sequence)
{
    const auto& start = starts.at(static_cast<std::size_t>(sequence));
    // Nearly always it is there. RETURNING would be one statement less, and dearer: SQLite makes a table for its rows.
    if (tx.run("UPDATE counters SET value = value + 1 WHERE name = $1", { start.name }) == 0)
        tx.run("INSERT INTO counters (name, value) VALUES ($1, $2) "
               "ON CONFLICT (name) DO UPDATE SET value = counters.value + 1",
               { start.name, start.first });
    const auto number = tx.first("SELECT value FROM counters WHERE name = $1", { start.name },
                                 [](const Row& row) { return row.integer(0); });
    return number.value();
}

} // namespace storage::ids
