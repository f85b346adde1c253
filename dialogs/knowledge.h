// What understanding rests on, read from locales/ once and const afterwards.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "locales/answer_words.h"
#include "locales/calendar_words.h"
#include "locales/intents.h"
#include "locales/names.h"
#include "locales/words.h"

namespace dialogs {

struct Knowledge {
    const locales::AnswerWords& numbers;    // numbers, units, yes and no
    const locales::CalendarWords& calendar; // days, months, periods
    const locales::Words& words;            // commands, keywords, rules, ambiguous words, fillers
    const locales::Intents& intents;        // the classifier
    const locales::Names& names;            // products, districts, platforms

    answers::DateWords dates() const { return { numbers, calendar }; }
};

} // namespace dialogs
