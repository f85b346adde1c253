#include "storage/handover.h"

#include <algorithm>
#include <array>

namespace storage::handover {

namespace {

constexpr std::array<std::string_view, 2> channels { "whatsapp", "sms" };

// The next notice above `after` of which messages are queued on this channel.
std::optional<std::int64_t> next_queued(Transaction& tx, std::string_view channel, std::int64_t after)
{
    return tx
        .first("SELECT min(notice) FROM outbox WHERE channel = $1 AND lane = 1 AND state = 'queued' AND notice > $2",
               { channel, after }, [](const Row& row) { return row.maybe_integer(0); })
        .value_or(std::nullopt);
}

} // namespace

Standing standing_of(Transaction& tx, std::int64_t person)
{
    return tx
        .first("SELECT stopped_at, deleted_at, notices_agreed, window_until FROM people WHERE id = $1", { person },
               [](const Row& row) {
                   return Standing { std::max(row.maybe_time(0), row.maybe_time(1)), row.integer(2), row.time(3) };
               })
        .value_or(Standing { Time {}, 0, {} });
}

bool has_sms(Transaction& tx, std::int64_t notice, std::int64_t person)
{
    return tx.any("SELECT 1 FROM outbox WHERE person = $1 AND +notice = $2 AND channel = 'sms' LIMIT 1",
                  { person, notice });
}

std::int64_t release(Transaction& tx, std::int64_t notice, Time now, int limit)
{
    std::int64_t released = 0;
    for (const auto channel : channels)
        released += tx.run("UPDATE outbox SET due_at = $3 WHERE id IN (SELECT id FROM outbox WHERE channel = $2 "
                           "AND lane = 1 AND notice = $1 AND state = 'queued' AND due_at >= $4 LIMIT $5) "
                           "AND state = 'queued'",
                           { notice, channel, value(now), value(held), limit - released });
    return released;
}

std::int64_t drop(Transaction& tx, std::int64_t notice, std::string_view reason, Time now, int limit)
{
    std::int64_t dropped = 0;
    for (const auto channel : channels)
        dropped += drop(tx, notice, channel, reason, now, limit - static_cast<int>(dropped));
    return dropped;
}

std::int64_t drop(Transaction& tx, std::int64_t notice, std::string_view channel, std::string_view reason, Time now,
                  int limit)
{
    return tx.run("UPDATE outbox SET state = 'dropped', error = $3, failed_at = $4 WHERE id IN (SELECT id FROM outbox "
                  "WHERE channel = $2 AND lane = 1 AND notice = $1 AND state = 'queued' ORDER BY due_at, id LIMIT $5) "
                  "AND state = 'queued'",
                  { notice, channel, reason, value(now), std::int64_t { limit } });
}

std::vector<std::int64_t> cancelled_yet_queued(Transaction& tx)
{
    std::vector<std::int64_t> found;
    for (const auto channel : channels)
        for (auto notice = next_queued(tx, channel, 0); notice; notice = next_queued(tx, channel, *notice))
            if (tx.any("SELECT 1 FROM notices WHERE number = $1 AND state = 'cancelled'", { *notice }))
                found.push_back(*notice);
    return found;
}

void leave_out(Transaction& tx, std::int64_t notice, std::int64_t person, std::string_view why)
{
    if (tx.run("UPDATE notice_recipients SET channel = '', left_out = $3 "
               "WHERE notice = $1 AND person = $2 AND left_out = ''",
               { notice, person, why }) == 1)
        tx.run("UPDATE notices SET recipients = recipients - 1, left_out = left_out + 1 WHERE number = $1", { notice });
}

std::vector<Tried> last_tried(Transaction& tx, std::int64_t notice, int limit)
{
    return tx.all("SELECT channel, state, error_code, coalesce(failed_at, accepted_at, created_at) FROM outbox "
                  "WHERE notice = $1 AND notice <> 0 AND state IN ('accepted', 'sent', 'delivered', 'read', 'failed') "
                  "ORDER BY id DESC LIMIT $2",
                  { notice, std::int64_t { limit } }, [](const Row& row) {
                      return Tried { row.string(0), row.text(1) == "failed", row.integer(2), row.time(3) };
                  });
}

bool set_marketing(Transaction& tx, std::int64_t person, Marketing marketing)
{
    const bool stopped = marketing == Marketing::Stopped;
    return tx.run("UPDATE people SET notices_agreed = $2 WHERE id = $1 AND notices_agreed = $3",
                  { person, std::int64_t { stopped ? 0 : 1 }, std::int64_t { stopped ? 1 : 0 } }) == 1;
}

} // namespace storage::handover
