#include "dialogs/bare_list.h"

#include "dialogs/sentence.h"

#include <algorithm>

namespace dialogs {

namespace {

constexpr float certain = 0.9F;   // of another wish, against which no list stands
constexpr float sure = 0.6F;      // the same, where the thing is none of our products
constexpr float possible = 0.08F; // what the list's own wish must reach there

} // namespace

std::string wish_of_list(const Dialogs& dialogs, const Knowledge& knowledge, std::string_view text,
                         const locales::Tokens& tokens, locales::Date today, const std::vector<locales::Guess>& guesses)
{
    if (guesses.empty() || guesses[0].probability >= certain)
        return {};
    for (const auto& dialog : dialogs.all) {
        const auto listing = listing_of_sentence(dialog, knowledge, text, tokens, today);
        if (listing == Listing::None || dialog.starts_on.empty())
            continue;
        const auto& intent = dialog.starts_on.front();
        const auto guess = std::ranges::find(guesses, intent, &locales::Guess::intent);
        const bool likely = guess != guesses.end() && guess->probability >= possible && guesses[0].probability < sure;
        if (listing == Listing::OfKnown || likely)
            return intent;
    }
    return {};
}

} // namespace dialogs
