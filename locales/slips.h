// Slips of the finger as they happen on a small keyboard: a letter left out, doubled, swapped with the next, or another
// one hit. For measuring how much of what she wants survives them. Pure: the same seed makes the same slips.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace locales {

// The text with one slip in about a third of its words; words of fewer than three letters and numbers stay whole.
std::string with_slips(std::string_view text, std::uint64_t seed);

} // namespace locales
