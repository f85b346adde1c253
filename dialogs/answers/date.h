// Days as she says them: आज, कल, "15 अगस्त", "5/11", "दो दिन बाद", "अगले हफ्ते सोमवार", "महीने की 5 तारीख".
// कल and परसों and a bare weekday look both ways: the verb decides, then the open question, else both days are readings.
// Which year and which week are meant is told in calendar_grammar.h. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "dialogs/answers/reading.h"
#include "dialogs/answers/tense.h"
#include "locales/time.h"

#include <vector>

namespace dialogs::answers {

// The answer to "on which day"; none if several days were said, or only a longer span.
Reading<locales::Date> read_date(const DateWords& words, const locales::Tokens& tokens, locales::Date today,
                                 Tense question);

// Every day in running text; one with two readings has no value.
std::vector<Found<Reading<locales::Date>>> find_dates(const DateWords& words, const locales::Tokens& tokens,
                                                      locales::Date today, Tense question = Tense::None);

} // namespace dialogs::answers
