// The ground of the readers of numbers, money and quantities: every figure of a text with its span, spans of two
// numbers taken together, and what stands around a figure. Phone numbers, dates, times, addresses of the web, ordinals
// and the दो of "दे दो" are no figures. Pure, thread-safe, never throws.

#pragma once

#include "locales/numerals.h"

#include <vector>

namespace dialogs::answers {

struct Figure {
    locales::Decimal least;
    locales::Decimal most;
    std::size_t first = 0; // its tokens, half open
    std::size_t last = 0;
    bool multiplied = false;
    bool in_digits = false;
    bool shy = false;
    bool is_part = false;
    bool is_fraction = false;

    bool is_range() const { return !(least == most); }
};

std::vector<Figure> figures_in(const locales::NumberLine& line);

// What the words around a figure make of it.
enum class Company {
    Amount, // nothing against it
    Money,  // रुपये, ₹, पैसे beside it
    Unit,   // किलो, डिब्बा behind it
    Percent,
    Name,   // नंबर 4, PIN 110001, #12, 2bhk
    Time,   // दो दिन, 15 अगस्त, 2019, 10 km
    People, // चार दोस्त
    Unsure, // an everyday word or a part with nothing that makes it a number
};

Company company_of(const locales::NumberLine& line, const Figure& figure);

// Whether a word right beside a spoken number is a slip away from a number word: "panxh sau", "do sau pachs". What
// was read is then only a part of what she said.
bool is_read_in_part(const locales::AnswerWords& words, const locales::NumberLine& line,
                     const std::vector<Figure>& figures);

// Whether the number is what she takes back: it stands right before नहीं, and another number follows.
bool is_taken_back(const locales::NumberLine& line, const std::vector<Figure>& figures, std::size_t which);

// A word of the place before or behind a figure, with a dot, colon or dash between passed over.
std::size_t place_before(const locales::NumberLine& line, std::size_t first);
std::size_t place_after(const locales::NumberLine& line, std::size_t last);

} // namespace dialogs::answers
