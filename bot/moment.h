// A moment as people and files write it. Pure.

#pragma once

#include "locales/time.h"

#include <optional>
#include <string_view>

namespace bot {

// "2026-11-22" (until its end), "2026-11-22 18:00" in India, or with an offset: "2026-11-22T12:30Z",
// "2026-11-22T18:00:30.5+05:30". Parts of a second are dropped. Empty for anything else.
std::optional<locales::Time> moment_of(std::string_view text);

} // namespace bot
