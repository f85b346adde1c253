#include "storage/stuck.h"

namespace storage::stuck {

std::int64_t reopen_leases(Transaction& tx, Time ended, Time never, Time wait_until)
{
    // Two statements, so that each is a range of the index.
    const auto late = tx.run("UPDATE outbox SET state = 'uncertain', claimed_until = NULL, due_at = $2, "
                             "unknowns = unknowns + 1 WHERE state = 'sending' AND claimed_until < $1",
                             { value(ended), value(wait_until) });
    return late + tx.run("UPDATE outbox SET state = 'uncertain', claimed_until = NULL, due_at = $2, "
                         "unknowns = unknowns + 1 WHERE state = 'sending' AND claimed_until > $1",
                         { value(never), value(wait_until) });
}

std::int64_t shorten_waits(Transaction& tx, Time never, Time wait_until)
{
    return tx.run("UPDATE outbox SET due_at = $2 WHERE state = 'uncertain' AND due_at > $1",
                  { value(never), value(wait_until) });
}

std::int64_t bring_forward(Transaction& tx, std::string_view channel, const Latest& latest, Time now)
{
    return tx.run(
        "UPDATE outbox SET due_at = $5 WHERE channel = $1 AND lane = 0 AND notice = 0 AND state = 'queued' "
        "AND due_at > $2 AND (created_at > $2 OR (attempts > 0 AND (due_at > $3 OR (failures = 0 AND due_at > "
        "$4))))",
        { channel, value(latest.written), value(latest.next_try), value(latest.put_off), value(now) });
}

std::vector<Unfinished> without_outcome(Transaction& tx, Time from, Time before, int limit)
{
    return tx.all("SELECT channel, provider_id, kind, text, sent_at, received_at FROM inbox WHERE received_at >= $1 "
                  "AND received_at < $2 AND outcome = '' ORDER BY received_at LIMIT $3",
                  { value(from), value(before), std::int64_t { limit } }, [](const Row& row) {
                      return Unfinished { row.string(0), row.string(1), row.string(2),
                                          row.string(3), row.time(4),   row.time(5) };
                  });
}

} // namespace storage::stuck
