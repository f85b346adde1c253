// Money in whole paise. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/answer_words.h"
#include "locales/tokens.h"

#include <cstdint>

namespace dialogs::answers {

struct Money {
    std::int64_t paise = 0;

    friend bool operator==(Money, Money) = default;
};

// The answer to "what does it cost": a bare number is rupees. Corrections as in read_number; a span is two readings;
// an amount below one paisa, below zero or above ten thousand crore does not fit.
Reading<Money> read_money(const locales::AnswerWords& words, const locales::Tokens& tokens);

// Every amount that is marked as money: "250 रु", "₹250", "250/-", "50 पैसे", "दाम 250", "ढाई लाख". A span gives both
// ends.
std::vector<Found<Money>> find_money(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
