#include "dialogs/dialog.h"

#include <algorithm>

namespace dialogs {

std::optional<std::size_t> Dialog::find(std::string_view step) const
{
    const auto found = std::ranges::find(steps, step, &Step::name);
    if (found == steps.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - steps.begin());
}

const Dialog* Dialogs::named(std::string_view name) const
{
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : &all[found->second];
}

const Dialog* Dialogs::for_intent(std::string_view intent) const
{
    const auto found = by_intent.find(intent);
    return found == by_intent.end() ? nullptr : &all[found->second];
}

} // namespace dialogs
