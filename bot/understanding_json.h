// What was understood, as one line of JSON: {"text", "intent", "confidence", "alternatives", "numbers", "money",
// "ranges", "quantities", "yes_no", "dates", "periods"}, and "answer" if a question is open. Decimals are strings, so
// that 0.5 stays 0.5; money is whole paise; days are ISO. Bytes of the text that are no UTF-8 become U+FFFD.

#pragma once

#include "bot/understanding.h"

#include <string>
#include <string_view>

namespace bot {

// Without the line's end. `question` says whether there is an "answer", and it is null when there is no answer.
std::string to_json(std::string_view text, const Understood& understood, OpenQuestion question);

} // namespace bot
