// What her words change of what she has answered: "नहीं 300", "दाम 300 कर दो", "दाम बदलना है", while the dialog is open
// and the question is another one. Pure, never throws.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/input.h"
#include "dialogs/knowledge.h"
#include "locales/tokens.h"

#include <optional>
#include <string_view>

namespace dialogs {

// One message, held against the dialog it may correct. Lives as long as its arguments.
class Correction {
public:
    Correction(const Dialog& dialog, const Step& open, const Knowledge& knowledge, const Conversation& conversation,
               std::string_view text, const locales::Tokens& tokens, locales::Date today)
        : dialog_(dialog), open_(open), knowledge_(knowledge), conversation_(conversation), text_(text),
          tokens_(tokens), today_(today)
    {
    }

    // The new value for the answer that her words name, or the wish to be asked for it again.
    std::optional<Input> of_named() const;

    // Whether she says no, or gives a bare value where a yes or no was asked.
    bool takes_back() const;

    // "नहीं 300" alone: the answer she gave last if such a value fits it, else the only one that it fits; if it fits
    // several, she is asked which.
    std::optional<Input> by_kind() const;

private:
    bool says_no() const;
    const Step* named_ask() const;
    std::optional<Input> of(const Step& ask) const;

    const Dialog& dialog_;
    const Step& open_;
    const Knowledge& knowledge_;
    const Conversation& conversation_;
    std::string_view text_;
    const locales::Tokens& tokens_;
    locales::Date today_;
};

// Whether a message is values and little words alone: "400" while "₹1 से ₹400 कर दें?" is open.
bool is_only_values(const Knowledge& knowledge, const locales::Tokens& tokens);

} // namespace dialogs
