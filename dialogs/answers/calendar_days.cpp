#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>
#include <chrono>

namespace dialogs::answers {

namespace {

using locales::add_days;
using locales::week_of;

unsigned weekday_of(Date day)
{
    return std::chrono::weekday { std::chrono::sys_days { day } }.c_encoding();
}

Date next_weekday(Date today, unsigned weekday)
{
    return add_days(today, static_cast<int>((weekday + 6 - weekday_of(today)) % 7) + 1);
}

Date last_weekday(Date today, unsigned weekday)
{
    return add_days(today, -static_cast<int>((weekday_of(today) + 6 - weekday) % 7) - 1);
}

// Sunday ends a week of ours.
Date weekday_in_week(Date week, unsigned weekday)
{
    return add_days(week_of(week).from, static_cast<int>((weekday + 6) % 7));
}

Match two_readings(std::size_t past, Date earlier, Date later)
{
    auto match = day_match(past, earlier);
    match.other = Period { later, later };
    return match;
}

Match by_tense(std::size_t past, Tense tense, Date earlier, Date later)
{
    if (tense == Tense::None)
        return two_readings(past, earlier, later);
    return day_match(past, tense == Tense::Past ? earlier : later);
}

int shift_of(const CalendarItem& item)
{
    return item.is(Sign::Next) ? 1 : item.is(Sign::Previous) ? -1 : 0;
}

bool is_modifier(const CalendarItem& item)
{
    return item.is(Sign::Next) || item.is(Sign::Previous) || item.is(Sign::This);
}

// कल, आने वाले कल, बीते परसों; आज ही, tomorrow.
Parsed near_day_at(const Scene& scene, std::size_t item)
{
    const bool modified = scene.at(item).is(Sign::Next) || scene.at(item).is(Sign::Previous);
    const auto& day = scene.at(modified ? item + 1 : item);
    const auto past = modified ? item + 2 : item + 1;
    if (day.is(Sign::Day) && !modified)
        return day_match(past, add_days(scene.today, day.value));
    if (!day.is(Sign::NearDay))
        return {};
    const auto tense = !modified ? scene.tense(past) : scene.at(item).is(Sign::Next) ? Tense::Future : Tense::Past;
    return by_tense(past, tense, add_days(scene.today, -day.value), add_days(scene.today, day.value));
}

// "गुरुवार 21 तारीख": the 21st that is a Thursday, nearest to today.
Parsed weekday_and_number(const Scene& scene, std::size_t past, unsigned weekday)
{
    const auto& number = scene.at(past);
    const bool day = (number.is(Sign::Number) || number.is(Sign::Ordinal)) && number.value >= 1 && number.value <= 31;
    if (!day || !scene.at(past + 1).is(Sign::DateWord))
        return {};
    for (const int months : { 0, 1, -1, 2, -2, 3, -3 }) {
        const auto month = locales::add_months(locales::first_of_month(scene.today), months);
        const auto date = add_days(month, number.value - 1);
        if (date.month() == month.month() && weekday_of(date) == weekday)
            return day_match(past + 2, date);
    }
    return {};
}

// "शुक्रवार अगले हफ्ते"
Parsed weekday_and_week(const Scene& scene, std::size_t past, unsigned weekday)
{
    const auto at = skip_particles(scene, past);
    if (!is_modifier(scene.at(at)) || !scene.at(at + 1).is(Unit::Week))
        return {};
    return day_match(at + 2, weekday_in_week(add_days(scene.today, 7 * shift_of(scene.at(at))), weekday));
}

bool is_plain_weekday(const Scene& scene, std::size_t item)
{
    const auto& next = scene.at(item + 1);
    return scene.at(item).is(Sign::Weekday) &&
           (!scene.at(item).weak || next.is(Sign::On) || next.is(Sign::Till) || next.is(Sign::From));
}

Parsed weekday_at(const Scene& scene, std::size_t item)
{
    const bool modified = is_modifier(scene.at(item));
    const auto at = modified ? item + 1 : item;
    if (!is_plain_weekday(scene, at) && !(modified && scene.at(at).is(Sign::Weekday))) // "पिछले मंगल" is no planet
        return {};
    const auto weekday = static_cast<unsigned>(scene.at(at).value);
    if (modified) { // पिछले is the nearest past one, इस and अगले are of this and the next week
        const auto week = add_days(scene.today, 7 * shift_of(scene.at(item)));
        const bool previous = scene.at(item).is(Sign::Previous);
        return day_match(at + 1, previous ? last_weekday(scene.today, weekday) : weekday_in_week(week, weekday));
    }
    if (at > 0 && scene.at(at - 1).is(Sign::Ordinal))
        return {};       // a fifth Sunday that this month has not
    auto dated = at + 1; // सोमवार, 12 जनवरी: the day is named by its date
    while (scene.at(dated).is(Sign::Comma) || scene.at(dated).is(Sign::Of) || scene.at(dated).is(Sign::Only))
        ++dated;
    if (auto date = day_and_month_at(scene, dated))
        return date;
    if (auto date = numeric_date_at(scene, dated); date && date->grain == Unit::Day)
        return date;
    if (auto date = weekday_and_number(scene, dated, weekday))
        return date;
    if (auto date = weekday_and_week(scene, at + 1, weekday))
        return date;
    return by_tense(at + 1, scene.tense(at), last_weekday(scene.today, weekday), next_weekday(scene.today, weekday));
}

// "दूसरे रविवार" of this month; "अब से अगले दो रविवार": the second one from now.
Parsed counted_weekday_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    const bool ordinal = first.is(Sign::Ordinal) || first.is(Sign::Before);
    if (ordinal && scene.at(item + 1).is(Sign::Weekday) && !scene.at(item + 1).weak) {
        const int which = first.is(Sign::Before) ? 1 : first.value;
        const auto date =
            locales::weekday_of_month(scene.today, which, static_cast<unsigned>(scene.at(item + 1).value));
        return date ? Parsed { day_match(item + 2, *date) } : std::nullopt;
    }
    if (!first.is(Sign::Now) || !scene.at(item + 1).is(Sign::From))
        return {};
    const auto number = scene.at(item + 2).is(Sign::Next) ? item + 3 : item + 2;
    if (!scene.at(number).is(Sign::Number) || !scene.at(number + 1).is(Sign::Weekday) || scene.at(number).value < 1)
        return {};
    const auto next = next_weekday(scene.today, static_cast<unsigned>(scene.at(number + 1).value));
    return day_match(number + 2, add_days(next, 7 * (std::min(scene.at(number).value, 100) - 1)));
}

// "15 तारीख", "तारीख 15", "15 को", "उस 27 को"
Parsed bare_day_at(const Scene& scene, std::size_t item)
{
    const bool labelled = scene.at(item).is(Sign::DateWord);
    const bool pointed = scene.at(item).is(Sign::This) && scene.at(item + 1).digits > 0;
    const auto at = labelled || pointed ? item + 1 : item;
    const auto& number = scene.at(at);
    if (!(number.is(Sign::Number) || number.is(Sign::Ordinal)) || number.digits > 2 || number.value < 1 ||
        number.value > 31)
        return {};
    const bool named = scene.at(at + 1).is(Sign::DateWord);
    const bool on = (number.digits > 0 || number.value > 10) && scene.at(at + 1).is(Sign::On);
    if (item > 2 && scene.at(item - 1).is(Sign::Of) && scene.at(item - 2).is(Unit::Month) &&
        is_modifier(scene.at(item - 3)))
        return {}; // a 31st that this month has not
    if (!named && !on && (!labelled || counts_goods(scene, at)))
        return {};
    const auto date = day_of_month(scene, at, number.value);
    if (!date.ok())
        return {};
    return day_match(named ? at + 2 : at + 1, date);
}

// "अगले दिन", "पिछले दिन", "इस दिन".
Parsed named_day_at(const Scene& scene, std::size_t item)
{
    if (!is_modifier(scene.at(item)) || !scene.at(item + 1).is(Unit::Day))
        return {};
    return day_match(item + 2, add_days(scene.today, shift_of(scene.at(item))));
}

} // namespace

