#include "bot/actions/estimates.h"

#include <algorithm>

namespace bot {

namespace {

std::int64_t share(const CommissionRates& rates, std::int64_t collected_paise)
{
    return (collected_paise * rates.per_ten_thousand + 5'000) / 10'000;
}

} // namespace

std::int64_t least_commission(const CommissionRates& rates, std::int64_t bills, std::int64_t collected_paise)
{
    return std::max(bills * rates.flat_paise, share(rates, collected_paise));
}

std::int64_t most_commission(const CommissionRates& rates, std::int64_t bills, std::int64_t collected_paise)
{
    return bills * rates.flat_paise + share(rates, collected_paise);
}

} // namespace bot
