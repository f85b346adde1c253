// Spans from one thing to another, and the walk through a whole message.

#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

using locales::add_months;
using locales::date_of;

bool is_day_number(const CalendarItem& item)
{
    return (item.is(Sign::Number) || item.is(Sign::Ordinal)) && item.digits <= 2 && item.value >= 1 && item.value <= 31;
}

bool reaches_further(const Parsed& one, const Parsed& other)
{
    return one && (!other || one->past > other->past);
}

// What stands here by itself, the reading that reaches furthest.
Parsed single_at(const Scene& scene, std::size_t item)
{
    auto best = counted_at(scene, item);
    if (auto day = day_at(scene, item); reaches_further(day, best))
        best = day;
    if (auto span = base_span_at(scene, item)) {
        for (auto part = part_of(scene, *span); part && part->past > span->past; part = part_of(scene, *span))
            span = part;
        if (reaches_further(span, best))
            best = span;
    }
    return best;
}

// A year is said to be one by the other end: "2015 से 5 जनवरी 2018", "2014-2018".
Parsed or_year(const Scene& scene, std::size_t item, const Parsed& single)
{
    if (single)
        return single;
    const auto& number = scene.at(item);
    if (!is_year(number) || number.value < 1900 || number.value >= 2100 || counts_goods(scene, item))
        return {};
    return Match { .past = item + 1, .value = locales::year_of(*date_of(number.value, 1, 1)), .grain = Unit::Year };
}

struct Connector {
    std::size_t past = 0;
    bool needs_between = false;
};

// से, से लेकर, a dash, or और where के बीच follows.
std::optional<Connector> connector_at(const Scene& scene, std::size_t item)
{
    const auto at = scene.at(item).is(Sign::Dot) && scene.at(item).glued ? item + 1 : item;
    const auto& sign = scene.at(at);
    if (sign.is(Sign::From) || sign.is(Sign::Dash) || sign.is(Sign::Till))
        return Connector { .past = at + 1 };
    return sign.is(Sign::And) ? std::optional { Connector { .past = at + 1, .needs_between = true } } : std::nullopt;
}

// Past तक and के बीच; empty if के बीच is needed and not there.
std::optional<std::size_t> close(const Scene& scene, std::size_t past, bool needs_between)
{
    const auto next = skip_particles(scene, past);
    if (scene.at(next).is(Sign::Between) || scene.at(next).is(Sign::Middle))
        return next + 1;
    if (needs_between)
        return {};
    return scene.at(past).is(Sign::Till) ? past + 1 : past;
}

Period moved_by_years(const Period& span, int years)
{
    return { add_months(span.from, 12 * years), add_months(span.to, 12 * years) };
}

int year_of_date(Date day)
{
    return static_cast<int>(day.year());
}

// The year that only one end names holds for both; the first end never comes after the second.
void share_year(Match& first, Match& second)
{
    if (!first.has_year && second.has_year && !second.relative)
        first.value = moved_by_years(first.value, year_of_date(second.value.from) - year_of_date(first.value.from));
    if (first.has_year && !second.has_year && !first.relative)
        second.value = moved_by_years(second.value, year_of_date(first.value.from) - year_of_date(second.value.from));
    if (first.value.from <= second.value.from)
        return;
    if (!first.has_year)
        first.value = moved_by_years(first.value, -1);
    else if (!second.has_year)
        second.value = moved_by_years(second.value, 1);
}

// Between two days the year is the current one, whatever the tense.
void settle_year(const Scene& scene, Match& match)
{
    if (!match.has_year && match.grain == Unit::Day)
        if (const auto day =
                date_of(year_of_date(scene.today), static_cast<int>(static_cast<unsigned>(match.value.from.month())),
                        static_cast<int>(static_cast<unsigned>(match.value.from.day()))))
            match.value = { *day, *day };
}

