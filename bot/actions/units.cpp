#include "bot/actions/units.h"

#include <algorithm>
#include <array>

namespace bot {

namespace {

struct Size {
    std::string_view unit;
    std::string_view base;
    std::int64_t size;
};

constexpr std::array sizes {
    Size { "gram", "gram", 1 },
    Size { "kilogram", "gram", 1'000 },
    Size { "quintal", "gram", 100'000 },
    Size { "millilitre", "millilitre", 1 },
    Size { "litre", "millilitre", 1'000 },
    Size { "piece", "piece", 1 },
    Size { "pair", "piece", 2 },
    Size { "dozen", "piece", 12 },
    Size { "hundred", "piece", 100 },
};

} // namespace

std::optional<locales::Decimal> in_unit(const dialogs::Quantity& quantity, std::string_view unit)
{
    if (quantity.unit.empty() || quantity.unit == unit)
        return quantity.value;
    const auto* from = std::ranges::find(sizes, quantity.unit, &Size::unit);
    const auto* to = std::ranges::find(sizes, unit, &Size::unit);
    if (from == sizes.end() || to == sizes.end() || from->base != to->base)
        return std::nullopt;
    return (quantity.value * locales::Decimal { from->size }).divided_by(locales::Decimal { to->size });
}

} // namespace bot
