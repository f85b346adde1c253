#include "bot/actions/notice_slots.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/notices/notice_book.h"

namespace bot::run {

using dialogs::Done;
using dialogs::Slots;
using storage::notices::Notice;
using storage::notices::State;

namespace {

bool has_begun(const Notice& notice)
{
    return notice.state == State::Writing || notice.state == State::Sending;
}

std::string outcome_of(const Notice& notice)
{
    switch (notice.state) {
    case State::Draft:
    case State::Approved:
    case State::Scheduled:
        return "waiting";
    case State::Writing:
    case State::Sending:
        return "running";
    case State::Paused:
        return "paused";
    case State::Finished:
    case State::Cancelled:
        break;
    }
    return "over";
}

dialogs::Answer answers_of(ActionCall& call, const Notice& notice)
{
    const auto buttons = notices::buttons_from_json(notice.buttons);
    const auto pressed = storage::notices::answers(call.tx, notice.number);
    dialogs::Table table { "line.notice_answer", {} };
    for (std::size_t i = 0; i < buttons.size() && i < pressed.size(); ++i)
        table.rows.push_back(
            { std::to_string(i + 1), { { "value", dialogs::Text { buttons[i] } }, { "count", number(pressed[i]) } } });
    return table.rows.empty() ? dialogs::Answer { dialogs::Phrase { "in_notice.no_answers" } }
                              : dialogs::Answer { std::move(table) };
}

// Before the ledger is whole nobody knows how many they are; what is known so far is shown.
void give_counts(Slots& gives, const notices::Status& status)
{
    gives.insert_or_assign("people", number(status.notice.recipients));
    gives.insert_or_assign("sent", number(status.sent));
    gives.insert_or_assign("delivered", number(status.delivered));
    gives.insert_or_assign("read", number(status.read));
    gives.insert_or_assign("failed", number(status.failed));
    gives.insert_or_assign("cost", money(status.cost_paise));
}

// Whoever stops a notice that comes again and again names it by any of its numbers; the one to come is meant.
std::optional<Notice> to_stop(ActionCall& call)
{
    auto notice = notice_in(call, "notice", NoticeSight::Above);
    if (!notice || outcome_of(*notice) != "over")
        return notice;
    const auto next = storage::notices::planned_of_row(call.tx, *notice);
    return next ? storage::notices::get(call.tx, *next) : notice;
}

Done moved(ActionCall& call, notices::Move move, std::string outcome)
{
    const auto notice = to_stop(call);
    if (!notice)
        return { "refused", {} };
    const auto made = notices::move_notice(call.tx, notice->number, move, call.person.id, call.notice_rules, call.now);
    return with_state(storage::notices::get(call.tx, notice->number).value(),
                      made.done ? std::move(outcome) : std::string { "refused" });
}

} // namespace

Done sent_notices(ActionCall& call)
{
    if (call.slots.contains("notice"))
        return { "some", { { "notices", table_of({}) } } };
    const auto hers = newest_notices(call.tx, [&](const Notice& notice) {
        const bool never_begun = notice.state == State::Cancelled && !notice.started_at;
        return notice.author == call.person.id && !never_begun;
    });
    return { hers.empty() ? "none" : "some", { { "notices", table_of(hers) } } };
}

Done notice_progress(ActionCall& call)
{
    const auto notice = notice_in(call, "notice", NoticeSight::Above);
    if (!notice)
        return { "gone", {} };
    auto done = with_state(*notice, outcome_of(*notice));
    if (const auto status = notices::status_of(call.tx, notice->number))
        give_counts(done.gives, *status);
    done.gives.insert_or_assign("answers", answers_of(call, *notice));
    done.gives.insert_or_assign("reason", dialogs::Phrase { notice->paused_why == notices::paused_by_a_person
                                                                ? "in_notice.paused.by_person"
                                                                : "in_notice.paused.by_itself" });
    return done;
}

Done pause_notice(ActionCall& call)
{
    const auto notice = to_stop(call);
    if (!notice)
        return { "gone", {} };
    if (!has_begun(*notice))
        return with_state(*notice, outcome_of(*notice));
    return moved(call, notices::Move::Pause, "paused");
}

Done resume_notice(ActionCall& call)
{
    return moved(call, notices::Move::Resume, "resumed");
}

Done cancel_notice(ActionCall& call)
{
    return moved(call, notices::Move::Cancel, "cancelled");
}

} // namespace bot::run
