#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

using locales::add_months;
using locales::date_of;
using locales::month_of;

int year_of_date(Date day)
{
    return static_cast<int>(day.year());
}

bool is_separator(const CalendarItem& item)
{
    return item.is(Sign::Dash) || item.is(Sign::Slash) || item.is(Sign::Dot);
}

// Two digits reach twenty years ahead: 36 is 2036 and 71 is 1971 for whoever writes in 2026.
std::optional<int> year_of_number(const CalendarItem& item, Date today)
{
    if (is_year(item))
        return item.value;
    if (item.digits != 2 || item.value < 0)
        return {};
    const int century = year_of_date(today) / 100 * 100;
    return item.value + century - (item.value + century > year_of_date(today) + 20 ? 100 : 0);
}

std::optional<Date> in_some_order(int year, int first, int second)
{
    const auto indian = date_of(year, second, first); // the day before the month
    return indian ? indian : date_of(year, first, second);
}

// The year of a day that was said without one.
std::optional<Date> nearest(const Scene& scene, std::size_t item, int month, int day)
{
    const int year = year_of_date(scene.today);
    const auto tense = scene.tense(item);
    const auto current = date_of(year, month, day);
    if (tense == Tense::Future && (!current || *current < scene.today))
        return date_of(year + 1, month, day);
    if (tense == Tense::Past && (!current || *current > scene.today))
        return date_of(year - 1, month, day);
    return current;
}

// A number of a day: 1 to 31, also "1ली" and "पहली".
bool is_day_number(const CalendarItem& item)
{
    return (item.is(Sign::Number) || item.is(Sign::Ordinal)) && item.digits <= 2 && item.value >= 1 && item.value <= 31;
}

std::size_t skip_before_year(const Scene& scene, std::size_t item)
{
    while (scene.at(item).is(Sign::Comma) || scene.at(item).is(Sign::YearWord) || scene.at(item).is(Sign::DateWord) ||
           (scene.at(item).is(Sign::Dot) && scene.at(item).glued))
        ++item;
    return item;
}

Parsed with_year(const Scene& scene, int month, int day, std::size_t next)
{
    auto at = skip_before_year(scene, next);
    const bool of_year = scene.at(at).is(Sign::Of) && is_year(scene.at(at + 1));
    at += of_year ? 1 : 0;
    if (is_year(scene.at(at)) && !counts_goods(scene, at)) {
        const auto date = date_of(scene.at(at).value, month, day);
        return date ? Parsed { day_match(at + 1, *date) } : std::nullopt;
    }
    const auto date = nearest(scene, next, month, day);
    if (!date)
        return {};
    auto match = day_match(scene.at(next).is(Sign::DateWord) ? next + 1 : next, *date);
    match.has_year = false;
    return match;
}

Parsed month_of_year(std::size_t past, int year, int month)
{
    const auto first = date_of(year, month, 1);
    return first ? Parsed { Match { .past = past, .value = month_of(*first), .grain = Unit::Month } } : std::nullopt;
}

// 5/11: only where nothing is counted by it ("1/2 किलो").
Parsed day_slash_month(const Scene& scene, std::size_t item)
{
    const auto& next = scene.at(item + 3);
    const bool ends = next.is(Sign::Stop) || next.is(Sign::On) || next.is(Sign::Till) || next.is(Sign::From) ||
                      next.is(Sign::Of) || next.is(Sign::DateWord) || next.is(Sign::Comma) || next.is(Sign::Dash);
    const bool plain = next.is(Sign::None) && !next.measure;
    const auto& separator = scene.at(item + 1);
    const bool dashed = separator.is(Sign::Dash) && separator.glued && ends && !next.is(Sign::Stop);
    if (!(separator.is(Sign::Slash) && (ends || plain)) && !dashed)
        return {};
    auto date = nearest(scene, item + 3, scene.at(item + 2).value, scene.at(item).value);
    if (!date) // 4/22 can only be the American way
        date = nearest(scene, item + 3, scene.at(item).value, scene.at(item + 2).value);
    if (!date)
        return {};
    auto match = day_match(item + 3, *date);
    match.has_year = false;
    return match;
}

} // namespace

std::size_t skip_particles(const Scene& scene, std::size_t item)
{
    while (scene.at(item).is(Sign::Of) || scene.at(item).is(Sign::In) || scene.at(item).is(Sign::On) ||
           scene.at(item).is(Sign::Only))
        ++item;
    return item;
}

bool is_year(const CalendarItem& item)
{
    return item.is(Sign::Number) && item.value >= 1000 && item.value < 3000 && (item.digits == 0 || item.digits == 4);
}

bool counts_goods(const Scene& scene, std::size_t number)
{
    return scene.at(number + 1).measure || (number > 0 && scene.at(number - 1).measure);
}

Parsed numeric_date_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    const auto& second = scene.at(item + 2);
    if (!first.is(Sign::Number) || first.digits == 0 || !is_separator(scene.at(item + 1)) || second.digits == 0)
        return {};
    if (item > 0 && is_separator(scene.at(item - 1)) && first.glued)
        return {};
    const auto& third = scene.at(item + 4);
    if (scene.at(item + 3).sign == scene.at(item + 1).sign && third.digits > 0 && third.glued) {
        if (is_year(first)) {
            const auto date = date_of(first.value, second.value, third.value);
            return date ? Parsed { day_match(item + 5, *date) } : std::nullopt;
        }
        const auto year = year_of_number(third, scene.today);
        const auto date = year ? in_some_order(*year, first.value, second.value) : std::nullopt;
        return date ? Parsed { day_match(item + 5, *date) } : std::nullopt;
    }
    if (scene.at(item + 1).is(Sign::Dot))
        return {};
    if (is_year(first) && second.digits <= 2)
        return month_of_year(item + 3, first.value, second.value);
    if (is_year(second) && first.digits <= 2)
        return month_of_year(item + 3, second.value, first.value);
    return first.digits <= 2 && second.digits <= 2 ? day_slash_month(scene, item) : std::nullopt;
}

Parsed day_and_month_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    if (is_day_number(first)) { // 15 अगस्त
        auto month = item + 1;
        while (scene.at(month).is(Sign::Of) || scene.at(month).is(Sign::DateWord) || scene.at(month).is(Sign::Comma) ||
               (scene.at(month).is(Sign::Dash) && scene.at(month).glued))
            ++month;
        if (!scene.at(month).is(Sign::Month))
            return {};
        return with_year(scene, scene.at(month).value, first.value, month + 1);
    }
    if (is_year(first) && scene.at(item + 1).is(Sign::Month) && is_day_number(scene.at(item + 2)) &&
        !counts_goods(scene, item + 2))
    { // 2026 अगस्त 15
        const auto date = date_of(first.value, scene.at(item + 1).value, scene.at(item + 2).value);
        return date ? Parsed { day_match(item + 3, *date) } : std::nullopt;
    }
    if (!first.is(Sign::Month))
        return {};
    auto day = item + 1; // अगस्त 15, सितंबर की दस तारीख
    while (scene.at(day).is(Sign::Of) || scene.at(day).is(Sign::Dash) || scene.at(day).is(Sign::DateWord) ||
           (scene.at(day).is(Sign::Dot) && scene.at(day).glued))
        ++day;
    if (!is_day_number(scene.at(day)) || counts_goods(scene, day) || scene.at(day + 1).is(Sign::Month))
        return {};
    if (scene.at(day + 1).is(Sign::Unit) || (first.weak && day != item + 1))
        return {};
    return with_year(scene, first.value, scene.at(day).value, day + 1);
}

} // namespace dialogs::answers
