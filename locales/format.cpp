#include "locales/format.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace locales {

namespace {

unsigned month_index(Date day)
{
    return static_cast<unsigned>(day.month()) - 1;
}

std::string day_of_month(Date day)
{
    return std::to_string(static_cast<unsigned>(day.day()));
}

std::string year_of(Date day)
{
    return std::to_string(static_cast<int>(day.year()));
}

bool is_last_of_month(Date day)
{
    return day == Date { day.year() / day.month() / std::chrono::last };
}

std::string with_groups(std::string digits)
{
    // The last three digits, then pairs: लाख and करोड़.
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 2)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

bool is_decimal(std::string_view text)
{
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto points = std::count(text.begin(), text.end(), '.');
    return digits > 0 && points <= 1 && static_cast<std::size_t>(digits + points) == text.size() && text.front() != '.';
}

} // namespace

std::string grouped(std::int64_t number)
{
    const auto digits = std::to_string(number);
    return number < 0 ? "-" + with_groups(digits.substr(1)) : with_groups(digits);
}

std::string grouped(std::string_view decimal)
{
    const bool negative = !decimal.empty() && decimal.front() == '-';
    const auto number = decimal.substr(negative ? 1 : 0);
    if (!is_decimal(number))
        return std::string(decimal);
    const auto point = std::min(number.find('.'), number.size());
    return (negative ? "-" : "") + with_groups(std::string(number.substr(0, point))) +
           std::string(number.substr(point));
}

std::string Format::money(std::int64_t paise, MoneyStyle style) const
{
    // The absolute value as unsigned, because the least number has no positive twin.
    const auto amount = paise < 0 ? 0 - static_cast<std::uint64_t>(paise) : static_cast<std::uint64_t>(paise);
    const auto rest = amount % 100;
    auto text = with_groups(std::to_string(amount / 100));
    if (rest != 0)
        text += (rest < 10 ? ".0" : ".") + std::to_string(rest);
    const std::string sign = paise < 0 ? "-" : "";
    return style == MoneyStyle::Sign ? sign + "₹" + text : money_word_ + " " + sign + text;
}

std::string Format::date(Date day) const
{
    return put(patterns_.at("date"), { { "weekday", weekdays_[std::chrono::weekday { day }.c_encoding()] },
                                       { "day", day_of_month(day) },
                                       { "month", months_[month_index(day)] },
                                       { "year", year_of(day) } });
}

std::string Format::short_date(Date day) const
{
    return put(patterns_.at("short_date"), { { "weekday", short_weekdays_[std::chrono::weekday { day }.c_encoding()] },
                                             { "day", day_of_month(day) },
                                             { "month", months_[month_index(day)] } });
}

std::string Format::time_of_day(int minute) const
{
    const auto& part = *std::find_if(parts_of_day_.rbegin(), parts_of_day_.rend(),
                                     [&](const PartOfDay& one) { return one.from_minute <= minute; });
    const auto hour = (minute / 60 + 11) % 12 + 1;
    const auto rest = minute % 60;
    return put(patterns_.at(rest == 0 ? "hour" : "hour_and_minute"),
               { { "part", part.word },
                 { "hour", std::to_string(hour) },
                 { "minute", (rest < 10 ? "0" : "") + std::to_string(rest) } });
}

std::string Format::period(Date from, Date to) const
{
    if (from == to)
        return date(from);
    if (static_cast<unsigned>(from.day()) == 1 && is_last_of_month(to))
        return whole_months(from, to);
    const bool same_year = from.year() == to.year();
    const bool same_month = same_year && from.month() == to.month();
    auto first = same_month ? day_of_month(from) : day_and_month(from);
    if (!same_year)
        first += " " + year_of(from);
    return put(patterns_.at("days"), { { "from", first }, { "to", day_and_month(to) + " " + year_of(to) } });
}

std::string Format::whole_months(Date from, Date to) const
{
    if (from.year() == to.year() && from.month() == to.month())
        return month_and_year(from);
    const auto first = from.year() == to.year() ? months_[month_index(from)] : month_and_year(from);
    return put(patterns_.at("months"), { { "from", first }, { "to", month_and_year(to) } });
}

std::string Format::quantity(std::string_view decimal, std::string_view name) const
{
    return name.empty() ? grouped(decimal) : grouped(decimal) + " " + unit(name, decimal);
}

std::string Format::unit(std::string_view name, std::string_view decimal) const
{
    const auto found = units_.find(name);
    if (found == units_.end())
        throw std::out_of_range("there is no word for the unit " + std::string(name));
    double value = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), value);
    const bool one = one_is_ == "up_to_one" ? value > 0 && value <= 1 : value == 1;
    return one ? found->second.one : found->second.other;
}

std::string Format::day_and_month(Date day) const
{
    return day_of_month(day) + " " + months_[month_index(day)];
}

std::string Format::month_and_year(Date day) const
{
    return months_[month_index(day)] + " " + year_of(day);
}

std::string Format::put(std::string_view pattern, const Values& values)
{
    std::string out;
    while (!pattern.empty()) {
        const auto open = std::min(pattern.find('{'), pattern.size());
        const auto close = std::min(pattern.find('}', open), pattern.size());
        out += pattern.substr(0, open);
        for (const auto& [name, value] : values)
            if (open < pattern.size() && name == pattern.substr(open + 1, close - open - 1))
                out += value;
        pattern.remove_prefix(std::min(close + 1, pattern.size()));
    }
    return out;
}

const Format& Formats::in(std::string_view language) const
{
    const auto found = formats_.find(language);
    if (found == formats_.end())
        throw std::out_of_range("there are no formats for the language " + std::string(language));
    return found->second;
}

} // namespace locales
