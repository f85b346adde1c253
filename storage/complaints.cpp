#include "storage/complaints.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

namespace storage::complaints {

namespace {

constexpr std::array<std::string_view, 5> states { "recorded", "forwarded", "in_progress", "solved", "not_satisfied" };

const std::string selected =
    "SELECT number, person, kind, text, about, state, assigned, created_at, due_at, changed_at FROM complaints ";

Complaint read_complaint(const Row& row)
{
    Complaint complaint;
    complaint.number = row.integer(0);
    complaint.person = row.integer(1);
    complaint.kind = row.string(2);
    complaint.text = row.string(3);
    complaint.about = row.string(4);
    complaint.state = enum_of<State>(states, row.text(5));
    complaint.assigned = row.maybe_integer(6);
    complaint.created_at = row.time(7);
    complaint.due_at = row.time(8);
    complaint.changed_at = row.time(9);
    return complaint;
}

void note_step(Transaction& tx, std::int64_t number, const Step& step)
{
    tx.run("INSERT INTO complaint_history (id, number, from_state, to_state, who, note, at) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7)",
           { ids::next(tx, ids::Sequence::Change), number, step.from, step.to, step.who, step.note, value(step.at) });
}

} // namespace

std::string_view name_of(State state)
{
    return word_of(states, state);
}

std::optional<State> state_named(std::string_view name)
{
    return maybe_enum_of<State>(states, name);
}

std::int64_t open(Transaction& tx, const Complaint& complaint, Time now)
{
    const auto number = ids::next(tx, ids::Sequence::Complaint);
    tx.run("INSERT INTO complaints (number, person, kind, text, about, state, assigned, created_at, due_at, "
           "changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)",
           { number, complaint.person, complaint.kind, complaint.text, complaint.about, name_of(complaint.state),
             or_null(complaint.assigned), value(now), value(complaint.due_at) });
    note_step(tx, number, { {}, std::string { name_of(complaint.state) }, "bot", {}, now });
    return number;
}

std::optional<Complaint> get(Transaction& tx, std::int64_t number)
{
    static const std::string sql = selected + "WHERE number = $1";
    return tx.first(sql, { number }, read_complaint);
}

std::vector<Complaint> of_person(Transaction& tx, std::int64_t person, int limit)
{
    static const std::string sql = selected + "WHERE person = $1 ORDER BY number DESC LIMIT $2";
    return tx.all(sql, { person, std::int64_t { limit } }, read_complaint);
}

std::vector<Complaint> assigned_to(Transaction& tx, std::int64_t person, int limit)
{
    static const std::string sql = selected + "WHERE assigned = $1 ORDER BY number DESC LIMIT $2";
    return tx.all(sql, { person, std::int64_t { limit } }, read_complaint);
}

std::vector<Complaint> overdue(Transaction& tx, Time now, int limit)
{
    static const std::string sql = selected + "WHERE state <> 'solved' AND due_at <= $1 ORDER BY due_at LIMIT $2";
    return tx.all(sql, { value(now), std::int64_t { limit } }, read_complaint);
}

std::int64_t count_overdue(Transaction& tx, Time now)
{
    return tx
        .first("SELECT count(*) FROM complaints WHERE state <> 'solved' AND due_at <= $1", { value(now) },
               [](const Row& row) { return row.integer(0); })
        .value_or(0);
}

std::vector<Complaint> list(Transaction& tx, std::int64_t after, int limit)
{
    static const std::string sql = selected + "WHERE number > $1 ORDER BY number LIMIT $2";
    return tx.all(sql, { after, std::int64_t { limit } }, read_complaint);
}

bool move(Transaction& tx, std::int64_t number, const Move& step, Time now)
{
    const auto known = get(tx, number);
    if (!known)
        return false;
    tx.run("UPDATE complaints SET state = $2, assigned = $3, changed_at = $4, due_at = $5 WHERE number = $1",
           { number, name_of(step.to), or_null(step.assigned ? step.assigned : known->assigned), value(now),
             value(step.due_at.value_or(known->due_at)) });
    note_step(tx, number,
              { std::string { name_of(known->state) }, std::string { name_of(step.to) }, std::string { step.who },
                std::string { step.note }, now });
    return true;
}

std::vector<Step> history(Transaction& tx, std::int64_t number)
{
    return tx.all("SELECT from_state, to_state, who, note, at FROM complaint_history WHERE number = $1 ORDER BY id",
                  { number }, [](const Row& row) {
                      return Step { row.string(0), row.string(1), row.string(2), row.string(3), row.time(4) };
                  });
}

} // namespace storage::complaints
