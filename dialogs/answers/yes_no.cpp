#include "dialogs/answers/yes_no.h"

#include <algorithm>
#include <string>

namespace dialogs::answers {

namespace {

constexpr std::size_t phrase_tokens_max = 4;

// The longest listed phrase that begins here.
std::optional<YesNo> marker_at(const locales::AnswerWords& words, const locales::Tokens& tokens, std::size_t at)
{
    std::optional<YesNo> marker;
    std::string phrase;
    for (auto last = at; last < std::min(tokens.size(), at + phrase_tokens_max) && !tokens[last].is_break(); ++last) {
        phrase += (phrase.empty() ? "" : " ") + tokens[last].n1;
        if (words.is_listed("no", phrase))
            marker = YesNo::No;
        else if (words.is_listed("yes", phrase))
            marker = YesNo::Yes;
    }
    return marker;
}

// Two words of this list anywhere in the text.
bool says(std::string_view list, const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
        if (words.is_listed(list, tokens[at].n1 + " " + tokens[at + 1].n1))
            return true;
    }
    return false;
}

} // namespace

std::optional<YesNo> read_yes_no(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    // "सहमत, यह ठीक नहीं है" ends in a no however it begins: what is said of the thing outweighs the politeness before
    // it. And "पता नहीं" is no answer, though नहीं stands in it.
    if (says("disapproval", words, tokens))
        return YesNo::No;
    if (says("unsure", words, tokens))
        return std::nullopt;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (const auto marker = marker_at(words, tokens, at))
            return marker;
    }
    return std::nullopt;
}

} // namespace dialogs::answers
