#include "storage/recipients.h"

#include "storage/conditions.h"
#include "storage/stored_enum.h"

#include <limits>
#include <utility>

namespace storage::recipients {

namespace {

constexpr std::int64_t everybody_after = std::numeric_limits<std::int64_t>::max();

const std::string person_columns =
    "p.id, p.name, p.group_name, p.clf, p.block, p.district, p.language, p.window_until, "
    "CASE WHEN " +
    std::string { audience::is_coordinator } + " THEN 1 ELSE 0 END";

// Empty, or why she gets nothing any more.
const std::string gone = "CASE WHEN p.stopped_at IS NOT NULL OR p.deleted_at IS NOT NULL THEN 'stopped' "
                         "WHEN p.notices_agreed < 0 THEN 'no_consent' ELSE '' END";

Recipient read_recipient(const Row& row)
{
    Recipient recipient;
    recipient.person = row.integer(0);
    recipient.name = row.string(1);
    recipient.group_name = row.string(2);
    recipient.clf = row.string(3);
    recipient.block = row.string(4);
    recipient.district = row.string(5);
    recipient.language = row.string(6);
    recipient.window_until = row.time(7);
    recipient.officer = row.integer(8) != 0;
    return recipient;
}

struct Entry {
    Recipient recipient;
    std::string gone;
};

std::vector<Entry> entries(Transaction& tx, std::int64_t notice, std::int64_t after, int limit)
{
    static const auto statement = "SELECT " + person_columns + ", l.channel, " + gone +
                                  " FROM notice_recipients AS l JOIN people AS p ON p.id = l.person "
                                  "WHERE l.notice = $1 AND l.person > $2 AND l.left_out = '' "
                                  "ORDER BY l.person LIMIT $3";
    return tx.all(statement, { notice, after, std::int64_t { limit } }, [](const Row& row) {
        Entry entry { read_recipient(row), row.string(10) };
        entry.recipient.channel = row.string(9);
        return entry;
    });
}

void leave_out(Transaction& tx, std::int64_t notice, const Entry& entry)
{
    tx.run("UPDATE notice_recipients SET channel = '', left_out = $3 WHERE notice = $1 AND person = $2",
           { notice, entry.recipient.person, entry.gone });
    tx.run("UPDATE notices SET recipients = recipients - 1, left_out = left_out + 1 WHERE number = $1", { notice });
}

std::int64_t fed_to(Transaction& tx, std::int64_t notice)
{
    return tx
        .first("SELECT fed_to FROM notices WHERE number = $1", { notice },
               [](const Row& row) { return row.integer(0); })
        .value_or(everybody_after);
}

Became read_became(const Row& row)
{
    return { row.string(0),  row.string(1), outbox::state_named(row.text(2)), row.integer(3), row.integer(4),
             row.integer(5), row.integer(6) };
}

const std::string sums = "count(*), sum(o.parts), sum(CASE WHEN o.unknowns > 0 THEN 1 ELSE 0 END), "
                         "sum(o.parts * o.thousand_paise)";

bool is_on_its_way(outbox::State state)
{
    return state == outbox::State::Queued || state == outbox::State::Sending || state == outbox::State::Uncertain;
}

} // namespace

std::vector<Recipient> next(Transaction& tx, std::int64_t notice, std::int64_t after, int limit)
{
    std::vector<Recipient> found;
    while (found.empty()) {
        const auto some = entries(tx, notice, after, limit);
        if (some.empty())
            break;
        for (const auto& entry : some) {
            if (entry.gone.empty())
                found.push_back(entry.recipient);
            else
                leave_out(tx, notice, entry);
        }
        after = some.back().recipient.person;
    }
    return found;
}

Undelivered undelivered(Transaction& tx, std::int64_t notice, std::int64_t after, Time before, Most most)
{
    static const auto statement =
        "SELECT " + person_columns + ", o.id, o.state, coalesce(o.accepted_at, o.created_at), " + gone +
        ", CASE WHEN p.reach = 2 AND NOT EXISTS (SELECT 1 FROM outbox AS s WHERE s.person = o.person "
        "AND +s.notice = o.notice AND s.channel = 'sms') THEN 1 ELSE 0 END "
        "FROM outbox AS o JOIN people AS p ON p.id = o.person "
        "WHERE o.notice = $1 AND o.notice <> 0 AND o.id > $2 AND o.channel = 'whatsapp' ORDER BY o.id LIMIT $3";
    Undelivered undelivered { {}, after, false };
    int looked_at = 0;
    bool full = false;
    tx.each(statement, { notice, after, std::int64_t { most.messages } }, [&](const Row& row) {
        full = full || std::cmp_equal(undelivered.people.size(), most.people);
        const auto state = outbox::state_named(row.text(10));
        undelivered.whole = undelivered.whole || (!full && (is_on_its_way(state) || row.time(11) >= before));
        if (undelivered.whole || full)
            return;
        ++looked_at;
        undelivered.looked_to = row.integer(9);
        using outbox::State;
        const bool fell_short =
            state == State::Accepted || state == State::Sent || state == State::Failed || state == State::Waiting;
        if (!fell_short || !row.text(12).empty() || row.integer(13) == 0)
            return;
        undelivered.people.push_back(read_recipient(row));
        undelivered.people.back().channel = "sms";
    });
    undelivered.whole = undelivered.whole || (!full && looked_at < most.messages);
    return undelivered;
}

std::int64_t open_messages(Transaction& tx, std::int64_t notice, std::string_view channel)
{
    return tx
        .first("SELECT count(*) FROM outbox WHERE notice = $1 AND notice <> 0 AND channel = $2 "
               "AND state IN ('queued', 'sending', 'uncertain')",
               { notice, channel }, [](const Row& row) { return row.integer(0); })
        .value_or(0);
}

bool reached(Transaction& tx, std::int64_t notice, std::int64_t person)
{
    return tx.any("SELECT 1 FROM outbox WHERE person = $1 AND +notice = $2 AND state IN ('delivered', 'read') LIMIT 1",
                  { person, notice });
}

std::vector<Became> became(Transaction& tx, std::int64_t notice, audience::Grouping grouping)
{
    static const auto whole = "SELECT o.channel, '', o.state, " + sums +
                              " FROM outbox AS o WHERE o.notice = $1 AND o.notice <> 0 GROUP BY o.channel, o.state";
    static const auto by_district = "SELECT o.channel, p.district, o.state, " + sums +
                                    " FROM outbox AS o JOIN people AS p ON p.id = o.person WHERE o.notice = $1 "
                                    "AND o.notice <> 0 GROUP BY o.channel, p.district, o.state";
    static constexpr std::string_view to_come =
        "SELECT channel, '', 'queued', count(*), 0, 0, 0 FROM notice_recipients "
        "WHERE notice = $1 AND person > $2 AND left_out = '' GROUP BY channel";
    static constexpr std::string_view to_come_by_district =
        "SELECT l.channel, p.district, 'queued', count(*), 0, 0, 0 FROM notice_recipients AS l "
        "JOIN people AS p ON p.id = l.person WHERE l.notice = $1 AND l.person > $2 AND l.left_out = '' "
        "GROUP BY l.channel, p.district";
    const bool in_whole = grouping == audience::Grouping::Whole;
    auto all = tx.all(in_whole ? whole : by_district, { notice }, read_became);
    const auto more = tx.all(in_whole ? to_come : to_come_by_district, { notice, fed_to(tx, notice) }, read_became);
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<LeftOutCount> left_out(Transaction& tx, std::int64_t notice, audience::Grouping grouping)
{
    const auto read = [](const Row& row) { return LeftOutCount { row.string(0), row.string(1), row.integer(2) }; };
    if (grouping == audience::Grouping::Whole)
        return tx.all("SELECT left_out, '', count(*) FROM notice_recipients WHERE notice = $1 AND left_out <> '' "
                      "GROUP BY left_out ORDER BY left_out",
                      { notice }, read);
    return tx.all("SELECT l.left_out, p.district, count(*) FROM notice_recipients AS l "
                  "JOIN people AS p ON p.id = l.person WHERE l.notice = $1 AND l.left_out <> '' "
                  "GROUP BY l.left_out, p.district ORDER BY l.left_out, p.district",
                  { notice }, read);
}

std::vector<Failure> failures(Transaction& tx, std::int64_t notice)
{
    return tx.all(
        "SELECT channel, error_code, error, count(*) FROM outbox WHERE notice = $1 AND notice <> 0 "
        "AND state = 'failed' GROUP BY channel, error_code, error ORDER BY count(*) DESC, channel, error_code",
        { notice },
        [](const Row& row) { return Failure { row.string(0), row.integer(1), row.string(2), row.integer(3) }; });
}

void each_line(Transaction& tx, std::int64_t notice, const std::function<void(const Line&)>& each)
{
    tx.each("SELECT l.person, coalesce((SELECT max(i.value) FROM identities AS i WHERE i.person = l.person "
            "AND i.kind = 'phone' AND i.superseded_at IS NULL), ''), p.name, p.district, "
            "coalesce(o.channel, l.channel), l.left_out, o.state, o.error_code, a.button, o.parts, o.thousand_paise, "
            "coalesce(o.sent_at, o.accepted_at), o.delivered_at, o.read_at FROM notice_recipients AS l "
            "JOIN people AS p ON p.id = l.person "
            "LEFT JOIN outbox AS o ON o.person = l.person AND +o.notice = l.notice "
            "LEFT JOIN notice_answers AS a ON a.notice = l.notice AND a.person = l.person "
            "WHERE l.notice = $1 ORDER BY l.person",
            { notice }, [&](const Row& row) {
                Line line;
                line.person = row.integer(0);
                line.phone = row.string(1);
                line.name = row.string(2);
                line.district = row.string(3);
                line.channel = row.string(4);
                line.left_out = row.string(5);
                if (!row.is_null(6))
                    line.state = outbox::state_named(row.text(6));
                line.error_code = row.integer(7);
                line.button = row.integer(8);
                line.parts = row.integer(9);
                line.thousand_paise = row.integer(9) * row.integer(10);
                line.sent_at = row.maybe_time(11);
                line.delivered_at = row.maybe_time(12);
                line.read_at = row.maybe_time(13);
                each(line);
            });
}

} // namespace storage::recipients
