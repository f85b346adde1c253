#include "dialogs/answers/pin_code.h"

#include <algorithm>

namespace dialogs::answers {

namespace {

constexpr std::size_t pin_digits = 6;

bool is_whole(const locales::Token& token)
{
    return token.is_digits() && token.n0.find_first_not_of("0123456789") == std::string::npos;
}

// "226001" or "226 001" that begins here; empty for neither.
std::string code_at(const locales::Tokens& tokens, std::size_t at)
{
    if (!is_whole(tokens[at]) || tokens[at].n0.front() == '0')
        return {};
    if (tokens[at].n0.size() == pin_digits)
        return tokens[at].n0;
    if (tokens[at].n0.size() == 3 && at + 1 < tokens.size() && is_whole(tokens[at + 1]) &&
        tokens[at + 1].n0.size() == 3 && (at == 0 || !tokens[at - 1].is_digits()) &&
        (at + 2 == tokens.size() || !tokens[at + 2].is_digits()))
        return tokens[at].n0 + tokens[at + 1].n0;
    return {};
}

} // namespace

Reading<std::string> read_pin_code(const locales::Tokens& tokens)
{
    Reading<std::string> reading;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        auto code = code_at(tokens, at);
        if (!code.empty() && std::find(reading.either.begin(), reading.either.end(), code) == reading.either.end())
            reading.either.push_back(std::move(code));
    }
    if (reading.either.size() == 1) {
        reading.value = std::move(reading.either.front());
        reading.either.clear();
    }
    reading.either.resize(std::min<std::size_t>(reading.either.size(), 2));
    return reading;
}

} // namespace dialogs::answers
