// Calendar days as they stand in columns and files: "2026-11-22".

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace storage {

using Day = std::chrono::year_month_day;

std::string text_of(Day day);

// Empty for anything but a day that exists, written YYYY-MM-DD.
std::optional<Day> day_of(std::string_view text);

} // namespace storage
