// Moving a notice: who may approve it, and from which state which way leads.

#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/notice_counting.h"
#include "storage/audit.h"
#include "storage/handover.h"
#include "storage/people.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::notices::State;
using storage::people::Person;

namespace {

constexpr int dropped_at_once = 500; // of a cancelled one; the feeder goes on with the rest

Moved refused(std::string why)
{
    return { false, std::move(why) };
}

std::string state_of(const Notice& notice)
{
    return "notice " + std::to_string(notice.number) + " is " + std::string { storage::notices::name_of(notice.state) };
}

std::string why_may_not_approve(storage::Transaction& tx, const Notice& notice, std::optional<std::int64_t> by)
{
    if (!by)
        return "say who approves it: a second coordinator's phone, with --by";
    if (*by == notice.author)
        return "the author may not approve her own notice; ask a second coordinator";
    const auto approver = storage::people::get(tx, *by);
    if (!approver || approver->deleted_at || !approver->has_role("coordinator"))
        return "only a coordinator approves; ask one whose reach covers the author's";
    const auto author = storage::people::get(tx, notice.author);
    if (!author || !covers(*approver, *author)) {
        const auto reach = scope_in_words(*approver);
        return "the approver's reach (" + (reach.empty() ? "no place in her record" : reach) +
               ") does not cover the author's (" + (author ? scope_in_words(*author) : "") +
               "); ask a coordinator of the same place or a wider one";
    }
    return {};
}

bool is_planned_for_later(const Notice& notice, Time now)
{
    return notice.starts_at && *notice.starts_at > now;
}

const std::vector<State>& states_before(Move move)
{
    static const std::vector<State> drafts { State::Draft }, startable { State::Draft, State::Approved },
        at_work { State::Scheduled, State::Writing, State::Sending }, paused { State::Paused },
        unfinished { State::Draft, State::Approved, State::Scheduled, State::Writing, State::Sending, State::Paused };
    switch (move) {
    case Move::Approve:
        return drafts;
    case Move::Start:
        return startable;
    case Move::Pause:
        return at_work;
    case Move::Resume:
        return paused;
    case Move::Cancel:
        break;
    }
    return unfinished;
}

std::string_view which(Move move)
{
    switch (move) {
    case Move::Approve:
        return "only a draft is approved";
    case Move::Start:
        return "only a draft or an approved one is started, a paused one is resumed";
    case Move::Pause:
        return "only one that is planned or at work is paused";
    case Move::Resume:
        return "only a paused one is resumed";
    case Move::Cancel:
        break;
    }
    return "what has ended is not cancelled";
}

std::string why_not_from_here(const Notice& notice, Move move)
{
    const auto& from = states_before(move);
    return std::ranges::find(from, notice.state) != from.end() ? std::string {}
                                                               : state_of(notice) + "; " + std::string { which(move) };
}

bool approve(storage::Transaction& tx, const Notice& notice, std::int64_t by, Time now)
{
    if (!storage::notices::approve(tx, notice.number, by, notice.urgent, now))
        return false;
    storage::audit::note(
        tx, { "person:" + std::to_string(by), "approve notice", notice.author,
              "notice " + std::to_string(notice.number) + (notice.urgent ? ", may go out at night" : ""), now });
    return true;
}

State after(const Notice& notice, Move move, Time now)
{
    if (move == Move::Resume && notice.written)
        return State::Sending;
    const bool is_first_of_a_row = notice.repeats != storage::notices::Repeats::Never;
    return !notice.started_at && (is_planned_for_later(notice, now) || is_first_of_a_row) ? State::Scheduled
                                                                                          : State::Writing;
}

bool move_row(storage::Transaction& tx, const Notice& notice, Move move, Time now)
{
    const auto to = [&](State state, std::string_view why = {}) {
        return storage::notices::move(tx, notice.number, states_before(move), state, why, now);
    };
    if (move == Move::Pause)
        return to(State::Paused, paused_by_a_person);
    if (move != Move::Cancel) {
        const auto state = after(notice, move, now);
        if (state == State::Scheduled && !notice.starts_at)
            storage::notices::set_start(tx, notice.number, now, now); // a row that begins at once
        return to(state);
    }
    if (!to(State::Cancelled))
        return false;
    if (const auto next = storage::notices::planned_of_row(tx, notice)) // to cancel one of a row ends the row
        storage::notices::move(tx, *next, { State::Scheduled }, State::Cancelled, "its row was cancelled", now);
    storage::handover::drop(tx, notice.number, cancelled_why, now, dropped_at_once);
    return true;
}

std::string why_not_start(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules, Time now)
{
    try {
        const auto counted_now = counted(tx, notice, rules, now);
        if (!notice.approved_by)
            if (const auto why = why_approval(tx, notice, counted_now, rules))
                return *why + "; let a second coordinator approve it first";
        return why_not_begin(tx, notice, counted_now, rules, now);
    } catch (const BadAudience& bad) {
        return bad.what();
    }
}

} // namespace

std::string why_not_move(storage::Transaction& tx, const Notice& notice, Move move, std::optional<std::int64_t> by,
                         const NoticeRules& rules, Time now)
{
    if (auto why = why_not_from_here(notice, move); !why.empty())
        return why;
    if (move == Move::Approve)
        return why_may_not_approve(tx, notice, by);
    if (move == Move::Resume)
        return why_not_begin(tx, notice, rules, now);
    return move == Move::Start ? why_not_start(tx, notice, rules, now) : std::string {};
}

Moved move_checked(storage::Transaction& tx, const Notice& notice, Move move, std::optional<std::int64_t> by, Time now)
{
    if (move == Move::Approve ? by && approve(tx, notice, *by, now) : move_row(tx, notice, move, now))
        return { true, {} };
    return refused(state_of(notice) + " no longer; look again with samvad notice status");
}

Moved move_notice(storage::Transaction& tx, std::int64_t number, Move move, std::optional<std::int64_t> by,
                  const NoticeRules& rules, Time now)
{
    const auto notice = storage::notices::get(tx, number);
    if (!notice)
        return refused("there is no notice " + std::to_string(number) + "; samvad list notices shows them");
    if (auto why = why_not_move(tx, *notice, move, by, rules, now); !why.empty())
        return refused(std::move(why));
    return move_checked(tx, *notice, move, by, now);
}

} // namespace bot::notices
