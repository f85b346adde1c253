// Shortens labels to a provider's limit without breaking a letter: a Devanagari conjunct or an emoji of several code
// points stays whole or goes. Thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace bot {

// The text itself if it has at most `units_max` UTF-16 units, else its beginning with "…" at the end.
std::string cut(std::string_view utf8, int units_max);

} // namespace bot
