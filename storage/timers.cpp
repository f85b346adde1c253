#include "storage/timers.h"

namespace storage::timers {

namespace {

Timer read_timer(const Row& row)
{
    return { row.integer(0), row.string(1), row.string(2), row.string(3), row.time(4), row.string(5) };
}

} // namespace

void set(Transaction& tx, const Timer& timer)
{
    tx.run("INSERT INTO timers (person, channel, kind, key, due_at, payload) VALUES ($1, $2, $3, $4, $5, $6) "
           "ON CONFLICT (person, channel, kind, key) DO UPDATE SET due_at = excluded.due_at, "
           "payload = excluded.payload",
           { timer.person, timer.channel, timer.kind, timer.key, value(timer.due_at), timer.payload });
}

void clear(Transaction& tx, std::int64_t person, std::string_view channel, std::string_view kind, std::string_view key)
{
    tx.run("DELETE FROM timers WHERE person = $1 AND channel = $2 AND kind = $3 AND key = $4",
           { person, channel, kind, key });
}

void clear_all(Transaction& tx, std::int64_t person)
{
    tx.run("DELETE FROM timers WHERE person = $1", { person });
}

std::vector<Timer> due(Transaction& tx, Time now, int limit)
{
    return tx.all("SELECT person, channel, kind, key, due_at, payload FROM timers WHERE due_at <= $1 "
                  "ORDER BY due_at LIMIT $2",
                  { value(now), std::int64_t { limit } }, read_timer);
}

bool take(Transaction& tx, const Timer& timer)
{
    return tx.run("DELETE FROM timers WHERE person = $1 AND channel = $2 AND kind = $3 AND key = $4 AND due_at = $5",
                  { timer.person, timer.channel, timer.kind, timer.key, value(timer.due_at) }) == 1;
}

std::optional<Time> next_due_at(Transaction& tx)
{
    return tx.first("SELECT due_at FROM timers ORDER BY due_at LIMIT 1", {},
                    [](const Row& row) { return row.time(0); });
}

std::string name_of_firing(const Timer& timer)
{
    return "timer/" + std::to_string(timer.person) + "/" + timer.channel + "/" + timer.kind + "/" + timer.key + "/" +
           std::to_string(milliseconds(timer.due_at));
}

} // namespace storage::timers
