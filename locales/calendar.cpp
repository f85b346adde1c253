#include "locales/calendar.h"

namespace locales {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

unsigned weekday_from_monday(Date day)
{
    return std::chrono::weekday { sys_days { day } }.iso_encoding() - 1;
}

Date last_of_month(Date day)
{
    return Date { day.year() / day.month() / std::chrono::last };
}

// A span of so many months that begins with this day.
Period months_from(Date first, int months)
{
    return { first, add_days(add_months(first, months), -1) };
}

Date first(int year, unsigned month)
{
    return Date { std::chrono::year { year }, std::chrono::month { month }, std::chrono::day { 1 } };
}

unsigned month_number(Date day)
{
    return static_cast<unsigned>(day.month());
}

int year_number(Date day)
{
    return static_cast<int>(day.year());
}

// The first week of a span holds its first Thursday.
Date monday_of_first_week(Date first_day)
{
    const auto monday = add_days(first_day, -static_cast<int>(weekday_from_monday(first_day)));
    return weekday_from_monday(first_day) <= 3 ? monday : add_days(monday, 7);
}

Period week_from(Date monday)
{
    return { monday, add_days(monday, 6) };
}

} // namespace

Date add_days(Date day, int count)
{
    return Date { sys_days { day } + days { count } };
}

Date add_months(Date day, int months)
{
    const auto moved = day + std::chrono::months { months };
    return moved.ok() ? moved : last_of_month(moved);
}

Date add_working_days(Date day, int count)
{
    const int step = count < 0 ? -1 : 1;
    for (int left = count; left != 0;) {
        day = add_days(day, step);
        if (weekday_from_monday(day) < 5)
            left -= step;
    }
    return day;
}

Date first_of_month(Date day)
{
    return day.year() / day.month() / std::chrono::day { 1 };
}

std::optional<Date> date_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return {};
    const Date date { std::chrono::year { year }, std::chrono::month { static_cast<unsigned>(month) },
                      std::chrono::day { static_cast<unsigned>(day) } };
    return date.ok() ? std::optional { date } : std::nullopt;
}

Period week_of(Date day)
{
    return week_from(add_days(day, -static_cast<int>(weekday_from_monday(day))));
}

Period weekend_of(Date day)
{
    const auto week = week_of(day);
    return { add_days(week.from, 5), week.to };
}

Period month_of(Date day)
{
    return months_from(first_of_month(day), 1);
}

Period quarter_of(Date day)
{
    return months_from(first(year_number(day), (month_number(day) - 1) / 3 * 3 + 1), 3);
}

Period half_of(Date day)
{
    const int start = financial_year_start(day);
    const bool first_half = month_number(day) >= 4 && month_number(day) <= 9;
    return financial_half(start, first_half ? 1 : 2);
}

Period year_of(Date day)
{
    return months_from(first(year_number(day), 1), 12);
}

Period financial_year_of(Date day)
{
    return months_from(first(financial_year_start(day), 4), 12);
}

Period decade_of(Date day)
{
    return months_from(first(year_number(day) / 10 * 10, 1), 120);
}

Period financial_quarter(int starting_year, int quarter)
{
    return months_from(add_months(first(starting_year, 4), (quarter - 1) * 3), 3);
}

Period financial_half(int starting_year, int half)
{
    return months_from(add_months(first(starting_year, 4), (half - 1) * 6), 6);
}

int financial_year_start(Date day)
{
    return year_number(day) - (month_number(day) < 4 ? 1 : 0);
}

Period week_of_year(int year, int week)
{
    return week_from(add_days(monday_of_first_week(first(year, 1)), (week - 1) * 7));
}

Period week_of_month(Date in_month, int week)
{
    const auto month = month_of(in_month);
    if (week > 0)
        return week_from(add_days(monday_of_first_week(month.from), (week - 1) * 7));
    return week_from(add_days(monday_of_first_week(add_days(month.to, 1)), -7));
}

std::optional<Date> weekday_of_month(Date in_month, int ordinal, unsigned weekday)
{
    const auto first_day = first_of_month(in_month);
    const std::chrono::weekday wanted { weekday };
    const auto found =
        ordinal > 0
            ? Date { sys_days { first_day.year() / first_day.month() / wanted[static_cast<unsigned>(ordinal)] } }
            : Date { sys_days { first_day.year() / first_day.month() / wanted[std::chrono::last] } };
    return ordinal <= 5 && found.month() == first_day.month() ? std::optional { found } : std::nullopt;
}

} // namespace locales
