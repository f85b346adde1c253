// Lengths of time: "दो दिन", "साढ़े 3 घंटे", "1 साल, 2 दिन और 4 सेकंड". Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "dialogs/answers/reading.h"

#include <vector>

namespace dialogs::answers {

// As it was said, because a month has no fixed length: weeks as days, hours and minutes as seconds.
struct Duration {
    double years = 0;
    double months = 0;
    double days = 0;
    double seconds = 0;

    bool operator==(const Duration&) const = default;

    // With years of 365 and months of 30 days.
    double total_seconds() const { return ((years * 365) + (months * 30) + days) * 86400 + seconds; }
};

// None if several different lengths were said.
Reading<Duration> read_duration(const DateWords& words, const locales::Tokens& tokens);

std::vector<Found<Duration>> find_durations(const DateWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
