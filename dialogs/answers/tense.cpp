#include "dialogs/answers/tense.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

bool has_ending(std::string_view word, const std::vector<std::string>& endings)
{
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
        return word.size() > ending.size() && word.ends_with(ending);
    });
}

} // namespace

Tense tense_of_word(const locales::CalendarWords& words, const locales::Tokens& tokens, std::size_t at)
{
    if (!tokens[at].is_word())
        return Tense::None;
    const auto& tense = words.tense();
    const auto& word = tokens[at].n1;
    if (const auto listed = tense.words.find(word); listed != tense.words.end()) {
        if (listed->second == 2 && at > 0 && tokens[at - 1].is_word() &&
            has_ending(tokens[at - 1].n1, tense.to_do_endings))
            return Tense::Future;
        const bool ends = at + 1 == tokens.size() || tokens[at + 1].is_break();
        if (listed->second == 3)
            return ends && at > 0 && tokens[at - 1].is_word() ? Tense::Future : Tense::None;
        return listed->second == 1 ? Tense::Future : listed->second == -1 ? Tense::Past : Tense::None;
    }
    if (has_ending(word, tense.future_endings))
        return Tense::Future;
    return has_ending(word, tense.past_endings) ? Tense::Past : Tense::None;
}

Tense tense_at(const std::vector<Tense>& tense_of_words, std::size_t at)
{
    for (auto after = at; after < tense_of_words.size(); ++after)
        if (tense_of_words[after] != Tense::None)
            return tense_of_words[after];
    for (auto before = std::min(at, tense_of_words.size()); before-- > 0;)
        if (tense_of_words[before] != Tense::None)
            return tense_of_words[before];
    return Tense::None;
}

} // namespace dialogs::answers
