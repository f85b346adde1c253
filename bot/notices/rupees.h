// Amounts in sentences for operators: "Rs 1,234.50". Pure.

#pragma once

#include <cstdint>
#include <string>

namespace bot::notices {

std::string rupees(std::int64_t paise);

// Prices are of a thousand; what they add up to is shown in whole paise, rounded up.
std::int64_t paise_of_thousandths(std::int64_t thousand_paise);

} // namespace bot::notices
