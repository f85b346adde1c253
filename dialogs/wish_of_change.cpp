#include "dialogs/wish_of_change.h"

#include "dialogs/answers/old_values.h"
#include "dialogs/sentence.h"

#include <algorithm>

namespace dialogs {

std::string wish_of_change(const Dialogs& dialogs, const Knowledge& knowledge, std::string_view text,
                           const locales::Tokens& tokens, locales::Date today)
{
    if (!answers::without_old_values(knowledge.numbers, tokens).has_change)
        return {};
    const auto names = [&](std::string_view slot) {
        return std::ranges::any_of(tokens, [&](const locales::Token& token) {
            return token.is_word() && knowledge.words.slot(token.n1) == slot;
        });
    };
    for (const auto& dialog : dialogs.all) {
        const auto is_named = [&](const Step& step) { return !step.replaces.empty() && names(step.replaces); };
        if (dialog.starts_on.empty() || std::ranges::none_of(dialog.steps, is_named))
            continue;
        const auto told = slots_of_sentence(dialog, knowledge, text, tokens, 0, today);
        if (std::ranges::any_of(dialog.steps,
                                [&](const Step& step) { return is_named(step) && told.contains(step.name); }))
            return dialog.starts_on.front();
    }
    return {};
}

} // namespace dialogs
