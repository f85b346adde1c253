#include "bot/actions/notice_slots.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "storage/audit.h"

namespace bot::run {

using dialogs::Done;
using storage::notices::Notice;
using storage::notices::State;

namespace {

bool waits_for_approval(const Notice& notice)
{
    return notice.state == State::Draft && notice.paused_why == approval_asked;
}

std::string author_of(ActionCall& call, const Notice& notice)
{
    const auto author = storage::people::get(call.tx, notice.author);
    return author ? author->name : std::string {};
}

void tell_author(ActionCall& call, const Notice& notice, std::string text)
{
    call.tells.push_back({ notice.author,
                           { std::move(text),
                             {},
                             { { "number", number(notice.number) }, { "officer", dialogs::Text { call.person.name } } },
                             {} } });
}

std::optional<Notice> waiting_one(ActionCall& call)
{
    auto notice = notice_in(call, "notice", NoticeSight::Above);
    return notice && waits_for_approval(*notice) && notice->author != call.person.id ? notice : std::nullopt;
}

Done not_any_more(ActionCall& call)
{
    const auto notice = notice_in(call, "notice", NoticeSight::Above);
    return notice ? with_state(*notice, "gone") : Done { "gone", {} };
}

// An urgent one that may not go out at night is approved all the same, for the morning.
bool approve(ActionCall& call, const Notice& notice)
{
    const auto& rules = call.notice_rules;
    if (!notices::why_not_move(call.tx, notice, notices::Move::Approve, call.person.id, rules, call.now).empty())
        return false;
    if (!notice.urgent || is_yes(call.slots, "at_night"))
        return notices::move_checked(call.tx, notice, notices::Move::Approve, call.person.id, call.now).done;
    if (!storage::notices::approve(call.tx, notice.number, call.person.id, false, call.now))
        return false;
    storage::audit::note(call.tx, { "person:" + std::to_string(call.person.id), "approve notice", notice.author,
                                    "notice " + std::to_string(notice.number) + ", not at night", call.now });
    return true;
}

} // namespace

Done notices_to_approve(ActionCall& call)
{
    if (call.slots.contains("notice"))
        return { "some", { { "notices", table_of({}) } } };
    const auto waiting = newest_notices(call.tx, [&](const Notice& notice) {
        if (!waits_for_approval(notice) || notice.author == call.person.id)
            return false;
        const auto author = storage::people::get(call.tx, notice.author);
        return author && notices::covers(call.person, *author);
    });
    return { waiting.empty() ? "none" : "some", { { "notices", table_of(waiting) } } };
}

Done notice_to_approve(ActionCall& call)
{
    const auto notice = notice_in(call, "notice", NoticeSight::Above);
    if (!notice)
        return { "gone", {} };
    if (notice->author == call.person.id)
        return { "own", {} };
    auto done = with_state(*notice, "decided");
    done.gives.insert_or_assign("author", dialogs::Text { author_of(call, *notice) });
    if (!waits_for_approval(*notice))
        return done;
    const auto preview = notices::preview_of(call.tx, *notice, call.notice_rules, call.now);
    done.outcome = "waiting";
    done.gives.insert_or_assign("people", number(preview.recipients));
    done.gives.insert_or_assign("cost", money(preview.cost_paise));
    give_words(done.gives, *notice);
    return done;
}

Done wants_the_night(ActionCall& call)
{
    const auto notice = waiting_one(call);
    return { notice && notice->urgent ? "night" : "day", {} };
}

Done allow_notice(ActionCall& call)
{
    const auto notice = waiting_one(call);
    if (!notice || !approve(call, *notice))
        return not_any_more(call);
    const auto started = notices::move_notice(call.tx, notice->number, notices::Move::Start, call.person.id,
                                              call.notice_rules, call.now);
    if (!started.done)
        return not_any_more(call);
    tell_author(call, *notice, "tell.notice_allowed");
    return with_state(*notice, "allowed");
}

Done refuse_notice(ActionCall& call)
{
    const auto notice = waiting_one(call);
    if (!notice || !storage::notices::move(call.tx, notice->number, { State::Draft }, State::Cancelled,
                                           "its approval was refused", call.now))
        return not_any_more(call);
    storage::audit::note(call.tx, { "person:" + std::to_string(call.person.id), "refuse notice", notice->author,
                                    "notice " + std::to_string(notice->number), call.now });
    tell_author(call, *notice, "tell.notice_refused");
    return with_state(*notice, "refused");
}

} // namespace bot::run
