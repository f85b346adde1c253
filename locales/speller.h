// Whole numbers written out in Hindi, for receipts and echoes: 250 is "दो सौ पचास" or "do sau pachas". Pure,
// thread-safe.

#pragma once

#include "locales/answer_words.h"

#include <cstdint>
#include <string>

namespace locales {

// Zero to 99 अरब 99 करोड़ and so on; empty below or above. The script is Devanagari or Latin.
std::string in_words(const AnswerWords& words, std::int64_t number, Script script);

} // namespace locales
