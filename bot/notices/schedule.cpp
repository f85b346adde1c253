#include "bot/notices/schedule.h"

#include "locales/time.h"

#include <algorithm>

namespace bot::notices {

namespace {

using storage::Time;
using storage::notices::Repeats;
using namespace std::chrono;

Time after_days(Time first, days step, Time now)
{
    const auto passed = std::max(days { 0 }, floor<days>(now - first));
    return first + step * (passed / step + 1);
}

Time after_months(Time first, Time now)
{
    const auto day = locales::day_in_india(first);
    const auto hour = first - locales::start_of_day_in_india(day);
    const year_month begin { day.year(), day.month() };
    auto month = begin;
    while (true) {
        month += months { 1 };
        const auto last = (month / last_spec {}).day();
        const auto at = locales::start_of_day_in_india(month / std::min(day.day(), last)) + hour;
        if (at > std::max(first, now))
            return at;
    }
}

} // namespace

Time next_time(Repeats repeats, Time first, Time now)
{
    if (repeats == Repeats::Monthly)
        return after_months(first, now);
    return after_days(first, days { repeats == Repeats::Weekly ? 7 : 1 }, now);
}

} // namespace bot::notices
