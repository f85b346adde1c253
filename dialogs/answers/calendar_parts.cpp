// What follows a span and narrows it: its weeks, weekdays, days and quarters, its beginning, end or rest.

#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

using locales::add_days;
using locales::add_months;

bool contains(const Period& span, Date day)
{
    return span.from <= day && day <= span.to;
}

// "पहले" is also "first" where something to be counted follows.
std::optional<int> ordinal_of(const CalendarItem& item)
{
    if (item.is(Sign::Ordinal))
        return item.value;
    return item.is(Sign::Before) ? std::optional { 1 } : std::nullopt;
}

Parsed ordinal_part(const Scene& scene, std::size_t at, const Match& base)
{
    const auto which = ordinal_of(scene.at(at));
    const auto& what = scene.at(at + 1);
    if (!which || *which > 53)
        return {};
    Match part { .past = at + 2, .grain = what.unit() };
    const int year = static_cast<int>(base.value.from.year());
    if (what.is(Sign::Weekday) && base.grain == Unit::Month) {
        const auto day = locales::weekday_of_month(base.value.from, *which, static_cast<unsigned>(what.value));
        return day ? Parsed { day_match(at + 2, *day) } : std::nullopt;
    }
    if (what.is(Unit::Week) && base.grain == Unit::Month)
        part.value = locales::week_of_month(base.value.from, *which);
    else if (what.is(Unit::Week) && base.grain == Unit::Year)
        part.value = *which > 0 ? locales::week_of_year(year, *which) : locales::week_of(base.value.to);
    else if (what.is(Unit::Month) && base.grain == Unit::Year && *which <= 12)
        part.value = locales::month_of(*which > 0 ? add_months(base.value.from, *which - 1) : base.value.to);
    else
        return {};
    return part;
}

// "पिछले साल नवंबर", "अगले साल 5 मार्च"
Parsed month_part(const Scene& scene, std::size_t at, const Match& base)
{
    if (base.grain != Unit::Year || base.counted)
        return {};
    const int year = static_cast<int>(base.value.from.year());
    if (auto day = day_and_month_at(scene, at); day && !day->has_year) {
        const auto month = static_cast<int>(static_cast<unsigned>(day->value.from.month()));
        const auto date = locales::date_of(year, month, static_cast<int>(static_cast<unsigned>(day->value.from.day())));
        return date ? Parsed { day_match(day->past, *date) } : std::nullopt;
    }
    if (!scene.at(at).is(Sign::Month) || scene.at(at).weak)
        return {};
    const auto first = locales::date_of(year, scene.at(at).value, 1);
    return first ? Parsed { Match { .past = at + 1, .value = locales::month_of(*first), .grain = Unit::Month } }
                 : std::nullopt;
}

// "2026 की दूसरी तिमाही" is of the financial year that begins in 2026; "इस साल की" of the one that runs.
Parsed quarter_part(const Scene& scene, std::size_t at, const Match& base)
{
    const auto which = ordinal_of(scene.at(at));
    const auto& what = scene.at(at + 1);
    const bool quarter = what.is(Unit::Quarter);
    if (!which || !(quarter || what.is(Unit::HalfYear)) ||
        !(base.grain == Unit::Year || base.grain == Unit::FinancialYear))
        return {};
    const int last = quarter ? 4 : 2;
    const int number = *which < 0 ? last : *which;
    const int starting = base.relative && base.grain == Unit::Year
                             ? locales::financial_year_start(scene.today) + base.shift
                             : static_cast<int>(base.value.from.year());
    if (number < 1 || number > last)
        return {};
    return Match { .past = at + 2,
                   .value = quarter ? locales::financial_quarter(starting, number)
                                    : locales::financial_half(starting, number),
                   .grain = what.unit() };
}

