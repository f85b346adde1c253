#include "dialogs/answers/time_of_day.h"

#include "dialogs/answers/calendar_grammar.h"

#include <optional>

namespace dialogs::answers {

namespace {

using locales::PartOfDay;

constexpr int hour = 3600;
constexpr int day = 24 * hour;

struct Clock {
    std::size_t past = 0;
    double seconds = 0;
    bool certain = false; // a colon or बजे says that it is a time
    bool hour_said = true;
};

bool is_below(const CalendarItem& item, int limit)
{
    return item.is(Sign::Number) && item.amount >= 0 && item.amount < limit;
}

// 12:34 and 12:34:25
std::optional<Clock> with_colons(const Scene& scene, std::size_t item)
{
    const auto& minutes = scene.at(item + 2);
    if (!scene.at(item + 1).is(Sign::Colon) || !is_below(minutes, 60) || minutes.digits != 2)
        return {};
    Clock clock { .past = item + 3, .seconds = scene.at(item).amount * hour + minutes.amount * 60, .certain = true };
    if (scene.at(item + 3).is(Sign::Colon) && scene.at(item + 4).glued && is_below(scene.at(item + 4), 60)) {
        clock.seconds += scene.at(item + 4).amount;
        clock.past = item + 5;
    }
    clock.past += scene.at(clock.past).is(Sign::Clock) ? 1 : 0;
    return clock;
}

// "आठ बजकर तीस मिनट", "आठ बजने में तीन मिनट बाकी"
std::optional<Clock> with_minutes(const Scene& scene, std::size_t item)
{
    const auto& link = scene.at(item + 1);
    if (!(link.is(Sign::ClockPast) || link.is(Sign::ClockTo)) || !is_below(scene.at(item + 2), 60))
        return {};
    const double minutes = scene.at(item + 2).amount * 60;
    const double sign = link.is(Sign::ClockTo) ? -1 : 1;
    Clock clock { .past = item + 3, .seconds = scene.at(item).amount * hour + sign * minutes, .certain = true };
    clock.past += scene.at(clock.past).is(Unit::Minute) ? 1 : 0;
    clock.past += link.is(Sign::ClockTo) && scene.at(clock.past).is(Sign::Rest) ? 1 : 0;
    return clock;
}

std::optional<Clock> clock_at(const Scene& scene, std::size_t item)
{
    if (!is_below(scene.at(item), 25))
        return {};
    if (auto clock = with_colons(scene, item))
        return clock;
    if (auto clock = with_minutes(scene, item))
        return clock;
    Clock clock { .past = item + 1, .seconds = scene.at(item).amount * hour };
    const auto& next = scene.at(item + 1);
    if (next.is(Sign::Clock)) {
        clock.certain = true;
        ++clock.past;
    } else if (is_below(next, 60) && scene.at(item).value >= 0 && !scene.at(item + 2).is(Sign::Unit)) {
        clock.seconds += next.amount * 60; // "शाम के 9 पैंतालिस"
        ++clock.past;
    }
    return clock;
}

double in_part(double seconds, PartOfDay part)
{
    const double hours = seconds / hour;
    if (hours >= 13)
        return seconds;
    const bool twelve = hours >= 12;
    switch (part) {
    case PartOfDay::Morning:
    case PartOfDay::Am:
        return twelve ? seconds - 12 * hour : seconds;
    case PartOfDay::Noon:
        return hours < 10 ? seconds + 12 * hour : seconds;
    case PartOfDay::Evening:
    case PartOfDay::Pm:
        return twelve ? seconds : seconds + 12 * hour;
    case PartOfDay::Night:
        return twelve ? seconds - 12 * hour : hours < 5 ? seconds : seconds + 12 * hour;
    }
    return seconds;
}

// "... होने के तीन मिनट बाद"
void add_minutes(const Scene& scene, Clock& clock)
{
    auto at = clock.past;
    for (int words = 0; words < 3 && !scene.at(at).is(Sign::Number) && !scene.at(at).is(Sign::Stop); ++words)
        ++at;
    const auto count = scene.at(at).is(Sign::Number) ? count_at(scene, at) : std::nullopt;
    if (!count || count->days + count->months + count->years > 0)
        return;
    const auto& direction = scene.at(count->past);
    if (!direction.is(Sign::After) && !direction.is(Sign::Before))
        return;
    clock.seconds += direction.is(Sign::After) ? count->seconds : -count->seconds;
    clock.past = count->past + 1;
}

std::optional<Clock> time_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    if (first.is(Sign::NamedHour))
        return Clock { .past = item + 1, .seconds = first.value * double { hour }, .hour_said = false };
    const bool part_first = first.is(Sign::PartOfDay);
    auto clock = clock_at(scene, part_first ? skip_particles(scene, item + 1) : item);
    if (part_first && !clock && first.value == static_cast<int>(PartOfDay::Noon))
        return Clock { .past = item + 1, .seconds = 12 * hour, .hour_said = false };
    if (!clock)
        return {};
    const auto& after = scene.at(skip_particles(scene, clock->past));
    const bool part_last = !part_first && after.is(Sign::PartOfDay);
    if (!clock->certain && !part_first && !(part_last && clock->past == item + 1))
        return {};
    if (part_last)
        clock->past = skip_particles(scene, clock->past) + 1;
    if (part_first || part_last)
        clock->seconds = in_part(clock->seconds, static_cast<PartOfDay>(part_first ? first.value : after.value));
    add_minutes(scene, *clock);
    return clock;
}

struct Placed {
    Found<int> found;
    bool hour_said;
};

std::vector<Placed> find_all(const DateWords& words, const locales::Tokens& tokens)
{
    std::vector<Placed> times;
    const auto items = calendar_items(words, tokens);
    const Scene scene { words, tokens, items, {}, Tense::None };
    for (std::size_t item = 0; item + 1 < items.size();) {
        const auto clock = time_at(scene, item);
        if (clock) {
            const int seconds = (static_cast<int>(clock->seconds) % day + day) % day;
            times.push_back({ { seconds, items[item].first, items[clock->past - 1].last }, clock->hour_said });
        }
        item = clock ? clock->past : item + 1;
    }
    return times;
}

} // namespace

std::vector<Found<int>> find_times(const DateWords& words, const locales::Tokens& tokens)
{
    std::vector<Found<int>> times;
    for (const auto& [found, hour_said] : find_all(words, tokens))
        times.push_back(found);
    return times;
}

Reading<int> read_time(const DateWords& words, const locales::Tokens& tokens)
{
    Reading<int> reading;
    bool certain = false;
    for (const auto& [found, hour_said] : find_all(words, tokens)) {
        if (certain && !hour_said)
            continue;
        if (reading.value && *reading.value != found.value && certain == hour_said)
            return {};
        reading.value = found.value;
        certain = hour_said;
    }
    return reading;
}

} // namespace dialogs::answers
