// The one door through which words become meaning. First hit wins: the numbers and buttons of what was offered, the
// words that always work (menu, back, help ...), the answer to the open question, keywords and rules, the classifier;
// and then it is said honestly that nothing was understood. Pure; the words are data in locales/.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/input.h"
#include "dialogs/knowledge.h"
#include "dialogs/message.h"

namespace dialogs {

// What `message` means at this point of the conversation. `today` is the day in India. Never throws, whatever she
// sends.
Input understand(const Dialogs& dialogs, const Knowledge& knowledge, const Conversation& conversation,
                 const Message& message, locales::Date today);

} // namespace dialogs
