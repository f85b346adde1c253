#include "bot/moment.h"

#include "storage/day.h"

#include <algorithm>
#include <charconv>

namespace bot {

namespace {

constexpr auto digits = "0123456789";

std::optional<int> two_digits(std::string_view text, int most)
{
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = text.size() == 2 && read.ec == std::errc {} && read.ptr == text.data() + text.size();
    return all && value >= 0 && value <= most ? std::optional { value } : std::nullopt;
}

// "18:00", "18:00:30" or "18:00:30.25", as the time since midnight.
std::optional<std::chrono::seconds> time_of_day(std::string_view text)
{
    if (text.size() > 9 && text[8] == '.' && text.find_first_not_of(digits, 9) == std::string_view::npos)
        text = text.substr(0, 8);
    if ((text.size() != 5 && text.size() != 8) || text[2] != ':' || (text.size() == 8 && text[5] != ':'))
        return std::nullopt;
    const auto hours = two_digits(text.substr(0, 2), 23), minutes = two_digits(text.substr(3, 2), 59);
    const auto seconds = text.size() == 8 ? two_digits(text.substr(6, 2), 59) : std::optional { 0 };
    if (!hours || !minutes || !seconds)
        return std::nullopt;
    return std::chrono::hours { *hours } + std::chrono::minutes { *minutes } + std::chrono::seconds { *seconds };
}

// Takes "Z", "+05:30" or "-03:00" off the end; without one it is Indian time.
std::optional<std::chrono::seconds> take_offset(std::string_view& time)
{
    if (time.ends_with('Z')) {
        time.remove_suffix(1);
        return std::chrono::seconds { 0 };
    }
    const auto sign = time.find_first_of("+-");
    if (sign == std::string_view::npos)
        return locales::indian_offset;
    const auto offset = time_of_day(time.substr(sign + 1));
    const bool west = time[sign] == '-';
    time = time.substr(0, sign);
    return offset && west ? std::optional { -*offset } : offset;
}

} // namespace

std::optional<locales::Time> moment_of(std::string_view text)
{
    const auto day = storage::day_of(text.substr(0, 10));
    if (!day)
        return std::nullopt;
    const std::chrono::sys_days midnight { *day };
    if (text.size() == 10)
        return locales::Time { midnight } + std::chrono::days { 1 } - std::chrono::minutes { 1 } -
               locales::indian_offset;
    if (text[10] != ' ' && text[10] != 'T')
        return std::nullopt;
    auto time = text.substr(11);
    const auto offset = take_offset(time);
    const auto since_midnight = time_of_day(time);
    if (!offset || !since_midnight)
        return std::nullopt;
    return locales::Time { midnight } + *since_midnight - *offset;
}

} // namespace bot
