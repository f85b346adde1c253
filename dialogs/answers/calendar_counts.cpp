#include "dialogs/answers/calendar_grammar.h"

#include <algorithm>
#include <cmath>

namespace dialogs::answers {

namespace {

bool add(Count& count, Unit unit, double amount)
{
    switch (unit) {
    case Unit::Second:
        count.seconds += amount;
        return true;
    case Unit::Minute:
        count.seconds += amount * 60;
        return true;
    case Unit::Hour:
        count.seconds += amount * 3600;
        return true;
    case Unit::Day:
        count.days += amount;
        return true;
    case Unit::WorkingDay:
        count.working_days += amount;
        return true;
    case Unit::Week:
        count.days += amount * 7;
        return true;
    case Unit::Fortnight:
        count.days += amount * 15;
        return true;
    case Unit::Month:
        count.months += amount;
        return true;
    case Unit::Quarter:
        count.months += amount * 3;
        return true;
    case Unit::HalfYear:
        count.months += amount * 6;
        return true;
    case Unit::Year:
        count.years += amount;
        return true;
    case Unit::Decade:
        count.years += amount * 10;
        return true;
    case Unit::Weekend:
    case Unit::FinancialYear:
        return false;
    }
    return false;
}

// "दो दिन", "30-मि.", "कुछ ही दिन", "एक और हफ्ते", "पूरे महीने"; leaves the count as it was if none stands here.
bool add_one(const Scene& scene, std::size_t item, Count& count)
{
    const auto& first = scene.at(item);
    double amount = 1;
    auto at = item + 1;
    if (first.is(Sign::Number))
        amount = first.amount;
    else if (first.is(Sign::Few))
        amount = first.value;
    else if (!first.is(Sign::Whole))
        return false;
    if (first.is(Sign::Whole) && scene.at(at).is(Sign::Number))
        amount = scene.at(at++).amount;
    while (scene.at(at).is(Sign::Only) || scene.at(at).is(Sign::And) ||
           (scene.at(at).is(Sign::Dash) && scene.at(at).glued))
        ++at;
    if (!scene.at(at).is(Sign::Unit) || !add(count, scene.at(at).unit(), amount))
        return false;
    ++at;
    count.past = scene.at(at).is(Sign::Dot) && scene.at(at).glued ? at + 1 : at;
    return true;
}

// The day that is counted from: अब से, आज से, कल से, 15 अगस्त से. Empty if no day with से stands here.
Parsed base_at(const Scene& scene, std::size_t item)
{
    auto base = scene.at(item).is(Sign::Now) ? Parsed { day_match(item + 1, scene.today) } : day_at(scene, item);
    if (!base || base->grain != Unit::Day || !scene.at(base->past).is(Sign::From))
        return {};
    if (scene.at(base->past).last - scene.at(base->past).first > 1)
        return {}; // से लेकर begins a span
    ++base->past;
    return base;
}

Match within(std::size_t past, Date from, const Count& count)
{
    return { .past = past, .value = { from, moved(from, count, 1) }, .grain = Unit::Month, .counted = true };
}

Match counted_day(std::size_t past, const Match& base, const Count& count, int direction)
{
    auto match = day_match(past, moved(base.value.from, count, direction));
    if (base.other)
        match.other = Period { moved(base.other->from, count, direction), moved(base.other->from, count, direction) };
    match.counted = true;
    return match;
}

// "हफ्ते भर बाद", "महीने पहले": one of it.
Parsed one_unit_at(const Scene& scene, std::size_t item)
{
    const auto& before = scene.at(item == 0 ? 0 : item - 1);
    const bool alone = item == 0 || before.is(Sign::None) || before.is(Sign::Stop);
    const auto next = skip_particles(scene, item + 1);
    Count count { .past = next + 1 };
    const bool directed = scene.at(next).is(Sign::Before) || scene.at(next).is(Sign::After);
    if (!alone || !directed || scene.at(next + 1).is(Sign::Unit) || !add(count, scene.at(item).unit(), 1) ||
        count.seconds > 0)
        return {};
    return counted_day(next + 1, day_match(item, scene.today), count, scene.at(next).is(Sign::After) ? 1 : -1);
}

} // namespace

std::optional<Count> count_at(const Scene& scene, std::size_t item)
{
    Count count;
    if (!add_one(scene, item, count))
        return {};
    for (;;) {
        auto next = count.past;
        while (scene.at(next).is(Sign::And) || scene.at(next).is(Sign::Comma))
            ++next;
        if (!scene.at(next).is(Sign::Number) || !add_one(scene, next, count))
            return count;
    }
}

Date moved(Date day, const Count& count, int direction)
{
    const double months = count.years * 12 + count.months;
    const double whole_months = std::floor(months);
    const double days = std::floor(count.days + (months - whole_months) * 30);
    day = locales::add_months(day, direction * static_cast<int>(whole_months));
    day = locales::add_days(day, direction * static_cast<int>(days));
    return locales::add_working_days(day, direction * static_cast<int>(count.working_days));
}

Parsed counted_at(const Scene& scene, std::size_t item)
{
    if (scene.at(item).is(Sign::Unit))
        return one_unit_at(scene, item);
    const auto& first = scene.at(item);
    const bool counting = first.is(Sign::Number) || first.is(Sign::Few) || first.is(Sign::Next);
    const auto base = counting ? std::nullopt : base_at(scene, item);
    if (!counting && !base)
        return {};
    auto at = base ? base->past : item;
    const bool next = scene.at(at).is(Sign::Next);
    const auto count = count_at(scene, next ? at + 1 : at);
    if (!count || count->seconds > 0 || count->years > 500 || count->days > 40000 || count->months > 6000)
        return {};
    at = skip_particles(scene, count->past);
    const auto from = base ? *base : day_match(item, scene.today);
    if (scene.at(at).is(Sign::Within))
        return within(at + 1, from.value.from, *count);
    const bool no_span_follows = !scene.at(at + 1).is(Sign::Unit) && !scene.at(at + 1).is(Sign::Weekday);
    if (next && !base)
        return {}; // अगले 3 दिन is a span
    if (scene.at(at).is(Sign::Before) && no_span_follows)
        return counted_day(at + 1, from, *count, -1);
    if (scene.at(at).is(Sign::After))
        return counted_day(at + 1, from, *count, 1);
    const bool in = scene.at(count->past).is(Sign::In) && scene.tense(item) != Tense::Past;
    if (base || in)
        return counted_day(in ? count->past + 1 : count->past, from, *count, 1);
    return {};
}

} // namespace dialogs::answers
