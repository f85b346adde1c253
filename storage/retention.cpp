#include "storage/retention.h"

#include <algorithm>

namespace storage::retention {

std::int64_t Removed::most() const
{
    return std::max({ received, sent, parked, events });
}

// Messages of ours are numbered in the order in which they were written, so the oldest are the first of their key, and
// only these are looked at.
Removed remove_before(Transaction& tx, Time cutoff, int limit)
{
    const Value before = value(cutoff), most = std::int64_t { limit };
    Removed removed;
    removed.parked = tx.run("DELETE FROM parked WHERE id IN (SELECT id FROM (SELECT id, parked_at FROM parked "
                            "ORDER BY id LIMIT $2) AS oldest WHERE parked_at < $1)",
                            { before, most });
    removed.received =
        tx.run("DELETE FROM inbox WHERE (provider_id, channel) IN (SELECT provider_id, channel FROM inbox "
               "WHERE received_at < $1 ORDER BY received_at LIMIT $2)",
               { before, most });
    removed.sent = tx.run("DELETE FROM outbox WHERE id IN (SELECT id FROM (SELECT id, created_at, state FROM outbox "
                          "ORDER BY id LIMIT $2) AS oldest WHERE created_at < $1 "
                          "AND state NOT IN ('queued', 'sending', 'uncertain'))",
                          { before, most });
    removed.events = tx.run("DELETE FROM channel_events WHERE key IN (SELECT key FROM channel_events WHERE at < $1 "
                            "ORDER BY at LIMIT $2)",
                            { before, most });
    return removed;
}

} // namespace storage::retention
