#include "storage/outbox.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

#include <algorithm>
#include <tuple>

namespace storage::outbox {

namespace {

constexpr std::array<std::string_view, 10> state_names { "queued", "sending",   "waiting", "uncertain", "accepted",
                                                         "sent",   "delivered", "read",    "failed",    "dropped" };

Outbound read_outbound(const Row& row)
{
    Outbound message;
    message.id = row.integer(0);
    message.person = row.integer(1);
    message.channel = row.string(2);
    message.lane = static_cast<Lane>(row.integer(3));
    message.letter = row.string(4);
    message.template_key = row.string(5);
    message.state = state_named(row.text(6));
    message.due_at = row.time(7);
    message.attempts = row.integer(8);
    message.provider_id = row.string(9);
    message.error_code = row.integer(10);
    message.error = row.string(11);
    message.answers = row.string(12);
    message.parts = row.integer(13);
    message.price_category = row.string(14);
    message.price_type = row.string(15);
    message.created_at = row.time(16);
    message.sent_at = row.maybe_time(17);
    message.delivered_at = row.maybe_time(18);
    message.read_at = row.maybe_time(19);
    message.failed_at = row.maybe_time(20);
    message.failures = row.integer(21);
    if (row.integer(22) != 0)
        message.notice = row.integer(22);
    message.unknowns = row.integer(23);
    message.thousand_paise = row.integer(24);
    return message;
}

// Messages that wait one behind the other: the replies of a channel, and those of each notice; 0 is no notice.
struct Line {
    std::string_view channel;
    Lane lane = Lane::Reply;
    std::int64_t notice = 0;
};

// The lines of this channel in which something is queued: the replies', and one for each notice.
std::vector<Line> lines_of(Transaction& tx, std::string_view channel)
{
    std::vector<Line> lines { { channel, Lane::Reply, 0 } };
    std::int64_t after = -1;
    const auto next_notice = [&] {
        return tx
            .first(
                "SELECT min(notice) FROM outbox WHERE channel = $1 AND lane = 1 AND state = 'queued' AND notice > $2",
                { channel, after }, [](const Row& row) { return row.maybe_integer(0); })
            .value_or(std::nullopt);
    };
    for (auto notice = next_notice(); notice; notice = next_notice()) {
        lines.push_back({ channel, Lane::Notice, *notice });
        after = *notice;
    }
    return lines;
}

std::optional<Time> first_due(Transaction& tx, const Line& line, Time from)
{
    return tx
        .first("SELECT min(due_at) FROM outbox WHERE channel = $1 AND lane = $2 AND notice = $3 AND state = 'queued' "
               "AND due_at >= $4",
               { line.channel, static_cast<std::int64_t>(line.lane), line.notice, value(from) },
               [](const Row& row) { return row.maybe_time(0); })
        .value_or(std::nullopt);
}

std::optional<Time> earlier(std::optional<Time> one, std::optional<Time> other)
{
    return one && other ? std::min(one, other) : one ? one : other;
}

// What blocks a message: an earlier one of hers, of the same lane or a reply, that is not settled. One planned for
// later that was never tried does not block, and a notice holds up a reply only while it is on the wire.
void claim_lane(Transaction& tx, const Line& line, int limit, Time now, Time until, std::vector<Outbound>& claimed)
{
    tx.each(
        "UPDATE outbox SET state = 'sending', claimed_until = $5, attempts = attempts + 1 WHERE id IN ("
        "SELECT o.id FROM outbox AS o WHERE o.channel = $1 AND o.lane = $2 AND o.notice = $6 "
        "AND o.state = 'queued' AND o.due_at <= $3 AND NOT EXISTS (SELECT 1 FROM outbox AS e WHERE e.person = o.person "
        "AND e.channel = o.channel AND e.id < o.id AND e.state IN ('queued', 'sending', 'uncertain') "
        "AND (e.lane <= o.lane OR e.state = 'sending') "
        "AND (e.state <> 'queued' OR e.due_at <= $3 OR e.attempts > 0)) "
        "ORDER BY o.due_at, o.id LIMIT $4) AND state = 'queued' "
        "RETURNING id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
        "error_code, error, answers, parts, price_category, price_type, created_at, sent_at, delivered_at, "
        "read_at, failed_at, failures, notice, unknowns, thousand_paise",
        { line.channel, static_cast<std::int64_t>(line.lane), value(now), std::int64_t { limit }, value(until),
          line.notice },
        [&](const Row& row) { claimed.push_back(read_outbound(row)); });
}

// Equal shares, and what some do not need goes to the others. Where there is less to give than there are notices, the
// moment decides who begins, so that none is always first.
void claim_notices(Transaction& tx, std::string_view channel, int limit, Time now, Time until,
                   std::vector<Outbound>& claimed)
{
    auto lines = lines_of(tx, channel);
    lines.erase(lines.begin()); // the replies
    if (lines.empty())
        return;
    const auto count = static_cast<std::int64_t>(lines.size());
    std::rotate(lines.begin(), lines.begin() + milliseconds(now) % count, lines.end());
    const auto whole = claimed.size() + static_cast<std::size_t>(limit);
    const int share = std::max(1, limit / static_cast<int>(count));
    for (const bool shared : { true, false })
        for (const auto& line : lines)
            if (const int left = static_cast<int>(whole - claimed.size()); left > 0)
                claim_lane(tx, line, shared ? std::min(share, left) : left, now, until, claimed);
}

} // namespace

std::string_view name_of(State state)
{
    return word_of(state_names, state);
}

State state_named(std::string_view name)
{
    return enum_of<State>(state_names, name);
}

std::int64_t queue(Transaction& tx, const Draft& draft, Time now)
{
    if (draft.notice && draft.lane != Lane::Notice)
        throw Error { "queueing a message of notice " + std::to_string(*draft.notice) + ": it is not in lane Notice",
                      Error::Cause::Ours };
    const auto id = ids::next(tx, ids::Sequence::Outbox);
    tx.run("INSERT INTO outbox (id, person, channel, lane, letter, template_key, state, due_at, answers, parts, "
           "created_at, notice) VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10, $11)",
           { id, draft.person, draft.channel, static_cast<std::int64_t>(draft.lane), draft.letter, draft.template_key,
             value(std::max(draft.due_at, now)), draft.answers, draft.parts, value(now), draft.notice.value_or(0) });
    return id;
}

std::vector<Outbound> claim(Transaction& tx, std::string_view channel, int limit, Time now,
                            std::chrono::milliseconds lease)
{
    std::vector<Outbound> claimed;
    const auto left = [&] { return limit - static_cast<int>(claimed.size()); };
    claim_lane(tx, { channel, Lane::Reply, 0 }, limit, now, now + lease, claimed);
    if (left() > 0)
        claim_notices(tx, channel, left(), now, now + lease, claimed);
    std::sort(claimed.begin(), claimed.end(), [](const Outbound& a, const Outbound& b) {
        return std::tie(a.lane, a.due_at, a.id) < std::tie(b.lane, b.due_at, b.id);
    });
    return claimed;
}

std::optional<Outbound> claim_one(Transaction& tx, std::int64_t id, Time now, std::chrono::milliseconds lease)
{
    return tx.first("UPDATE outbox SET state = 'sending', claimed_until = $2, attempts = attempts + 1 "
                    "WHERE id = $1 AND state = 'queued' "
                    "RETURNING id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
                    "error_code, error, answers, parts, price_category, price_type, created_at, sent_at, "
                    "delivered_at, read_at, failed_at, failures, notice, unknowns, thousand_paise",
                    { id, value(now + lease) }, read_outbound);
}

bool settle(Transaction& tx, const Outbound& claimed, const Outcome& outcome, Time now)
{
    const auto provider_id = outcome.provider_id.empty() ? Value { nullptr } : Value { outcome.provider_id };
    const auto happened_at = [&](State state) { return outcome.state == state ? value(now) : Value { nullptr }; };
    const auto changed =
        tx.run("UPDATE outbox SET state = $3, provider_id = coalesce($4, provider_id), due_at = coalesce($5, due_at), "
               "claimed_until = NULL, error_code = $6, error = $7, accepted_at = coalesce($8, accepted_at), "
               "failed_at = coalesce($9, failed_at), failures = $10, thousand_paise = CASE WHEN $11 > 0 THEN $11 ELSE "
               "thousand_paise END, unknowns = unknowns + $12 - CASE WHEN state = 'uncertain' THEN 1 ELSE 0 END WHERE "
               "id = $1 AND attempts = $2 AND state IN "
               "('sending', 'uncertain')",
               { claimed.id, claimed.attempts, name_of(outcome.state), provider_id, or_null(outcome.due_at),
                 outcome.error_code, outcome.error, happened_at(State::Accepted), happened_at(State::Failed),
                 outcome.failures, outcome.thousand_paise, std::int64_t { outcome.state == State::Uncertain } });
    if (changed == 0 && outcome.state == State::Accepted)
        tx.run("UPDATE outbox SET provider_id = coalesce(provider_id, $2), "
               "thousand_paise = CASE WHEN $3 > 0 THEN $3 ELSE thousand_paise END WHERE id = $1",
               { claimed.id, provider_id, outcome.thousand_paise });
    return changed == 1;
}

bool put_off(Transaction& tx, const Outbound& claimed, Time due_at)
{
    return tx.run("UPDATE outbox SET state = 'queued', due_at = $3, claimed_until = NULL, attempts = attempts - 1 "
                  "WHERE id = $1 AND attempts = $2 AND state = 'sending'",
                  { claimed.id, claimed.attempts, value(due_at) }) == 1;
}

bool reopen_failed(Transaction& tx, std::int64_t id, State to, Time due_at, std::int64_t failures)
{
    return tx.run("UPDATE outbox SET state = $2, due_at = $3, failures = $4, failed_at = NULL "
                  "WHERE id = $1 AND state = 'failed'",
                  { id, name_of(to), value(due_at), failures }) == 1;
}

void forget_price(Transaction& tx, std::int64_t id)
{
    tx.run("UPDATE outbox SET thousand_paise = 0 WHERE id = $1", { id });
}

std::int64_t reopen_expired(Transaction& tx, Time now, std::chrono::milliseconds wait)
{
    return tx.run("UPDATE outbox SET state = 'uncertain', claimed_until = NULL, due_at = $2, unknowns = unknowns + 1 "
                  "WHERE state = 'sending' AND claimed_until <= $1",
                  { value(now), value(now + wait) });
}

std::int64_t resend_uncertain(Transaction& tx, Time now)
{
    return tx.run("UPDATE outbox SET state = 'queued' WHERE state = 'uncertain' AND due_at <= $1", { value(now) });
}

std::int64_t wake_waiting(Transaction& tx, std::int64_t person, std::string_view channel, Time now)
{
    // Nearly never anything waits, and a look costs a small part of an UPDATE, which makes every index ready.
    if (!tx.any("SELECT 1 FROM outbox WHERE person = $1 AND channel = $2 AND state = 'waiting' LIMIT 1",
                { person, channel }))
        return 0;
    return tx.run("UPDATE outbox SET state = 'queued', due_at = $3 "
                  "WHERE person = $1 AND channel = $2 AND state = 'waiting'",
                  { person, channel, value(now) });
}

std::int64_t drop(Transaction& tx, std::int64_t person, Drop what, std::string_view reason, Time now)
{
    const std::int64_t lowest_lane = static_cast<std::int64_t>(what == Drop::Notices ? Lane::Notice : Lane::Reply);
    return tx.run("UPDATE outbox SET state = 'dropped', error = $3, failed_at = $4 "
                  "WHERE person = $1 AND lane >= $2 AND state IN ('queued', 'waiting')",
                  { person, lowest_lane, reason, value(now) });
}

std::optional<Time> next_due_at(Transaction& tx, std::string_view channel, Time now)
{
    auto next =
        tx.first("SELECT min(moment) FROM ("
                 "SELECT min(claimed_until) AS moment FROM outbox WHERE state = 'sending' AND claimed_until > $1 "
                 "UNION ALL SELECT min(due_at) AS moment FROM outbox WHERE state = 'uncertain' AND due_at > $1"
                 ") AS moments",
                 { value(now) }, [](const Row& row) { return row.maybe_time(0); })
            .value_or(std::nullopt);
    for (const auto& line : lines_of(tx, channel))
        next = earlier(next, first_due(tx, line, now + std::chrono::milliseconds { 1 }));
    return next;
}

std::optional<Time> oldest_due_at(Transaction& tx, std::string_view channel)
{
    std::optional<Time> oldest;
    for (const auto& line : lines_of(tx, channel))
        oldest = earlier(oldest, first_due(tx, line, Time::min()));
    return oldest;
}

std::vector<Count> count_unfinished(Transaction& tx)
{
    const auto read = [](const Row& row) {
        return Count { row.string(0), static_cast<Lane>(row.integer(1)), state_named(row.text(2)), row.integer(3),
                       row.time(4) };
    };
    auto counts = tx.all("SELECT channel, lane, state, count(*), min(created_at) FROM outbox "
                         "WHERE state IN ('queued', 'sending', 'uncertain') "
                         "GROUP BY channel, lane, state ORDER BY channel, lane, state",
                         {}, read);
    const auto waiting = tx.all("SELECT channel, lane, state, count(*), min(created_at) FROM outbox "
                                "WHERE state = 'waiting' GROUP BY channel, lane, state ORDER BY channel, lane, state",
                                {}, read);
    counts.insert(counts.end(), waiting.begin(), waiting.end());
    return counts;
}

std::optional<Outbound> get(Transaction& tx, std::int64_t id)
{
    return tx.first(
        "SELECT id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
        "error_code, error, answers, parts, price_category, price_type, created_at, sent_at, "
        "delivered_at, read_at, failed_at, failures, notice, unknowns, thousand_paise FROM outbox WHERE id = $1",
        { id }, read_outbound);
}

std::vector<Outbound> list(Transaction& tx, std::optional<std::int64_t> person, std::int64_t before, int limit)
{
    if (!person)
        return tx.all("SELECT id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
                      "error_code, error, answers, parts, price_category, price_type, created_at, sent_at, "
                      "delivered_at, read_at, failed_at, failures, notice, unknowns, thousand_paise FROM outbox WHERE "
                      "id < $1 ORDER BY id DESC LIMIT $2",
                      { before, std::int64_t { limit } }, read_outbound);
    return tx.all("SELECT id, person, channel, lane, letter, template_key, state, due_at, attempts, provider_id, "
                  "error_code, error, answers, parts, price_category, price_type, created_at, sent_at, "
                  "delivered_at, read_at, failed_at, failures, notice, unknowns, thousand_paise FROM outbox WHERE "
                  "person = $1 AND id < $2 "
                  "ORDER BY id DESC LIMIT $3",
                  { *person, before, std::int64_t { limit } }, read_outbound);
}

} // namespace storage::outbox
