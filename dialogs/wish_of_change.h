// A sentence that puts a new value in the place of an old one: "टोपी का दाम 350 से 400 कर दो". Pure and thread-safe.

#pragma once

#include "dialogs/dialog.h"
#include "dialogs/knowledge.h"
#include "locales/time.h"
#include "locales/tokens.h"

#include <string>
#include <string_view>

namespace dialogs {

// The intent of the dialog whose question replaces the value that her words name, where they tell the old value and the
// new one; empty where they do not.
std::string wish_of_change(const Dialogs& dialogs, const Knowledge& knowledge, std::string_view text,
                           const locales::Tokens& tokens, locales::Date today);

} // namespace dialogs
