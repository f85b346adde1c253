// A message that is nothing but a thing with its money and its quantity: "papad 30 packet 40 rs". It has no verb, and
// wishes to sell all the same. Pure and thread-safe.

#pragma once

#include "dialogs/dialog.h"
#include "dialogs/knowledge.h"
#include "locales/time.h"
#include "locales/tokens.h"

#include <string>
#include <string_view>
#include <vector>

namespace dialogs {

// The intent of the dialog that such a list answers; empty where the message is none, or where the classifier's guesses
// for it make it as good as certain that she means something else.
std::string wish_of_list(const Dialogs& dialogs, const Knowledge& knowledge, std::string_view text,
                         const locales::Tokens& tokens, locales::Date today,
                         const std::vector<locales::Guess>& guesses);

} // namespace dialogs
