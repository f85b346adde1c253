// Yes and no, from listed words and phrases of both scripts; the first one in the text decides, a longer phrase before
// a shorter ("ठीक नहीं" is no, "ठीक" is yes). Pure, thread-safe, never throws.

#pragma once

#include "locales/answer_words.h"
#include "locales/tokens.h"

#include <optional>

namespace dialogs::answers {

enum class YesNo { No, Yes };

// Empty where nothing says either.
std::optional<YesNo> read_yes_no(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
