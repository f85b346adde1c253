// Values that a sentence names only to put another in their place: the 350 of "350 से 400 कर दो", of "350 से बढ़ाकर
// 400 कर दो" and of "350 नहीं 400". Pure, thread-safe, never throws.

#pragma once

#include "locales/answer_words.h"
#include "locales/tokens.h"

namespace dialogs::answers {

struct Renewed {
    locales::Tokens tokens;  // without the old values and what leads from them to the new ones
    bool has_change = false; // a value was changed to another: "350 से 400 कर दो"
};

// Whether what stands between these tokens is by how much a value shall change, and not what it shall be: "5 रुपये कम
// कर दो", "माल बढ़ा दो 50 किलो". "बढ़ा कर 300" and "बढ़ाओ 400 करो" tell what it shall be.
bool is_difference(const locales::AnswerWords& words, const locales::Tokens& tokens, std::size_t first,
                   std::size_t last);

Renewed without_old_values(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
