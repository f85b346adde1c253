// Moving a notice: who may approve it, what keeps it from beginning, and from which state which way leads.

#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/notice_counting.h"
#include "bot/notices/rupees.h"
#include "locales/time.h"
#include "storage/audit.h"
#include "storage/day.h"
#include "storage/people.h"
#include "storage/prices.h"
#include "storage/recipients.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::notices::State;
using storage::people::Person;
using storage::templates::Template;

namespace {

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
    return !notice.started_at && is_planned_for_later(notice, now) ? State::Scheduled : State::Writing;
}

bool move_row(storage::Transaction& tx, const Notice& notice, Move move, Time now)
{
    const auto to = [&](State state, std::string_view why = {}) {
        return storage::notices::move(tx, notice.number, states_before(move), state, why, now);
    };
    if (move == Move::Pause)
        return to(State::Paused, "paused by a person");
    if (move != Move::Cancel)
        return to(after(notice, move, now));
    if (!to(State::Cancelled))
        return false;
    storage::recipients::drop(tx, notice.number, "the notice was cancelled", now);
    return true;
}

// What is wrong with a template at this moment, for every language the notice is written in.
std::string why_not_templates(const std::vector<Template>& registered, const Notice& notice, std::string_view channel,
                              const std::string& name)
{
    if (name.empty())
        return {};
    for (const auto& [language, text] : texts_from_json(notice.texts).didi) {
        const auto one = std::ranges::find(registered, language, &Template::language);
        const auto head = "its " + std::string { channel } + " template " + name + " (" + language + ") is ";
        if (one == registered.end())
            return head + "not registered; import it with samvad import templates";
        if (one->state != storage::templates::State::Approved)
            return head + std::string { storage::templates::name_of(one->state) } +
                   (one->reason.empty() ? "" : " (" + one->reason + ")") +
                   "; wait until it is approved, or write the notice with another";
        if (one->category != category_on(channel, notice.category))
            return head + one->category + " now, and the notice is " + notice.category +
                   "; write the notice with another";
    }
    return {};
}

std::string why_not_budget(storage::Transaction& tx, const Preview& preview, const NoticeRules& rules, Time now)
{
    if (!rules.month_budget_paise)
        return {};
    const auto month = storage::text_of(locales::day_in_india(now)).substr(0, 7);
    const auto spent = storage::prices::month_paise(tx, month);
    if (spent + preview.cost_paise <= *rules.month_budget_paise)
        return {};
    return "it would cost up to " + rupees(preview.cost_paise) + ", and of the month's budget of " +
           rupees(*rules.month_budget_paise) + " " + rupees(spent) +
           " are spent; narrow the audience, raise SAMVAD_MONTH_BUDGET_RUPEES, or wait for the next month";
}

std::string why_nobody(const Preview& preview)
{
    std::string why = "it would reach nobody";
    for (const auto& [reason, people] : preview.left_out)
        why += ", " + std::to_string(people) + " left out for " + reason;
    return why + "; samvad notice preview tells more";
}

} // namespace

std::string why_not_move(storage::Transaction& tx, const Notice& notice, Move move, std::optional<std::int64_t> by,
                         const NoticeRules& rules, Time now)
{
    if (auto why = why_not_from_here(notice, move); !why.empty())
        return why;
    if (move == Move::Approve)
        return why_may_not_approve(tx, notice, by);
    try {
        if (move == Move::Start && !notice.approved_by)
            if (const auto why = why_approval(tx, notice, rules, now))
                return *why + "; let a second coordinator approve it first";
    } catch (const BadAudience& bad) {
        return bad.what();
    }
    return move == Move::Start || move == Move::Resume ? why_not_begin(tx, notice, rules, now) : std::string {};
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

std::optional<std::string> why_approval(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules,
                                        Time now)
{
    std::vector<std::string> reasons;
    if (notice.urgent)
        reasons.emplace_back("is urgent, so that it may go out at night");
    const auto audience = audience_of(tx, notice);
    if (!within_one_district(audience))
        reasons.emplace_back("goes beyond one district");
    if (const auto cost = counted(tx, notice, rules, now).preview.cost_paise; cost > rules.approval_above_paise)
        reasons.push_back("would cost " + rupees(cost) + ", more than " + rupees(rules.approval_above_paise));
    if (reasons.empty())
        return std::nullopt;
    std::string why = "it ";
    for (std::size_t place = 0; place < reasons.size(); ++place)
        why += (place == 0 ? "" : " and ") + reasons[place];
    return why;
}

std::string why_not_begin(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules, Time now)
{
    const auto templates = templates_of(tx, notice);
    if (auto why = why_not_templates(templates.whatsapp, notice, "whatsapp", notice.template_name); !why.empty())
        return why;
    if (auto why = why_not_templates(templates.sms, notice, "sms", notice.sms_template); !why.empty())
        return why;
    if (!notice.insisted && !notice.repeats_of && !notice.started_at)
        if (const auto same = storage::notices::same_since(tx, notice.content_key, now - NoticeLimits::same_again_after,
                                                           notice.number))
            return "the same words went to the same audience within a day, as notice " + std::to_string(*same) +
                   "; wait, or write it with --insist";
    if (notice.started_at)
        return {};
    try {
        const auto preview = counted(tx, notice, rules, now).preview;
        if (preview.recipients == 0 && !is_planned_for_later(notice, now) &&
            notice.repeats == storage::notices::Repeats::Never && !notice.repeats_of)
            return why_nobody(preview);
        return why_not_budget(tx, preview, rules, now);
    } catch (const BadAudience& bad) {
        return bad.what();
    }
}

} // namespace bot::notices
