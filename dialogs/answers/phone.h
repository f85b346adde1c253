// Indian mobile numbers. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/answer_words.h"
#include "locales/tokens.h"

#include <string>

namespace dialogs::answers {

// One mobile number as "+91" and ten digits, the first of them 6 to 9, as typed with or without +91, 91 or 0, spaces
// and hyphens, or spoken digit by digit. Two different numbers are two readings.
Reading<std::string> read_phone(const locales::AnswerWords& words, const locales::Tokens& tokens);

std::vector<Found<std::string>> find_phones(const locales::Tokens& tokens);

} // namespace dialogs::answers