// "इस महीने की 5 तारीख", "अगले महीने 5 को", "अगले हफ्ते सोमवार"
Parsed day_part(const Scene& scene, std::size_t at, const Match& base)
{
    const auto& item = scene.at(at);
    if (item.is(Sign::Weekday) && base.grain == Unit::Week && !item.weak)
        return day_match(at + 1, add_days(base.value.from, (item.value + 6) % 7));
    const bool labelled = item.is(Sign::DateWord);
    const auto number = labelled ? at + 1 : at;
    const auto& day = scene.at(number);
    const bool named = labelled || scene.at(number + 1).is(Sign::DateWord) || scene.at(number + 1).is(Sign::On);
    const bool fits = (day.is(Sign::Number) || day.is(Sign::Ordinal)) && day.value >= 1 && day.value <= 31;
    if (base.grain != Unit::Month || base.counted || !named || !fits)
        return {};
    const auto date = add_days(base.value.from, day.value - 1);
    if (date > base.value.to)
        return {};
    return day_match(scene.at(number + 1).is(Sign::DateWord) ? number + 2 : number + 1, date);
}

Period beginning(const Match& base)
{
    const auto from = base.value.from;
    switch (base.grain) {
    case Unit::Week:
        return { from, add_days(from, 2) };
    case Unit::Month:
        return { from, add_days(from, 14) };
    default:
        return { from, add_days(add_months(from, 6), -1) };
    }
}

Period ending(const Match& base)
{
    switch (base.grain) {
    case Unit::Week:
        return { add_days(base.value.to, -3), base.value.to };
    case Unit::Month:
        return { add_days(base.value.from, 15), base.value.to };
    default:
        return { add_months(base.value.from, 6), base.value.to };
    }
}

Period middle(const Match& base)
{
    const auto from = base.value.from;
    switch (base.grain) {
    case Unit::Week:
        return { add_days(from, 1), add_days(from, 4) };
    case Unit::Month:
        return { add_days(from, 9), add_days(from, 19) };
    default:
        return { add_months(from, 3), add_days(add_months(from, 9), -1) };
    }
}

bool can_be_halved(const Match& base)
{
    const bool halves = base.grain == Unit::Week || base.grain == Unit::Month || base.grain == Unit::Year ||
                        base.grain == Unit::FinancialYear;
    return halves && !base.counted;
}

Parsed narrowed(std::size_t past, const Match& base, Date from, Date to)
{
    if (to < from)
        return {};
    auto part = base;
    part.past = past;
    part.value = { from, to };
    return part;
}

// "इस महीने अब तक", "... के बाकी", "... इससे पहले", "... बाद में", "अगले हफ्ते के बाद"
Parsed bounded_part(const Scene& scene, std::size_t at, const Match& base)
{
    const auto& item = scene.at(at);
    if (item.is(Sign::SoFar))
        return narrowed(at + 1, base, base.value.from, scene.today);
    if (item.is(Sign::After) && base.shift == 1 && base.relative && !base.counted) {
        auto part = base;
        part.past = at + 1;
        part.value = span_of(base.grain, shifted(base.grain, base.value.from, 1));
        return part;
    }
    if (!base.relative || base.counted || !contains(base.value, scene.today))
        return {};
    if (item.is(Sign::Rest) || item.is(Sign::After))
        return narrowed(at + 1, base, scene.today, base.value.to);
    const bool before =
        item.is(Sign::Before) && !scene.at(at + 1).is(Sign::Unit) && !scene.at(at + 1).is(Sign::Weekday);
    return before ? narrowed(at + 1, base, base.value.from, scene.today) : std::nullopt;
}

} // namespace

Parsed part_of(const Scene& scene, Match base)
{
    const auto at = skip_particles(scene, base.past);
    if (scene.at(at).is(Sign::Begin) && can_be_halved(base))
        return narrowed(at + 1, base, beginning(base).from, beginning(base).to);
    if (scene.at(at).is(Sign::Middle) && can_be_halved(base))
        return narrowed(at + 1, base, middle(base).from, middle(base).to);
    if (scene.at(at).is(Sign::End) && can_be_halved(base))
        return narrowed(at + 1, base, ending(base).from, ending(base).to);
    for (const auto rule : { ordinal_part, month_part, quarter_part, day_part, bounded_part })
        if (auto part = rule(scene, at, base))
            return part;
    return base;
}

} // namespace dialogs::answers
