#include "locales/numerals.h"

namespace locales {

namespace {

constexpr std::size_t run_on_bytes_min = 4; // "ekso"; shorter words are no two numbers

bool begins_letter(std::string_view utf8, std::size_t at)
{
    return (static_cast<unsigned char>(utf8[at]) & 0xC0U) != 0x80U;
}

bool is_multiplicand(const WordMeaning& meaning)
{
    return (meaning.role == NumberRole::Value || meaning.role == NumberRole::Part ||
            meaning.role == NumberRole::QuarterMore) &&
           !meaning.shy;
}

// "dedhlakh" and "पाँचसौ" are typed as one word; both halves must be listed.
std::optional<WordMeaning> run_on(const AnswerWords& words, const Token& token)
{
    const std::string_view word = token.n1;
    if (word.size() < run_on_bytes_min || !words.may_end_in_multiplier(word))
        return std::nullopt;
    // The longest multiplier first, so that the number before it is whole.
    for (std::size_t at = 2; at + 2 <= word.size(); ++at) {
        if (!begins_letter(word, at))
            continue;
        const auto* multiplier = words.find(word.substr(at));
        if (multiplier == nullptr || multiplier->role != NumberRole::Multiplier)
            continue;
        const auto* head = words.find(word.substr(0, at));
        if (head == nullptr || !is_multiplicand(*head))
            continue;
        WordMeaning meaning;
        meaning.role = NumberRole::Value;
        meaning.number = head->role == NumberRole::QuarterMore ? Decimal(125, 2) : head->number;
        meaning.times = multiplier->number;
        return meaning;
    }
    return std::nullopt;
}

std::optional<WordMeaning> regular_ordinal(const AnswerWords& words, const Token& token)
{
    const auto stem = words.without_ordinal_ending(token.n1);
    const auto* number = stem.empty() ? nullptr : words.find(stem);
    if (number == nullptr || number->shy ||
        (number->role != NumberRole::Value && number->role != NumberRole::Multiplier))
        return std::nullopt;
    auto meaning = *number;
    meaning.role = NumberRole::Ordinal;
    return meaning;
}

WordMeaning meaning_of(const AnswerWords& words, const Token& token)
{
    if (const auto* found = words.find(token))
        return *found;
    if (!token.is_word())
        return {};
    if (const auto ordinal = regular_ordinal(words, token))
        return *ordinal;
    return run_on(words, token).value_or(WordMeaning {});
}

// कि.ग्रा. and k.g. are one word whose letters stand apart.
void join_abbreviations(const AnswerWords& words, const Tokens& tokens, std::vector<WordMeaning>& meanings)
{
    for (std::size_t at = 0; at + 2 < tokens.size(); ++at) {
        const bool dotted = tokens[at].is_word() && tokens[at + 1].is(".") && tokens[at + 1].glued &&
                            tokens[at + 2].is_word() && tokens[at + 2].glued;
        if (!dotted)
            continue;
        const auto* whole = words.find(tokens[at].n1 + tokens[at + 2].n1);
        if (whole != nullptr) {
            meanings[at] = *whole;
            meanings[at + 2] = {};
        }
    }
}

} // namespace

NumberLine::NumberLine(const AnswerWords& words, const Tokens& tokens) : tokens_(&tokens)
{
    meanings_.reserve(tokens.size());
    for (const auto& token : tokens)
        meanings_.push_back(token.is_digits() ? WordMeaning {} : meaning_of(words, token));
    join_abbreviations(words, tokens, meanings_);
}

} // namespace locales
