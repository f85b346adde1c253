// What keeps a notice from beginning: it needs approval, its templates or the month's money do not allow it, it reaches
// nobody, or the same went out today.

#include "bot/notices/audience_words.h"
#include "bot/notices/notice_counting.h"
#include "bot/notices/rupees.h"
#include "locales/time.h"
#include "storage/day.h"
#include "storage/prices.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::templates::Template;

namespace {

bool is_planned_for_later(const Notice& notice, Time now)
{
    return notice.starts_at && *notice.starts_at > now;
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

// What stands in the way before anybody is counted.
std::string why_not_its_texts(storage::Transaction& tx, const Notice& notice, Time now)
{
    const auto templates = templates_of(tx, notice);
    if (auto why = why_not_templates(templates.whatsapp, notice, "whatsapp", notice.template_name); !why.empty())
        return why;
    if (auto why = why_not_templates(templates.sms, notice, "sms", notice.sms_template); !why.empty())
        return why;
    if (notice.insisted || notice.repeats_of || notice.started_at)
        return {};
    const auto same =
        storage::notices::same_since(tx, notice.content_key, now - NoticeLimits::same_again_after, notice.number);
    return same ? "the same words went to the same audience within a day, as notice " + std::to_string(*same) +
                      "; wait, or write it with --insist"
                : std::string {};
}

} // namespace

std::optional<std::string> why_approval(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules,
                                        Time now)
{
    return why_approval(tx, notice, counted(tx, notice, rules, now), rules);
}

std::optional<std::string> why_approval(storage::Transaction& tx, const Notice& notice, const Counted& counted,
                                        const NoticeRules& rules)
{
    std::vector<std::string> reasons;
    if (notice.urgent)
        reasons.emplace_back("is urgent, so that it may go out at night");
    if (!within_one_district(audience_of(tx, notice)))
        reasons.emplace_back("goes beyond one district");
    if (const auto cost = counted.preview.cost_paise; cost > rules.approval_above_paise)
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
    if (auto why = why_not_its_texts(tx, notice, now); !why.empty() || notice.started_at)
        return why;
    try {
        return why_not_begin(tx, notice, counted(tx, notice, rules, now), rules, now);
    } catch (const BadAudience& bad) {
        return bad.what();
    }
}

std::string why_not_begin(storage::Transaction& tx, const Notice& notice, const Counted& counted,
                          const NoticeRules& rules, Time now)
{
    if (auto why = why_not_its_texts(tx, notice, now); !why.empty() || notice.started_at)
        return why;
    if (counted.preview.recipients == 0 && !is_planned_for_later(notice, now) &&
        notice.repeats == storage::notices::Repeats::Never && !notice.repeats_of)
        return why_nobody(counted.preview);
    return why_not_budget(tx, counted.preview, rules, now);
}

} // namespace bot::notices
