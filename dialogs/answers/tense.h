// The tense of a sentence by its verb's ending. Hindi has one word for yesterday and tomorrow (कल), and one for the day
// before and the day after (परसों): only the verb tells which. A verb in गा/गे/गी, ना है or an imperative is future;
// था, गया, किया, चुका and their like are past. Imperatives of telling (बताओ, दिखाओ) are neither: "कल का हिसाब बताओ"
// asks about the past in the form of a command. Pure and thread-safe.

#pragma once

#include "locales/calendar_words.h"
#include "locales/tokens.h"

#include <cstddef>
#include <vector>

namespace dialogs::answers {

// Of a sentence, or of the question that is open: "when did you sell it" is Past.
enum class Tense { None, Past, Future };

// The tense of one word, with the word before it for "बेचना है".
Tense tense_of_word(const locales::CalendarWords& words, const locales::Tokens& tokens, std::size_t at);

// The tense that holds at a place of the text: of the first verb from there on, else of the last one before it.
Tense tense_at(const std::vector<Tense>& tense_of_words, std::size_t at);

} // namespace dialogs::answers
