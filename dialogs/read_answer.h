// The answer to the question that is open: a step's kind says how her words are read, its bounds what fits.
// Pure, never throws.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/knowledge.h"
#include "locales/tokens.h"

#include <vector>

namespace dialogs {

struct ReadAnswer {
    Slots slots;                  // the question's slot, and its unit's; empty when nothing fits
    std::vector<Answer> readings; // two readings, to be offered; then no slots
    bool whole = false;           // nothing of the message is left over, so it cannot mean anything else
};

ReadAnswer read_answer(const Step& step, const Knowledge& knowledge, const Conversation& conversation,
                       std::string_view text, const locales::Tokens& tokens, locales::Date today);

// The offer her words name: its label, or words that only one label has. Null for none.
const Offer* offer_by_words(const std::vector<Offer>& offers, const locales::Tokens& tokens);

// Whether a number fits the bounds of its step; and for money, rupees.
bool within(const Step& step, locales::Decimal value);

} // namespace dialogs
