#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

using locales::add_days;
using locales::add_months;

int year_of_date(Date day)
{
    return static_cast<int>(day.year());
}

std::optional<int> shift_of(const CalendarItem& item)
{
    if (item.is(Sign::Next))
        return 1;
    if (item.is(Sign::Previous))
        return -1;
    return item.is(Sign::This) ? std::optional { 0 } : std::nullopt;
}

bool is_span(Unit unit)
{
    return unit != Unit::Second && unit != Unit::Minute && unit != Unit::Hour && unit != Unit::Day &&
           unit != Unit::WorkingDay && unit != Unit::Fortnight;
}

// "पिछले 3 हफ्ते", "अगले कुछ दिन": whole days before or after today; decades are those of the calendar.
Parsed counted_span(const Scene& scene, std::size_t item, int shift)
{
    const auto at = scene.at(item).is(Sign::Only) ? item + 1 : item;
    const auto count = count_at(scene, at);
    if (!count || shift == 0 || count->seconds > 0 || count->years > 500 || count->days > 40000 ||
        count->months > 6000 || scene.at(at).is(Sign::Whole))
        return {};
    Match match { .past = count->past, .grain = Unit::Month, .counted = true, .shift = shift };
    const auto end = skip_particles(scene, count->past);
    if (shift > 0 && scene.at(end).is(Sign::Within)) {
        match.past = end + 1;
        match.value = { scene.today, moved(scene.today, *count, 1) };
    } else if (scene.at(count->past - 1).is(Unit::Decade)) {
        const auto decade = locales::decade_of(scene.today).from;
        const int months = static_cast<int>(count->years) * 12;
        match.value = shift < 0 ? Period { add_months(decade, -months), add_days(decade, -1) }
                                : Period { add_months(decade, 120), add_days(add_months(decade, 120 + months), -1) };
    } else if (shift < 0) {
        match.value = { moved(scene.today, *count, -1), add_days(scene.today, -1) };
    } else {
        match.value = { add_days(scene.today, 1), moved(scene.today, *count, 1) };
    }
    return match;
}

// "पिछले जून" is the nearest past one, "अगले जून" the nearest to come, "इस जून" of this year.
Parsed modified_month(const Scene& scene, std::size_t item, int shift)
{
    const auto in_year = [&](int number) {
        return locales::month_of(*locales::date_of(number, scene.at(item).value, 1));
    };
    const int this_year = year_of_date(scene.today);
    auto month = in_year(this_year);
    if (shift < 0 && month.to >= scene.today)
        month = in_year(this_year - 1);
    if (shift > 0 && month.from <= scene.today)
        month = in_year(this_year + 1);
    return Match { .past = item + 1, .value = month, .grain = Unit::Month, .relative = true, .shift = shift };
}

// इस महीने, पिछली तिमाही, अगले साल; आने वाले 3 हफ्ते; पिछले जून.
Parsed modified_at(const Scene& scene, std::size_t item)
{
    const auto shift = shift_of(scene.at(item));
    if (!shift)
        return {};
    auto at = item + 1;
    if (scene.at(at).is(Sign::Whole) || (*shift == 0 && scene.at(at).is(Sign::This)))
        ++at;
    const auto& next = scene.at(at);
    if (next.is(Sign::Month) && !next.weak)
        return modified_month(scene, at, *shift);
    if (!next.is(Sign::Unit))
        return counted_span(scene, at, *shift);
    if (!is_span(next.unit()))
        return {};
    const auto day = shifted(next.unit(), scene.today, *shift);
    return Match {
        .past = at + 1, .value = span_of(next.unit(), day), .grain = next.unit(), .relative = true, .shift = *shift
    };
}

// नवंबर, नवंबर 2026, 2026 नवंबर. A month without a year is of the current year.
Parsed month_at(const Scene& scene, std::size_t item)
{
    const bool year_first = is_year(scene.at(item)) && scene.at(item + 1).is(Sign::Month);
    const auto month = year_first ? item + 1 : item;
    if (!scene.at(month).is(Sign::Month))
        return {};
    auto next = month + 1;
    while (scene.at(next).is(Sign::Comma) || scene.at(next).is(Sign::YearWord) ||
           (scene.at(next).is(Sign::Dot) && scene.at(next).glued) ||
           (scene.at(next).is(Sign::Dash) && scene.at(next).glued))
        ++next;
    const bool year_last = !year_first && is_year(scene.at(next)) && !counts_goods(scene, next);
    if (scene.at(month).weak && !year_first && !year_last)
        return {};
    const int number = year_first ? scene.at(item).value : year_last ? scene.at(next).value : year_of_date(scene.today);
    return Match { .past = year_last ? next + 1 : month + 1,
                   .value = locales::month_of(*locales::date_of(number, scene.at(month).value, 1)),
                   .grain = Unit::Month,
                   .has_year = year_first || year_last };
}

