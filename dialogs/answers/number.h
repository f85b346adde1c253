// Numbers: the answer to "how many", and every amount in running text. Phone numbers, PIN codes, dates, times, order
// numbers and years are no amounts. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/answer_words.h"
#include "locales/decimal.h"
#include "locales/tokens.h"

namespace dialogs::answers {

// One number, or two where she gives a span ("दो तीन हज़ार" is 2000 to 3000).
struct Amount {
    locales::Decimal least;
    locales::Decimal most; // the same as least where there is no span

    bool is_range() const { return !(least == most); }
};

// Tolerant: "नहीं 300", "300 नहीं 250" (250), "20 कर दो". A span is two readings.
Reading<locales::Decimal> read_number(const locales::AnswerWords& words, const locales::Tokens& tokens);

std::vector<Found<Amount>> find_numbers(const locales::AnswerWords& words, const locales::Tokens& tokens);

// "बीस प्रतिशत", "12.5%": the number before the percent.
std::vector<Found<locales::Decimal>> find_percents(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
