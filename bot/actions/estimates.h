// What can be said of a commission before a statement is there: between what bounds it lies. The rate depends on the
// size of each bill, and of a day only the number of bills and their sum are known. Pure and thread-safe.

#pragma once

#include <cstdint>

namespace bot {

// A small bill earns `flat_paise`, a larger one `per_ten_thousand` parts of itself.
struct CommissionRates {
    std::int64_t flat_paise = 0;
    std::int64_t per_ten_thousand = 0;
};

// What `bills` bills that come to `collected_paise` earn at least, whatever their sizes: the flat amount for each, or
// the share of the sum, whichever is more. Half a paisa counts as one.
std::int64_t least_commission(const CommissionRates& rates, std::int64_t bills, std::int64_t collected_paise);

// And at most: both together.
std::int64_t most_commission(const CommissionRates& rates, std::int64_t bills, std::int64_t collected_paise);

} // namespace bot
