// Spans of days as she says them: "इस महीने", "पिछली तिमाही", "अप्रैल से जून", "2026", "पिछले 7 दिन", "इस महीने अब तक".
// A span is whole and inclusive; weeks begin on Monday; quarters are those of the financial year, whose first is
// April-June; a month without a year is of the current year. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "dialogs/answers/reading.h"
#include "dialogs/answers/tense.h"
#include "locales/calendar.h"

#include <vector>

namespace dialogs::answers {

// The answer to "for which time"; a single day is a span of one day; none if several were said.
Reading<locales::Period> read_period(const DateWords& words, const locales::Tokens& tokens, locales::Date today);

// Both in one walk through the message, for whoever wants both.
struct DatesAndPeriods {
    std::vector<Found<Reading<locales::Date>>> dates;
    std::vector<Found<locales::Period>> periods;
};

DatesAndPeriods find_dates_and_periods(const DateWords& words, const locales::Tokens& tokens, locales::Date today,
                                       Tense question = Tense::None);

// Every span in running text; single days are none here.
std::vector<Found<locales::Period>> find_periods(const DateWords& words, const locales::Tokens& tokens,
                                                 locales::Date today);

} // namespace dialogs::answers