Tense Scene::tense(std::size_t item) const
{
    if (tenses.empty())
        for (std::size_t token = 0; token < tokens.size(); ++token)
            tenses.push_back(tense_of_word(words.calendar, tokens, token));
    const auto said = tense_at(tenses, at(item).first);
    return said == Tense::None ? question : said;
}

Match day_match(std::size_t past, Date day)
{
    return { .past = past, .value = { day, day } };
}

Date day_of_month(const Scene& scene, std::size_t item, int day)
{
    const auto month = locales::first_of_month(scene.today);
    const auto number = std::chrono::day { static_cast<unsigned>(day) };
    const auto in = [&](int months) {
        const auto first = locales::add_months(month, months);
        return Date { first.year(), first.month(), number };
    };
    const auto tense = scene.tense(item);
    if (tense == Tense::Future && in(0) < scene.today)
        return in(1);
    return tense == Tense::Past && in(0) > scene.today ? in(-1) : in(0);
}

Parsed day_at(const Scene& scene, std::size_t item)
{
    for (const auto rule :
         { numeric_date_at, day_and_month_at, near_day_at, weekday_at, counted_weekday_at, bare_day_at, named_day_at })
        if (auto match = rule(scene, item); match && match->grain == Unit::Day)
            return match;
    return {};
}

} // namespace dialogs::answers
