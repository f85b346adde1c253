#include "storage/day.h"

#include <charconv>

namespace storage {

namespace {

constexpr std::size_t text_size = 10;
constexpr std::chrono::minutes indian_offset { 330 };

std::string padded(unsigned number, std::size_t width)
{
    const auto digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::optional<unsigned> number_at(std::string_view text, std::size_t place, std::size_t width)
{
    const auto digits = text.substr(place, width);
    unsigned number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return fault == std::errc {} && end == digits.data() + digits.size() ? std::optional { number } : std::nullopt;
}

} // namespace

std::string text_of(Day day)
{
    return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
           padded(static_cast<unsigned>(day.month()), 2) + "-" + padded(static_cast<unsigned>(day.day()), 2);
}

std::optional<Day> day_of(std::string_view text)
{
    if (text.size() != text_size || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 5, 2);
    const auto day = number_at(text, 8, 2);
    if (!year || !month || !day)
        return std::nullopt;
    const Day found { std::chrono::year { static_cast<int>(*year) }, std::chrono::month { *month },
                      std::chrono::day { *day } };
    return found.ok() ? std::optional { found } : std::nullopt;
}

Day day_in_india(Time moment)
{
    return Day { std::chrono::floor<std::chrono::days>(moment + indian_offset) };
}

Time start_of_day_in_india(Day day)
{
    return Time { std::chrono::sys_days { day } } - indian_offset;
}

} // namespace storage