// "सप्ताह 10", "31वें हफ्ते" of the year; "पहले हफ्ते" to "पाँचवें" of this month.
Parsed numbered_week_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    const int this_year = year_of_date(scene.today);
    if (first.is(Unit::Week) && scene.at(item + 1).digits > 0 && scene.at(item + 1).value >= 1 &&
        scene.at(item + 1).value <= 53)
        return Match { .past = item + 2,
                       .value = locales::week_of_year(this_year, scene.at(item + 1).value),
                       .grain = Unit::Week };
    const int which = first.is(Sign::Before) ? 1 : first.value;
    if (!(first.is(Sign::Ordinal) || first.is(Sign::Before)) || !scene.at(item + 1).is(Unit::Week) || which > 53)
        return {};
    const auto week = which <= 5 ? locales::week_of_month(scene.today, which) : locales::week_of_year(this_year, which);
    return Match { .past = item + 2, .value = week, .grain = Unit::Week };
}

// "सप्ताहांत" alone is that of this week; "बाकी महीने" is from today to its end.
Parsed weekend_or_rest_at(const Scene& scene, std::size_t item)
{
    if (scene.at(item).is(Unit::Weekend))
        return Match {
            .past = item + 1, .value = locales::weekend_of(scene.today), .grain = Unit::Weekend, .relative = true
        };
    if (!scene.at(item).is(Sign::Rest))
        return {};
    auto at = skip_particles(scene, item + 1);
    if (scene.at(at).is(Sign::This))
        ++at;
    if (!scene.at(at).is(Sign::Unit) || !is_span(scene.at(at).unit()))
        return {};
    const auto whole = span_of(scene.at(at).unit(), scene.today);
    return Match { .past = at + 1, .value = { scene.today, whole.to }, .grain = scene.at(at).unit(), .relative = true };
}

// "महीने के अंत में", "साल की शुरुआत": of the one that runs.
Parsed plain_unit_at(const Scene& scene, std::size_t item)
{
    const auto& unit = scene.at(item);
    const bool counted = item > 0 && (scene.at(item - 1).is(Sign::Number) || scene.at(item - 1).is(Sign::Few));
    if (!unit.is(Sign::Unit) || unit.weak || !is_span(unit.unit()) || counted)
        return {};
    const auto& part = scene.at(skip_particles(scene, item + 1));
    if (!part.is(Sign::Begin) && !part.is(Sign::Middle) && !part.is(Sign::End) && !part.is(Sign::SoFar))
        return {};
    const auto value = span_of(unit.unit(), scene.today);
    return Match { .past = item + 1, .value = value, .grain = unit.unit(), .relative = true };
}

} // namespace

Period span_of(Unit unit, Date day)
{
    switch (unit) {
    case Unit::Week:
        return locales::week_of(day);
    case Unit::Weekend:
        return locales::weekend_of(day);
    case Unit::Month:
        return locales::month_of(day);
    case Unit::Quarter:
        return locales::quarter_of(day);
    case Unit::HalfYear:
        return locales::half_of(day);
    case Unit::Year:
        return locales::year_of(day);
    case Unit::FinancialYear:
        return locales::financial_year_of(day);
    case Unit::Decade:
        return locales::decade_of(day);
    default:
        return { day, day };
    }
}

Date shifted(Unit unit, Date day, int count)
{
    switch (unit) {
    case Unit::Week:
    case Unit::Weekend:
        return add_days(day, 7 * count);
    case Unit::Month:
        return add_months(locales::first_of_month(day), count);
    case Unit::Quarter:
        return add_months(locales::first_of_month(day), 3 * count);
    case Unit::HalfYear:
        return add_months(locales::first_of_month(day), 6 * count);
    case Unit::Year:
    case Unit::FinancialYear:
        return add_months(locales::first_of_month(day), 12 * count);
    case Unit::Decade:
        return add_months(locales::first_of_month(day), 120 * count);
    default:
        return add_days(day, count);
    }
}

Parsed base_span_at(const Scene& scene, std::size_t item)
{
    for (const auto rule : { modified_at, financial_year_at, month_at, year_at, quarter_at, numbered_week_at,
                             weekend_or_rest_at, plain_unit_at })
        if (auto match = rule(scene, item))
            return match;
    if (auto match = numeric_date_at(scene, item); match && match->grain == Unit::Month)
        return match;
    return {};
}

} // namespace dialogs::answers
