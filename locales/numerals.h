// Numbers as they are said in Hindi and typed in either script: "साढ़े तीन सौ करोड़", "dedh lakh", "4 हजार 3 सौ और 21",
// "2.5L", "पांच बटा आठ", "1,25,000". A number is read only from listed words and digits; nothing is guessed from what
// resembles one. What stands around a number (a unit, a date) is for the readers of answers to judge.
// Pure, thread-safe, never throws.

#pragma once

#include "locales/answer_words.h"
#include "locales/decimal.h"
#include "locales/tokens.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace locales {

// A message with what each of its pieces means for numbers. It refers to the tokens, which must outlive it.
class NumberLine {
public:
    NumberLine(const AnswerWords& words, const Tokens& tokens);

    std::size_t size() const { return tokens_->size(); }

    const Tokens& tokens() const { return *tokens_; }

    const Token& token(std::size_t at) const { return (*tokens_)[at]; }

    // Of a place outside of the text too, where it means nothing.
    const WordMeaning& meaning(std::size_t at) const { return at < meanings_.size() ? meanings_[at] : nothing_; }

    bool is_symbol(std::size_t at, std::string_view form) const { return at < size() && token(at).is(form); }

    bool is_digits(std::size_t at) const { return at < size() && token(at).is_digits(); }

    // The end of the text or of the sentence.
    bool is_end(std::size_t at) const { return at >= size() || token(at).is_break(); }

private:
    const Tokens* tokens_;
    std::vector<WordMeaning> meanings_;
    WordMeaning nothing_;
};

struct Numeral {
    Decimal value;
    std::size_t first = 0; // its tokens, half open
    std::size_t last = 0;
    Decimal head;         // "तीन लाख" is the head 3 times the factor 100000, so that "दो तीन लाख" can share the factor
    Decimal factor { 1 }; // 1 where there is no multiplier or where more was added
    bool multiplied = false; // a multiplier is in it: सौ, लाख, k
    bool in_digits = false;  // its first piece is digits
    bool shy = false;        // a word that is a number only where the neighbours say so
    bool is_part = false;    // आधा or पाव alone, सवा or पौने without a number
    bool is_fraction = false;
};

// The number that begins at this piece and reaches as far as it can.
std::optional<Numeral> numeral_at(const NumberLine& line, std::size_t first);

// पहला, पचासवीं, 18वा, "thirty third": the number in the order, with its span.
std::optional<Numeral> ordinal_at(const NumberLine& line, std::size_t first);

} // namespace locales
