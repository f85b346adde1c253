#include "storage/inbox.h"

#include "storage/ids.h"

namespace storage::inbox {

namespace {

Parked read_parked(const Row& row)
{
    return { row.integer(0), row.string(1), row.string(2), row.string(3), row.string(4), row.time(5) };
}

Inbound read_inbound(const Row& row)
{
    return { row.string(0), row.string(1), row.maybe_integer(2), row.string(3), row.string(4),
             row.string(5), row.time(6),   row.time(7),          row.string(8) };
}

} // namespace

bool receive(Transaction& tx, const Inbound& message)
{
    return tx.run("INSERT INTO inbox (channel, provider_id, person, kind, text, raw, sent_at, received_at, outcome) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (provider_id, channel) DO NOTHING",
                  { message.channel, message.provider_id, or_null(message.person), message.kind, message.text,
                    message.raw, value(message.sent_at), value(message.received_at), message.outcome }) == 1;
}

bool knows(Transaction& tx, std::string_view channel, std::string_view provider_id)
{
    return tx.any("SELECT 1 FROM inbox WHERE provider_id = $1 AND channel = $2", { provider_id, channel });
}

void finish(Transaction& tx, std::string_view channel, std::string_view provider_id, std::optional<std::int64_t> person,
            std::string_view outcome)
{
    tx.run("UPDATE inbox SET person = $3, outcome = $4 WHERE provider_id = $1 AND channel = $2",
           { provider_id, channel, or_null(person), outcome });
}

std::int64_t park(Transaction& tx, const Inbound& message, std::string_view arrival, std::string_view reason, Time now)
{
    receive(tx, message);
    finish(tx, message.channel, message.provider_id, message.person, "parked");
    const auto id = ids::next(tx, ids::Sequence::Parked);
    tx.run("INSERT INTO parked (id, channel, provider_id, arrival, reason, parked_at) VALUES ($1, $2, $3, $4, $5, $6) "
           "ON CONFLICT (provider_id, channel) DO UPDATE SET id = excluded.id, reason = excluded.reason, "
           "parked_at = excluded.parked_at",
           { id, message.channel, message.provider_id, arrival, reason, value(now) });
    return id;
}

std::vector<Parked> parked(Transaction& tx)
{
    return tx.all("SELECT id, channel, provider_id, arrival, reason, parked_at FROM parked ORDER BY id", {},
                  read_parked);
}

std::optional<Parked> take_parked(Transaction& tx, std::int64_t id)
{
    auto found = tx.first("DELETE FROM parked WHERE id = $1 "
                          "RETURNING id, channel, provider_id, arrival, reason, parked_at",
                          { id }, read_parked);
    if (found)
        tx.run("DELETE FROM inbox WHERE provider_id = $1 AND channel = $2", { found->provider_id, found->channel });
    return found;
}

std::vector<Inbound> list(Transaction& tx, std::optional<std::int64_t> person, Time before, int limit)
{
    if (!person)
        return tx.all("SELECT channel, provider_id, person, kind, text, raw, sent_at, received_at, outcome FROM inbox "
                      "WHERE received_at < $1 ORDER BY received_at DESC LIMIT $2",
                      { value(before), std::int64_t { limit } }, read_inbound);
    return tx.all("SELECT channel, provider_id, person, kind, text, raw, sent_at, received_at, outcome FROM inbox "
                  "WHERE person = $1 AND received_at < $2 ORDER BY received_at DESC LIMIT $3",
                  { *person, value(before), std::int64_t { limit } }, read_inbound);
}

} // namespace storage::inbox
