// Moments and days. A moment is UTC in milliseconds; a day is a calendar day in India, where everybody we serve lives
// and where there has been one offset, +05:30, without daylight saving since 1945.

#pragma once

#include <chrono>

namespace locales {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

constexpr std::chrono::minutes indian_offset { 330 };

// The calendar day in India at this moment.
constexpr Date day_in_india(Time moment)
{
    return Date { std::chrono::floor<std::chrono::days>(moment + indian_offset) };
}

// The moment this day begins in India.
constexpr Time start_of_day_in_india(Date day)
{
    return Time { std::chrono::sys_days { day } } - indian_offset;
}

// Minutes since midnight in India, 0 to 1439.
constexpr int minute_of_day_in_india(Time moment)
{
    const auto local = moment + indian_offset;
    return static_cast<int>(
        std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local)).count());
}

} // namespace locales
