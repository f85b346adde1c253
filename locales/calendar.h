// Days and spans of days by the calendar our people live by: weeks begin on Monday, the year that money is counted in
// begins on 1 April, and its quarters are April-June, July-September, October-December and January-March. Spans are
// whole and inclusive. Pure and thread-safe.

#pragma once

#include "locales/time.h"

#include <optional>

namespace locales {

// From the first to the last day, both counted.
struct Period {
    Date from {};
    Date to {};

    bool operator==(const Period&) const = default;
};

Date add_days(Date day, int days);
Date add_months(Date day, int months);     // 31 January and a month is the last of February
Date add_working_days(Date day, int days); // Saturday and Sunday are not counted
Date first_of_month(Date day);
std::optional<Date> date_of(int year, int month, int day); // empty if there is no such day

Period week_of(Date day);    // Monday to Sunday
Period weekend_of(Date day); // Saturday and Sunday of that week
Period month_of(Date day);
Period quarter_of(Date day);
Period half_of(Date day);           // April-September, October-March
Period year_of(Date day);           // January-December
Period financial_year_of(Date day); // April-March
Period decade_of(Date day);

// The quarter 1 to 4 and the half 1 or 2 of the financial year that begins in April of this year.
Period financial_quarter(int starting_year, int quarter);
Period financial_half(int starting_year, int half);
int financial_year_start(Date day); // the year in whose April it began

// The week of this number by ISO 8601: week 1 holds the year's first Thursday.
Period week_of_year(int year, int week);

// The week of this number in a month: week 1 holds its first Thursday; -1 is its last week.
Period week_of_month(Date in_month, int week);

// The n-th of this weekday (0 Sunday) in a month, -1 the last; empty if there is none.
std::optional<Date> weekday_of_month(Date in_month, int ordinal, unsigned weekday);

} // namespace locales
