#include "dialogs/answers/ordinal.h"

#include "locales/numerals.h"

#include <optional>

namespace dialogs::answers {

using locales::Beside;
using locales::NumberLine;

namespace {

// "आखिरी", "आखिरी से दूसरा", "अंतिम वाले का पिछला": the place before the last by as much as is said.
Found<Ordinal> from_end(const NumberLine& line, std::size_t first)
{
    Found<Ordinal> found { { 0, Ordinal::From::End }, first, first + 1 };
    auto at = first + 1;
    at += line.meaning(at).has(Beside::Worth) ? 1 : 0;
    if (!line.meaning(at).has(Beside::To) && !line.meaning(at).has(Beside::Of))
        return found;
    if (line.meaning(at + 1).has(Beside::Previous)) {
        found.value.number = -1;
        found.last = at + 2;
    } else if (const auto ordinal = locales::ordinal_at(line, at + 1)) {
        found.value.number = -ordinal->value.whole().value_or(0);
        found.last = ordinal->last;
    }
    return found;
}

std::optional<Found<Ordinal>> place_at(const NumberLine& line, std::size_t at)
{
    const auto& meaning = line.meaning(at);
    if (meaning.has(Beside::Last))
        return from_end(line, at);
    if (meaning.has(Beside::Next))
        return Found<Ordinal> { { 1, Ordinal::From::Here }, at, at + 1 };
    if (meaning.has(Beside::Previous))
        return Found<Ordinal> { { -1, Ordinal::From::Here }, at, at + 1 };
    if (meaning.has(Beside::Current))
        return Found<Ordinal> { { 0, Ordinal::From::Here }, at, at + 1 };
    if (meaning.role == locales::NumberRole::Value && meaning.number.is_zero() && line.size() == 1)
        return Found<Ordinal> { { 0, Ordinal::From::Start }, at, at + 1 }; // zero has no ordinal form of its own
    const auto ordinal = locales::ordinal_at(line, at);
    const auto number = ordinal ? ordinal->value.whole() : std::nullopt;
    if (!number)
        return std::nullopt;
    if (line.meaning(ordinal->last).has(Beside::Last)) // "second last"
        return Found<Ordinal> { { 1 - *number, Ordinal::From::End }, at, ordinal->last + 1 };
    return Found<Ordinal> { { *number, Ordinal::From::Start }, at, ordinal->last };
}

} // namespace

std::vector<Found<Ordinal>> find_ordinals(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    std::vector<Found<Ordinal>> found;
    for (std::size_t at = 0; at < line.size();) {
        const auto ordinal = place_at(line, at);
        if (ordinal)
            found.push_back(*ordinal);
        at = ordinal ? ordinal->last : at + 1;
    }
    return found;
}

} // namespace dialogs::answers
