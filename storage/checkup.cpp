#include "storage/checkup.h"

#include "storage/sqlite.h"

#include <algorithm>

namespace storage::checkup {

std::string damage_of(const Database& database)
{
    return sqlite::damage_of(database.url().substr(std::string_view { "sqlite:" }.size()));
}

std::optional<Time> newest_at(Transaction& tx)
{
    const auto read = [](const Row& row) { return row.time(0); };
    const auto received = tx.first("SELECT received_at FROM inbox ORDER BY received_at DESC LIMIT 1", {}, read);
    const auto written = tx.first("SELECT created_at FROM outbox ORDER BY id DESC LIMIT 1", {}, read);
    return std::max(received, written); // nothing comes before everything
}

std::int64_t count_late_timers(Transaction& tx, Time before)
{
    return tx
        .first("SELECT count(*) FROM timers WHERE due_at < $1", { value(before) },
               [](const Row& row) { return row.integer(0); })
        .value_or(0);
}

} // namespace storage::checkup
