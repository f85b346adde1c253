// The service in the foreground, until SIGTERM or SIGINT.

#pragma once

#include "bot/config.h"
#include "bot/service.h"

namespace bot {

// Returns the process's exit code. Throws with a sentence if it cannot start.
int serve(const Settings& settings, Data data);

} // namespace bot
