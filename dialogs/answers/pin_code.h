// Postal codes of India. Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/tokens.h"

#include <string>

namespace dialogs::answers {

// Six digits, the first not 0, also typed as "226 001". Two different codes are two readings.
Reading<std::string> read_pin_code(const locales::Tokens& tokens);

} // namespace dialogs::answers
