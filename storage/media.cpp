#include "storage/media.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

#include <algorithm>

namespace storage::media {

namespace {

constexpr std::array<std::string_view, 4> states { "wanted", "fetching", "stored", "failed" };

constexpr std::string_view columns =
    "id, person, channel, provider_id, mime_type, told_sha256, state, due_at, attempts, "
    "stored_sha256, bytes, error, created_at, message";

Medium read_medium(const Row& row)
{
    Medium medium;
    medium.id = row.integer(0);
    medium.person = row.integer(1);
    medium.channel = row.string(2);
    medium.provider_id = row.string(3);
    medium.mime_type = row.string(4);
    medium.told_sha256 = row.string(5);
    medium.state = enum_of<State>(states, row.text(6));
    medium.due_at = row.time(7);
    medium.attempts = row.integer(8);
    medium.stored_sha256 = row.string(9);
    medium.bytes = row.integer(10);
    medium.error = row.string(11);
    medium.created_at = row.time(12);
    medium.message = row.string(13);
    return medium;
}

} // namespace

std::string_view name_of(State state)
{
    return word_of(states, state);
}

std::int64_t want(Transaction& tx, const Medium& medium, Time now)
{
    const auto id = ids::next(tx, ids::Sequence::Media);
    tx.run("INSERT INTO media (id, person, channel, provider_id, mime_type, told_sha256, state, due_at, created_at, "
           "message) VALUES ($1, $2, $3, $4, $5, $6, 'wanted', $7, $7, $8)",
           { id, medium.person, medium.channel, medium.provider_id, medium.mime_type, medium.told_sha256, value(now),
             medium.message });
    return id;
}

std::vector<Medium> claim(Transaction& tx, int limit, Time now, std::chrono::milliseconds lease)
{
    static const std::string sql =
        "UPDATE media SET state = 'fetching', claimed_until = $3, attempts = attempts + 1 WHERE id IN "
        "(SELECT id FROM media WHERE state = 'wanted' AND due_at <= $1 ORDER BY due_at, id LIMIT $2) "
        "AND state = 'wanted' RETURNING " +
        std::string { columns };
    tx.run("UPDATE media SET state = 'wanted' WHERE state = 'fetching' AND claimed_until <= $1", { value(now) });
    auto claimed = tx.all(sql, { value(now), std::int64_t { limit }, value(now + lease) }, read_medium);
    std::sort(claimed.begin(), claimed.end(),
              [](const auto& a, const auto& b) { return std::pair { a.due_at, a.id } < std::pair { b.due_at, b.id }; });
    return claimed;
}

bool settle(Transaction& tx, const Medium& claimed, const Outcome& outcome)
{
    return tx.run("UPDATE media SET state = $3, stored_sha256 = $4, bytes = $5, due_at = coalesce($6, due_at), "
                  "error = $7, claimed_until = NULL WHERE id = $1 AND attempts = $2 AND state = 'fetching'",
                  { claimed.id, claimed.attempts, word_of(states, outcome.state), outcome.sha256, outcome.bytes,
                    or_null(outcome.due_at), outcome.error }) == 1;
}

std::optional<Medium> get(Transaction& tx, std::int64_t id)
{
    static const std::string sql = "SELECT " + std::string { columns } + " FROM media WHERE id = $1";
    return tx.first(sql, { id }, read_medium);
}

std::optional<Medium> find(Transaction& tx, std::int64_t person, std::string_view channel, std::string_view provider_id)
{
    static const std::string sql = "SELECT " + std::string { columns } +
                                   " FROM media WHERE person = $1 AND channel = $2 AND provider_id = $3 "
                                   "ORDER BY id DESC LIMIT 1";
    return tx.first(sql, { person, channel, provider_id }, read_medium);
}

std::optional<Medium> of_message(Transaction& tx, std::string_view channel, std::string_view message)
{
    static const std::string sql = "SELECT " + std::string { columns } +
                                   " FROM media WHERE message = $1 AND message <> '' AND channel = $2 "
                                   "ORDER BY id DESC LIMIT 1";
    return tx.first(sql, { message, channel }, read_medium);
}

std::optional<Time> next_due_at(Transaction& tx, Time now)
{
    const auto next = tx.first(
        "SELECT min(moment) FROM (SELECT min(due_at) AS moment FROM media WHERE state = 'wanted' AND due_at > $1 "
        "UNION ALL SELECT min(claimed_until) AS moment FROM media WHERE state = 'fetching' AND claimed_until > $1) "
        "AS moments",
        { value(now) }, [](const Row& row) { return row.maybe_time(0); });
    return next.value_or(std::nullopt);
}

bool is_stored(Transaction& tx, std::string_view sha256)
{
    return tx.any("SELECT 1 FROM media WHERE stored_sha256 = $1 AND stored_sha256 <> '' LIMIT 1", { sha256 });
}

std::optional<std::string> uploaded(Transaction& tx, std::string_view sha256, std::string_view channel, Time now)
{
    return tx.first("SELECT provider_id FROM uploads WHERE sha256 = $1 AND channel = $2 AND valid_until > $3",
                    { sha256, channel, value(now) }, [](const Row& row) { return row.string(0); });
}

void note_upload(Transaction& tx, std::string_view sha256, std::string_view channel, std::string_view provider_id,
                 Time valid_until)
{
    tx.run("INSERT INTO uploads (sha256, channel, provider_id, valid_until) VALUES ($1, $2, $3, $4) "
           "ON CONFLICT (sha256, channel) DO UPDATE SET provider_id = excluded.provider_id, "
           "valid_until = excluded.valid_until",
           { sha256, channel, provider_id, value(valid_until) });
}

} // namespace storage::media
