// What a notice would do, shown before it does it.

#include "bot/notices/audience_words.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/notice_counting.h"
#include "bot/notices/recipient_letter.h"
#include "bot/notices/rupees.h"
#include "bot/notices/template_text.h"
#include "locales/time.h"
#include "storage/day.h"
#include "storage/outside_window.h"
#include "storage/people.h"
#include "storage/prices.h"

#include <algorithm>

namespace bot::notices {

using storage::notices::Notice;
using storage::templates::Template;

namespace {

storage::recipients::Recipient recipient_of(const storage::people::Person& person)
{
    storage::recipients::Recipient recipient;
    recipient.person = person.id;
    recipient.name = person.name;
    recipient.group_name = person.group_name;
    recipient.clf = person.clf;
    recipient.block = person.block;
    recipient.district = person.district;
    recipient.language = person.language;
    recipient.officer = person.has_role("coordinator");
    return recipient;
}

std::vector<std::string> examples_of(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules, Time now)
{
    const auto texts = texts_from_json(notice.texts);
    std::vector<std::string> examples;
    for (const auto id :
         storage::audience::some(tx, audience_of(tx, notice), means_of(tx, notice, rules), NoticeLimits::examples, now))
    {
        const auto person = storage::people::get(tx, id);
        if (!person)
            continue;
        const auto reader = recipient_of(*person);
        if (const auto text = text_for(texts, reader))
            examples.push_back(filled(*text, reader));
    }
    return examples;
}

// The officers' text is not refused where it does not fit: then they get it only where free text may go.
void add_officers_warnings(const NoticeTexts& texts, const std::vector<Template>& registered, std::string_view channel,
                           std::vector<std::string>& warnings)
{
    for (const auto& [language, text] : texts.officers) {
        const auto one = std::ranges::find(registered, language, &Template::language);
        const bool fits =
            one != registered.end() && (channel == "sms" ? faults_of_sms(one->body, text).empty()
                                                         : whatsapp_variables(one->body, text, "x").has_value());
        if (!fits && !registered.empty())
            warnings.push_back("the officers' text (" + language + ") does not fit the " + std::string { channel } +
                               " template, so officers do not get it by that");
    }
}

void add_template_warnings(storage::Transaction& tx, const Notice& notice, const Counted& counted,
                           std::vector<std::string>& warnings)
{
    const auto texts = texts_from_json(notice.texts);
    const auto templates = templates_of(tx, notice);
    const auto not_approved = [&](const std::vector<Template>& registered, std::string_view channel) {
        for (const auto& one : registered)
            if (texts.didi.contains(one.language) && one.state != storage::templates::State::Approved)
                warnings.push_back("the " + std::string { channel } + " template " + one.name + " (" + one.language +
                                   ") is " + std::string { storage::templates::name_of(one.state) } +
                                   "; the notice cannot start before it is approved");
    };
    not_approved(templates.whatsapp, "whatsapp");
    not_approved(templates.sms, "sms");
    add_officers_warnings(texts, templates.whatsapp, "whatsapp", warnings);
    add_officers_warnings(texts, templates.sms, "sms", warnings);
    const auto& left_out = counted.preview.left_out;
    const auto shut = std::ranges::find(left_out, "window_shut", &std::pair<std::string, std::int64_t>::first);
    if (shut != left_out.end() && notice.template_name.empty())
        warnings.push_back(std::to_string(shut->second) +
                           " have not written for 24 hours; name an approved template with --template to reach them");
}

// Whoever gets it by SMS sees no buttons.
void add_answer_warnings(storage::Transaction& tx, const Notice& notice, std::vector<std::string>& warnings)
{
    const auto prepared = prepare(tx, notice);
    if (prepared.buttons.empty())
        return;
    storage::recipients::Recipient anybody;
    for (const auto& one : prepared.sms_templates) {
        anybody.language = one.language;
        const auto letter = letter_for(prepared, anybody, "sms");
        if (letter && letter->language == one.language && letter->choices.empty())
            warnings.push_back("the sms template " + one.name + " (" + one.language + ") has no line \"1 " +
                               prepared.buttons.front() +
                               "\", so that an SMS does not say how to answer; register one that ends with the "
                               "buttons, or say it in the text");
    }
}

void add_price_warnings(const Counted& counted, std::vector<std::string>& warnings)
{
    for (const auto& line : counted.preview.lines) {
        const auto what = line.channel + " " + line.category;
        if (line.price_from.empty())
            warnings.push_back("no price is known for " + what +
                               ", so it is counted as nothing; import one with "
                               "samvad import prices");
        else if (line.price_source.starts_with("assumed"))
            warnings.push_back("the price of " + what +
                               " is assumed; import your contract's with samvad import prices");
    }
}

void add_budget_warning(storage::Transaction& tx, const Counted& counted, const NoticeRules& rules, Time now,
                        std::vector<std::string>& warnings)
{
    if (!rules.month_budget_paise)
        return;
    const auto spent = storage::prices::month_paise(tx, storage::text_of(locales::day_in_india(now)).substr(0, 7));
    const auto after = spent + counted.preview.cost_paise;
    const auto told = rupees(after) + " of the month's budget of " + rupees(*rules.month_budget_paise);
    if (after > *rules.month_budget_paise)
        warnings.push_back("with it " + told + " would be spent: it cannot start");
    else if (after * 100 >= *rules.month_budget_paise * NoticeLimits::budget_warning_percent)
        warnings.push_back("with it " + told + " would be spent");
}

void add_same_warning(storage::Transaction& tx, const Notice& notice, Time now, std::vector<std::string>& warnings)
{
    const auto same =
        storage::notices::same_since(tx, notice.content_key, now - NoticeLimits::same_again_after, notice.number);
    if (same)
        warnings.push_back("the same words went to the same audience within a day, as notice " + std::to_string(*same) +
                           (notice.insisted ? "; it is insisted on" : ""));
}

} // namespace

Preview preview_of(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules, Time now)
{
    const auto counted_now = counted(tx, notice, rules, now);
    auto preview = counted_now.preview;
    preview.examples = examples_of(tx, notice, rules, now);
    preview.takes = time_taken(counted_now, notice, rules, storage::outside_window::people_in_day(tx, "whatsapp", now),
                               std::max(now, notice.starts_at.value_or(now)));
    add_template_warnings(tx, notice, counted_now, preview.warnings);
    add_answer_warnings(tx, notice, preview.warnings);
    add_price_warnings(counted_now, preview.warnings);
    add_budget_warning(tx, counted_now, rules, now, preview.warnings);
    add_same_warning(tx, notice, now, preview.warnings);
    if (!notice.approved_by)
        preview.needs_approval = why_approval(tx, notice, counted_now, rules);
    return preview;
}

} // namespace bot::notices
