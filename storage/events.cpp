#include "storage/events.h"

namespace storage::events {

bool record(Transaction& tx, const Event& event)
{
    return tx.run("INSERT INTO channel_events (key, channel, field, payload, at) VALUES ($1, $2, $3, $4, $5) "
                  "ON CONFLICT (key) DO NOTHING",
                  { event.key, event.channel, event.field, event.payload, value(event.at) }) == 1;
}

std::vector<Event> list(Transaction& tx, int limit)
{
    return tx.all("SELECT key, channel, field, payload, at FROM channel_events ORDER BY at DESC LIMIT $1",
                  { std::int64_t { limit } }, [](const Row& row) {
                      return Event { row.string(0), row.string(1), row.string(2), row.string(3), row.time(4) };
                  });
}

} // namespace storage::events
