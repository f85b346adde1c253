// What her words mean: the cascade behind understand.h. Pure, never throws.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/input.h"
#include "dialogs/knowledge.h"

#include <string>

namespace dialogs {

Input understand_text(const Dialogs& dialogs, const Knowledge& knowledge, const Conversation& conversation,
                      const std::string& text, locales::Date today);

} // namespace dialogs
