#include "dialogs/answers/old_values.h"

#include "dialogs/answers/figures.h"

#include <algorithm>
#include <vector>

namespace dialogs::answers {

using locales::Beside;
using locales::NumberLine;

namespace {

constexpr std::size_t words_between_max = 3; // "बढ़ा कर अब"
constexpr std::size_t words_behind_max = 3;  // "400 रु का कर दो"

bool belongs_to_value(const NumberLine& line, std::size_t at)
{
    return line.meaning(at).has(Beside::RupeesWord) || line.meaning(at).unit != 0 || line.is_symbol(at, "/") ||
           line.is_symbol(at, "-");
}

bool asks_for_change_behind(const NumberLine& line, std::size_t last)
{
    for (auto at = last; at < line.size() && at <= last + words_behind_max; ++at)
        if (line.meaning(at).has(Beside::Changing))
            return true;
    return false;
}

// The place of the "से" that leads from this figure to the next, where she wants the one changed to the other; the end
// of the line where she does not.
std::size_t leads_to_next(const NumberLine& line, const std::vector<Figure>& figures, std::size_t which)
{
    auto to = figures[which].last;
    while (to < line.size() && belongs_to_value(line, to))
        ++to;
    if (which + 1 >= figures.size() || to >= line.size() || !line.meaning(to).has(Beside::To))
        return line.size();
    const auto& next = figures[which + 1];
    bool changes = next.first == to + 1 && asks_for_change_behind(line, next.last);
    for (auto at = to + 1; at < next.first; ++at)
        changes |= line.meaning(at).has(Beside::Changing);
    return changes && next.first <= to + 1 + words_between_max ? to : line.size();
}

bool may_hold_any(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    return std::ranges::any_of(tokens, [&](const locales::Token& token) {
        const auto* meaning = token.is_word() ? words.find(token) : nullptr;
        return meaning != nullptr && (meaning->has(Beside::To) || meaning->has(Beside::No));
    });
}

} // namespace

Renewed without_old_values(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    if (!may_hold_any(words, tokens))
        return { tokens, false };
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    std::vector<bool> old(tokens.size(), false);
    const auto drop = [&](std::size_t first, std::size_t last) {
        std::fill(old.begin() + static_cast<std::ptrdiff_t>(first), old.begin() + static_cast<std::ptrdiff_t>(last),
                  true);
    };
    Renewed renewed;
    for (std::size_t which = 0; which < figures.size(); ++which) {
        if (const auto to = leads_to_next(line, figures, which); to < line.size()) {
            drop(figures[which].first, figures[which].last);
            drop(to, figures[which + 1].first);
            renewed.has_change = true;
        } else if (is_taken_back(line, figures, which)) {
            drop(figures[which].first, figures[which].last);
        }
    }
    for (std::size_t at = 0; at < tokens.size(); ++at)
        if (!old[at])
            renewed.tokens.push_back(tokens[at]);
    return renewed;
}

bool is_difference(const locales::AnswerWords& words, const locales::Tokens& tokens, std::size_t first,
                   std::size_t last)
{
    const NumberLine line(words, tokens);
    while (line.meaning(last).has(Beside::RupeesWord) || line.meaning(last).unit != 0)
        ++last;
    if (line.meaning(last).has(Beside::Difference))
        return true;
    if (line.meaning(last).has(Beside::Changing) || first == 0)
        return false;
    const auto& before = line.meaning(first - 1);
    if (first == 1 || before.has(Beside::Difference))
        return before.has(Beside::Difference);
    return line.meaning(first - 2).has(Beside::Difference) && !before.has(Beside::Changing) && !before.has(Beside::Of);
}

} // namespace dialogs::answers
