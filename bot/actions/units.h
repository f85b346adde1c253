// Quantities in another unit, where one unit is so many of the other everywhere: a dozen is twelve pieces, a kilogram a
// thousand grams. Pure and thread-safe.

#pragma once

#include "dialogs/answer.h"

#include <optional>
#include <string_view>

namespace bot {

// The number in `unit`; a quantity without a unit is taken as in `unit` already. Empty where the two do not compare: a
// packet is no kilogram.
std::optional<locales::Decimal> in_unit(const dialogs::Quantity& quantity, std::string_view unit);

} // namespace bot
