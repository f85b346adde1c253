#include "storage/notices.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

namespace storage::notices {

namespace {

constexpr std::array<std::string_view, 8> states { "draft",   "approved", "scheduled", "writing",
                                                   "sending", "paused",   "finished",  "cancelled" };
constexpr std::array<std::string_view, 4> repetitions { "", "daily", "weekly", "monthly" };
constexpr int buttons_max = 3;

const std::string select =
    "SELECT number, author, state, category, texts, audience, except_those, template, sms_template, picture, buttons, "
    "urgent, insisted, urgent_allowed, fallback_after, content_key, starts_at, repeats, repeats_of, approved_by, "
    "approved_at, paused_why, recipients, left_out, written_to, fed_to, fallback_to, written, created_at, started_at, "
    "finished_at FROM notices ";

Notice read_notice(const Row& row)
{
    Notice notice;
    notice.number = row.integer(0);
    notice.author = row.integer(1);
    notice.state = enum_of<State>(states, row.text(2));
    notice.category = row.string(3);
    notice.texts = row.string(4);
    notice.audience = row.string(5);
    notice.except_those = row.string(6);
    notice.template_name = row.string(7);
    notice.sms_template = row.string(8);
    notice.picture = row.string(9);
    notice.buttons = row.string(10);
    notice.urgent = row.integer(11) != 0;
    notice.insisted = row.integer(12) != 0;
    notice.urgent_allowed = row.integer(13) != 0;
    notice.fallback_after = std::chrono::milliseconds { row.integer(14) };
    notice.content_key = row.string(15);
    notice.starts_at = row.maybe_time(16);
    notice.repeats = enum_of<Repeats>(repetitions, row.text(17));
    notice.repeats_of = row.maybe_integer(18);
    notice.approved_by = row.maybe_integer(19);
    notice.approved_at = row.maybe_time(20);
    notice.paused_why = row.string(21);
    notice.recipients = row.integer(22);
    notice.left_out = row.integer(23);
    notice.written_to = row.integer(24);
    notice.fed_to = row.integer(25);
    notice.fallback_to = row.integer(26);
    notice.written = row.integer(27) != 0;
    notice.created_at = row.time(28);
    notice.started_at = row.maybe_time(29);
    notice.finished_at = row.maybe_time(30);
    return notice;
}

// How many words a JSON array of words holds: its strings, counted by their opening quotes.
int words_in(std::string_view json)
{
    int words = 0;
    bool inside = false;
    for (std::size_t place = 0; place < json.size(); ++place) {
        if (inside && json[place] == '\\')
            ++place;
        else if (json[place] == '"') {
            words += inside ? 0 : 1;
            inside = !inside;
        }
    }
    return words;
}

bool begins(State state)
{
    return state == State::Writing || state == State::Sending;
}

bool ends(State state)
{
    return state == State::Finished || state == State::Cancelled;
}

} // namespace

std::string_view name_of(State state)
{
    return word_of(states, state);
}

std::string_view name_of(Repeats repeats)
{
    return word_of(repetitions, repeats);
}

std::int64_t add(Transaction& tx, const Notice& notice, Time now)
{
    const auto number = ids::next(tx, ids::Sequence::Notice);
    tx.run("INSERT INTO notices (number, author, state, category, texts, audience, except_those, template, "
           "sms_template, picture, buttons, urgent, insisted, urgent_allowed, fallback_after, content_key, starts_at, "
           "repeats, repeats_of, approved_by, approved_at, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
           "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)",
           { number,
             notice.author,
             name_of(notice.state),
             notice.category,
             notice.texts,
             notice.audience,
             notice.except_those,
             notice.template_name,
             notice.sms_template,
             notice.picture,
             notice.buttons,
             std::int64_t { notice.urgent },
             std::int64_t { notice.insisted },
             std::int64_t { notice.urgent_allowed },
             std::int64_t { notice.fallback_after.count() },
             notice.content_key,
             or_null(notice.starts_at),
             name_of(notice.repeats),
             or_null(notice.repeats_of),
             or_null(notice.approved_by),
             or_null(notice.approved_at),
             value(now) });
    return number;
}

std::optional<Notice> get(Transaction& tx, std::int64_t number)
{
    return tx.first(select + "WHERE number = $1", { number }, read_notice);
}

std::vector<Notice> list(Transaction& tx, std::int64_t before, int limit)
{
    return tx.all(select + "WHERE number < $1 ORDER BY number DESC LIMIT $2", { before, std::int64_t { limit } },
                  read_notice);
}

std::vector<Notice> at_work(Transaction& tx, Time now)
{
    return tx.all(select + "WHERE state IN ('scheduled', 'writing', 'sending') "
                           "AND (state <> 'scheduled' OR starts_at <= $1) ORDER BY number",
                  { value(now) }, read_notice);
}

std::optional<Time> next_start(Transaction& tx)
{
    return tx
        .first("SELECT min(starts_at) FROM notices WHERE state = 'scheduled'", {},
               [](const Row& row) { return row.maybe_time(0); })
        .value_or(std::nullopt);
}

std::optional<std::int64_t> planned_of_row(Transaction& tx, const Notice& notice)
{
    return tx.first("SELECT number FROM notices WHERE repeats_of = $1 AND state = 'scheduled' "
                    "ORDER BY number DESC LIMIT 1",
                    { notice.repeats_of.value_or(notice.number) }, [](const Row& row) { return row.integer(0); });
}

bool move(Transaction& tx, std::int64_t number, const std::vector<State>& from, State to, std::string_view why,
          Time now)
{
    const auto started_at = begins(to) ? value(now) : Value { nullptr };
    const auto finished_at = ends(to) ? value(now) : Value { nullptr };
    for (const auto state : from)
        if (tx.run("UPDATE notices SET state = $3, paused_why = $4, started_at = coalesce(started_at, $5), "
                   "finished_at = coalesce($6, finished_at), changed_at = $7 WHERE number = $1 AND state = $2",
                   { number, name_of(state), name_of(to), why, started_at, finished_at, value(now) }) == 1)
            return true;
    return false;
}

bool approve(Transaction& tx, std::int64_t number, std::int64_t by, bool urgent_allowed, Time now)
{
    return tx.run("UPDATE notices SET state = 'approved', approved_by = $2, approved_at = $3, urgent_allowed = $4, "
                  "changed_at = $3 WHERE number = $1 AND state = 'draft'",
                  { number, by, value(now), std::int64_t { urgent_allowed } }) == 1;
}

std::optional<std::int64_t> same_since(Transaction& tx, std::string_view content_key, Time since, std::int64_t but)
{
    return tx.first("SELECT number FROM notices WHERE content_key = $1 AND started_at >= $2 AND number <> $3 "
                    "ORDER BY started_at DESC LIMIT 1",
                    { content_key, value(since), but }, [](const Row& row) { return row.integer(0); });
}

void set_start(Transaction& tx, std::int64_t number, Time starts_at, Time now)
{
    tx.run("UPDATE notices SET starts_at = $2, changed_at = $3 WHERE number = $1",
           { number, value(starts_at), value(now) });
}

void note_written(Transaction& tx, std::int64_t number, const Written& written)
{
    tx.run("UPDATE notices SET written_to = $2, recipients = recipients + $3, left_out = left_out + $4, written = $5 "
           "WHERE number = $1 AND written_to <= $2",
           { number, written.to, written.more_recipients, written.more_left_out, std::int64_t { written.whole } });
}

void note_fed(Transaction& tx, std::int64_t number, std::int64_t fed_to)
{
    tx.run("UPDATE notices SET fed_to = $2 WHERE number = $1 AND fed_to < $2", { number, fed_to });
}

void note_fallback(Transaction& tx, std::int64_t number, std::int64_t fallback_to)
{
    tx.run("UPDATE notices SET fallback_to = $2 WHERE number = $1 AND fallback_to < $2", { number, fallback_to });
}

bool answer(Transaction& tx, const Answer& answer, Time now)
{
    const auto buttons = tx.first("SELECT n.buttons FROM notices AS n JOIN notice_recipients AS r "
                                  "ON r.notice = n.number AND r.person = $2 WHERE n.number = $1 AND r.left_out = ''",
                                  { answer.notice, answer.person }, [](const Row& row) { return row.string(0); });
    if (!buttons || answer.button < 1 || answer.button > std::min(words_in(*buttons), buttons_max))
        return false;
    tx.run("INSERT INTO notice_answers (notice, person, button, channel, provider_id, at) "
           "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (notice, person) DO UPDATE SET button = excluded.button, "
           "channel = excluded.channel, provider_id = excluded.provider_id, at = excluded.at",
           { answer.notice, answer.person, std::int64_t { answer.button }, answer.channel, answer.provider_id,
             value(now) });
    return true;
}

std::vector<std::int64_t> answers(Transaction& tx, std::int64_t number)
{
    std::vector<std::int64_t> counts(buttons_max, 0);
    tx.each("SELECT button, count(*) FROM notice_answers WHERE notice = $1 GROUP BY button", { number },
            [&](const Row& row) { counts.at(static_cast<std::size_t>(row.integer(0) - 1)) = row.integer(1); });
    return counts;
}

std::optional<std::int64_t> last_asked(Transaction& tx, std::int64_t person, Time since)
{
    return tx.first("SELECT o.notice FROM outbox AS o JOIN notices AS n ON n.number = o.notice "
                    "WHERE o.person = $1 AND o.created_at >= $2 AND o.notice <> 0 AND n.buttons NOT IN ('', '[]') "
                    "AND o.state IN ('uncertain', 'accepted', 'sent', 'delivered', 'read') ORDER BY o.id DESC LIMIT 1",
                    { person, value(since) }, [](const Row& row) { return row.integer(0); });
}

void save_audience(Transaction& tx, const SavedAudience& audience, Time now)
{
    tx.run("INSERT INTO audiences (name, audience, except_those, author, changed_at) VALUES ($1, $2, $3, $4, $5) "
           "ON CONFLICT (name) DO UPDATE SET audience = excluded.audience, except_those = excluded.except_those, "
           "author = excluded.author, changed_at = excluded.changed_at",
           { audience.name, audience.audience, audience.except_those, audience.author, value(now) });
}

std::optional<SavedAudience> saved_audience(Transaction& tx, std::string_view name)
{
    return tx.first(
        "SELECT name, audience, except_those, author FROM audiences WHERE name = $1", { name },
        [](const Row& row) { return SavedAudience { row.string(0), row.string(1), row.string(2), row.integer(3) }; });
}

} // namespace storage::notices
