#include "bot/quiet_hours.h"

#include "locales/calendar.h"

namespace bot {

namespace {

constexpr int begin_minute = 8 * 60; // of the day
constexpr int end_minute = 20 * 60;
constexpr int day_minutes = 24 * 60;

} // namespace

locales::Time by_day(locales::Time due)
{
    const auto minute = locales::minute_of_day_in_india(due);
    if (minute >= begin_minute && minute < end_minute)
        return due;
    const auto wait = minute < begin_minute ? begin_minute - minute : day_minutes + begin_minute - minute;
    return due + std::chrono::minutes { wait };
}

} // namespace bot
