// `samvad retry`: messages whose turn failed are taken again, after what was at fault has been mended.

#pragma once

#include "bot/config.h"

#include <cstdint>
#include <iosfwd>
#include <vector>

namespace bot {

// `ids` are those of `samvad list parked`; none: all of them. Each is one turn, in the order of the ids. Returns the
// process's exit code, 1 if one is not there or was parked again.
int retry(const Settings& settings, std::vector<std::int64_t> ids, std::ostream& out);

} // namespace bot
