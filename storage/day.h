// Calendar days as they stand in columns and files: "2026-11-22".

#pragma once

#include "storage/database.h"

namespace storage {

using Day = std::chrono::year_month_day;

std::string text_of(Day day);

// Empty for anything but a day that exists, written YYYY-MM-DD.
std::optional<Day> day_of(std::string_view text);

// The day of India's calendar (UTC+05:30, without summer time) in which this moment lies, and its first moment.
Day day_in_india(Time moment);
Time start_of_day_in_india(Day day);

} // namespace storage