// "3 से 12 सितंबर", "1 से 15 तारीख": the first number takes its month from the second.
Parsed numbers_range_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    const auto connector = is_day_number(first)
                               ? connector_at(scene, scene.at(item + 1).is(Sign::DateWord) ? item + 2 : item + 1)
                               : std::nullopt;
    if (!connector || !is_day_number(scene.at(connector->past)))
        return {};
    auto second = day_at(scene, connector->past);
    if (!second || second->grain != Unit::Day || second->other)
        return {};
    const auto past = close(scene, second->past, connector->needs_between);
    settle_year(scene, *second);
    const auto to = second->value.from;
    const auto from = Date { to.year(), to.month(), std::chrono::day { static_cast<unsigned>(first.value) } };
    if (!past || !from.ok() || from > to)
        return {};
    return Match { .past = *past, .value = { from, to }, .grain = Unit::Month, .has_year = second->has_year };
}

// "नवंबर 1 से 15", "कल से 30 तारीख": the next day of this number after the first.
Parsed day_after(const Scene& scene, const Match& first, std::size_t item)
{
    const auto& number = scene.at(item);
    if (first.grain != Unit::Day || !is_day_number(number) || counts_goods(scene, item) ||
        scene.at(item + 1).is(Sign::Unit) || scene.at(item + 1).is(Sign::None))
        return {};
    const auto from = first.value.from;
    const auto day = std::chrono::day { static_cast<unsigned>(number.value) };
    const auto next = add_months(locales::first_of_month(from), day > from.day() ? 0 : 1);
    const Date date { next.year(), next.month(), day };
    if (!date.ok())
        return {};
    auto match = day_match(scene.at(item + 1).is(Sign::DateWord) ? item + 2 : item + 1, date);
    match.has_year = first.has_year;
    return match;
}

// Whether a day or a span may begin with this item; most words are told apart here, before any rule is tried.
bool may_begin(const CalendarItem& item, const CalendarItem& next)
{
    switch (item.sign) {
    case Sign::Month:
    case Sign::Weekday:
    case Sign::Day:
    case Sign::NearDay:
    case Sign::Unit:
        return true;
    case Sign::Number:
    case Sign::Ordinal:
    case Sign::Before:
    case Sign::DateWord:
    case Sign::YearWord:
    case Sign::Previous:
    case Sign::Next:
    case Sign::This:
    case Sign::Rest:
    case Sign::Few:
    case Sign::Whole:
    case Sign::Now:
        return !next.is(Sign::None);
    default:
        return false;
    }
}

Parsed until_now(const Scene& scene, const Match& first, std::size_t at)
{
    if (!scene.at(at).is(Sign::SoFar) || first.value.from > scene.today)
        return {};
    return Match { .past = at + 1, .value = { first.value.from, scene.today }, .grain = Unit::Month };
}

} // namespace

Parsed range_at(const Scene& scene, std::size_t item, const Parsed& single)
{
    if (auto numbers = numbers_range_at(scene, item))
        return numbers;
    auto first = or_year(scene, item, single);
    const auto connector = first ? connector_at(scene, first->past) : std::nullopt;
    if (!connector || first->counted)
        return {};
    if (auto now = until_now(scene, *first, connector->past))
        return now;
    auto second = or_year(scene, connector->past, single_at(scene, connector->past));
    if (auto day = day_after(scene, *first, connector->past); day && (!second || second->past <= day->past))
        second = day;
    if (!second || first->other || second->other)
        return {};
    const auto past = close(scene, second->past, connector->needs_between);
    if (!past)
        return {};
    settle_year(scene, *first);
    settle_year(scene, *second);
    share_year(*first, *second);
    if (first->value.from > second->value.to)
        return {};
    return Match { .past = *past, .value = { first->value.from, second->value.to }, .grain = Unit::Month };
}

std::vector<Place> find_places(const DateWords& words, const locales::Tokens& tokens, Date today, Tense question)
{
    std::vector<Place> places;
    const auto items = calendar_items(words, tokens);
    const Scene scene { words, tokens, items, today, question };
    for (std::size_t item = 0; item + 1 < items.size();) {
        Parsed found;
        if (may_begin(items[item], items[item + 1])) {
            found = single_at(scene, item);
            if (auto range = range_at(scene, item, found); reaches_further(range, found))
                found = range;
        }
        if (found)
            places.push_back({ items[item].first, items[found->past - 1].last, *found });
        item = found ? found->past : item + 1;
    }
    return places;
}

} // namespace dialogs::answers
