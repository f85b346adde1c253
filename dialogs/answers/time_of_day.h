// Times of day: "शाम 5 बजे", "साढ़े आठ बजे", "आठ बजकर दस मिनट", "12:34", "दोपहर". Without सुबह or शाम the hour is taken
// as it was said; रात 1 to 4 is before dawn. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "dialogs/answers/reading.h"

#include <vector>

namespace dialogs::answers {

// Seconds since midnight, 0 to 86399; none if several different times were said. A time with an hour goes before a
// part of the day.
Reading<int> read_time(const DateWords& words, const locales::Tokens& tokens);

std::vector<Found<int>> find_times(const DateWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
