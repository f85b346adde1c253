// Quantities with their unit: piece kilogram gram litre millilitre packet box jar bottle dozen pair set metre hundred
// quintal, or none for a bare number. Units whose size differs from place to place (बोरी, थान, छटाँक, गज) are not read,
// so that she is asked. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/answer_words.h"
#include "locales/decimal.h"
#include "locales/tokens.h"

#include <string>

namespace dialogs::answers {

struct Quantity {
    locales::Decimal value;
    std::string unit; // empty for a bare number

    friend bool operator==(const Quantity&, const Quantity&) = default;
};

// The answer to "how many are there": "20", "आधा किलो" (0.5 kilogram), "पाव" (250 gram), "दर्जन" (1 dozen),
// "100 gm ke 50 packet" (50 packet). Corrections as in read_number; a span is two readings.
Reading<Quantity> read_quantity(const locales::AnswerWords& words, const locales::Tokens& tokens);

// Every number with a unit in running text. Bare numbers are none here.
std::vector<Found<Quantity>> find_quantities(const locales::AnswerWords& words, const locales::Tokens& tokens);

// The unit alone, for "in what do you sell": "kilo mein", "पैकेट". Empty for none, or for one that must be asked back.
std::optional<std::string> read_unit(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
