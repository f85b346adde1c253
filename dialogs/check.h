// Proves, before the first message, that every dialog can be walked to its end: targets, reachability, loops, outcomes,
// the slots that actions need. Texts are proved by check_texts.h. All faults are returned at once, a sentence each.

#pragma once

#include "dialogs/dialog.h"

#include <string>
#include <vector>

namespace dialogs {

std::vector<std::string> check_dialogs(const Dialogs& dialogs, const std::vector<ActionShape>& actions,
                                       const std::vector<std::string>& intents);

}
