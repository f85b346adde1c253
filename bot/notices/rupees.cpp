#include "bot/notices/rupees.h"

#include "locales/format.h"

namespace bot::notices {

std::string rupees(std::int64_t paise)
{
    const auto rest = std::to_string(paise % 100);
    return "Rs " + locales::grouped(paise / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

std::int64_t paise_of_thousandths(std::int64_t thousand_paise)
{
    return (thousand_paise + 999) / 1'000;
}

} // namespace bot::notices
