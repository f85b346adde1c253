// `samvad backup`: a copy of the database while it is in use.

#pragma once

#include "bot/config.h"

#include <iosfwd>
#include <string>

namespace bot {

// Writes `file` and reads it through before it gets its name. Returns the process's exit code; throws storage::Error.
int backup(const Settings& settings, const std::string& file, std::ostream& out);

} // namespace bot
