// Places in an order: पहला, 18वाँ, "thirty third", and those counted from the end or from here: आखिरी, अगला,
// "आखिरी से दूसरा". Pure, thread-safe, never throws.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/answer_words.h"
#include "locales/tokens.h"

#include <cstdint>

namespace dialogs::answers {

struct Ordinal {
    enum class From { Start, Here, End };

    // From the start 1 is the first; from the end 0 is the last and -1 the one before it; from here 1 is the next.
    std::int64_t number = 0;
    From from = From::Start;
};

std::vector<Found<Ordinal>> find_ordinals(const locales::AnswerWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
