#include "bot/actions/commission_estimates.h"

#include "bot/actions/estimates.h"

namespace bot {

bool is_rural(const storage::people::Person& person)
{
    return !person.clf.empty() || !person.block.empty();
}

std::int64_t estimate_paise(storage::Transaction& tx, std::int64_t bills, std::int64_t collected_paise,
                            storage::Day day)
{
    const auto largest = storage::commissions::largest_bill_paise(tx, area_of_sakhis, day);
    if (!largest)
        return 0;
    const auto of_small = storage::commissions::rate_for(tx, area_of_sakhis, 1, day);
    const auto of_large = storage::commissions::rate_for(tx, area_of_sakhis, *largest, day);
    if (!of_small || !of_large)
        return 0;
    return least_commission({ of_small->flat_paise, of_large->per_ten_thousand }, bills, collected_paise);
}

} // namespace bot
