#include "bot/actions/notice_wanted.h"

#include "bot/actions/slots.h"
#include "bot/notices/hours.h"
#include "bot/notices/recipient_letter.h"
#include "bot/notices/template_text.h"
#include "locales/calendar.h"
#include "locales/tokens.h"
#include "storage/media.h"
#include "storage/templates.h"

namespace bot {

using dialogs::Time;
using storage::notices::Repeats;

namespace {

constexpr int first_hour = 9; // of "tomorrow morning"

// Of the script it is written in.
std::string language_of(const std::string& text)
{
    for (const auto& token : locales::tokenize(text))
        if (token.script == locales::Script::Devanagari)
            return "hi";
    return "hi-Latn";
}

Time moment(const locales::Date& day, int hour)
{
    constexpr std::chrono::minutes india { 330 };
    return std::chrono::sys_days { day } + std::chrono::hours { hour } - india;
}

// "4" in a question for eight to nineteen is four in the afternoon.
int hour_of_day(std::int64_t said)
{
    return static_cast<int>(said < 8 ? said + 12 : said);
}

// The approved one by which this text may go with every name at its longest; if it has buttons, rather one that tells
// by SMS how to answer.
std::string template_for(storage::Transaction& tx, std::string_view channel, const notices::NewNotice& notice)
{
    const std::string longest(notices::NoticeTextLimits::variable_units_max, 'x');
    storage::recipients::Recipient anybody;
    anybody.name = anybody.group_name = anybody.clf = anybody.block = anybody.district = longest;
    const auto& [language, words] = *notice.texts.didi.begin();
    const auto text = notices::filled(words, anybody);
    const auto fits = [&](const std::string& body) {
        return channel == "sms" ? notices::faults_as_sms(body, text, notice.buttons).empty()
                                : notices::whatsapp_variables(body, text, longest).has_value();
    };
    std::string found;
    for (const auto& registered : storage::templates::of_channel(tx, channel)) {
        const bool may = registered.state == storage::templates::State::Approved && registered.language == language &&
                         registered.category == notices::category_on(channel, notice.category);
        if (!may || !fits(registered.body))
            continue;
        if (channel == "sms" && notices::names_buttons(registered.body, text, notice.buttons))
            return registered.name;
        found = found.empty() ? registered.name : found;
    }
    return found;
}

std::string audience_wanted(const ActionCall& call)
{
    std::string words;
    if (is(call, "whom", "no_product"))
        words = "role=member no_product ";
    else if (is(call, "whom", "order_to_pack"))
        words = "order_to_pack ";
    else if (is(call, "whom", "pack_tomorrow"))
        words = "pack_by_in=1 ";
    else if (is(call, "whom", "no_collection"))
        words = "role=vidyut_sakhi no_collection=30 ";
    return is(call, "where", "one_place") ? words + words_in(call.slots, "place_words") : words;
}

std::string picture_wanted(ActionCall& call)
{
    const auto* photo = slot_as<dialogs::Photo>(call.slots, "picture");
    if (photo == nullptr)
        return {};
    const auto medium = storage::media::find(call.tx, call.person.id, call.arrival.channel, photo->media_id);
    return medium && !medium->stored_sha256.empty() ? medium->stored_sha256 : photo->sha256;
}

} // namespace

bool is(const ActionCall& call, std::string_view slot, std::string_view word)
{
    return words_in(call.slots, slot) == word;
}

notices::NoticeTexts texts_wanted(const ActionCall& call)
{
    notices::NoticeTexts texts;
    const auto didi = words_in(call.slots, "didi_text");
    texts.didi[language_of(didi)] = didi;
    if (const auto officers = words_in(call.slots, "officers_text"); !officers.empty())
        texts.officers[language_of(officers)] = officers;
    return texts;
}

std::optional<Time> start_wanted(const ActionCall& call)
{
    const auto today = locales::day_in_india(call.now);
    if (is(call, "when", "tomorrow"))
        return moment(locales::add_days(today, 1), first_hour);
    const auto said = number_in(call.slots, "hour");
    if (is(call, "when", "now") || !said)
        return {};
    const auto hour = hour_of_day(*said);
    if (repeats_wanted(call) == Repeats::Daily)
        return moment(today, hour) > call.now ? moment(today, hour) : moment(locales::add_days(today, 1), hour);
    const bool before_deadline = is(call, "when", "before_deadline");
    const auto* day = slot_as<dialogs::Day>(call.slots, before_deadline ? "deadline" : "day");
    const auto days_before = before_deadline ? number_in(call.slots, "days_before") : 0;
    if (day == nullptr || !days_before)
        return {};
    return moment(locales::add_days(day->date, -static_cast<int>(*days_before)), hour);
}

Repeats repeats_wanted(const ActionCall& call)
{
    if (!is(call, "when", "repeated"))
        return Repeats::Never;
    if (is(call, "how_often", "daily"))
        return Repeats::Daily;
    return is(call, "how_often", "weekly") ? Repeats::Weekly : Repeats::Monthly;
}

bool by_night(Time now)
{
    return notices::may_go_at("whatsapp", "utility", notices::Urgency::Usual, now) != now;
}

notices::NewNotice wanted(ActionCall& call)
{
    notices::NewNotice notice;
    notice.author = call.person.id;
    notice.texts = texts_wanted(call);
    notice.audience = audience_wanted(call);
    notice.picture = picture_wanted(call);
    if (is_yes(call.slots, "buttons"))
        notice.buttons = { call.words("in_notice.button.come"), call.words("in_notice.button.stay") };
    notice.template_name = template_for(call.tx, "whatsapp", notice);
    notice.sms_template = template_for(call.tx, "sms", notice);
    notice.starts_at = start_wanted(call);
    if (notice.starts_at && *notice.starts_at <= call.now)
        notice.starts_at.reset(); // it went by while she was asked
    notice.repeats = repeats_wanted(call);
    notice.urgent = is(call, "when", "now") && is_yes(call.slots, "urgent") && by_night(call.now);
    notice.insisted = is_yes(call.slots, "same_again");
    return notice;
}

} // namespace bot
