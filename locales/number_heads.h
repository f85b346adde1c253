// The part of a number before any multiplier: तीन, सवा दो, 2.5, 2 1/4, twenty-three, आधा. Pure, thread-safe, never
// throws.

#pragma once

#include "locales/numerals.h"

namespace locales {

struct Head {
    Decimal value;
    std::size_t last = 0; // behind its last piece
    Decimal suffix { 1 }; // of k, L, cr right behind digits
    bool in_digits = false;
    bool shy = false;     // see WordMeaning
    bool is_part = false; // see Numeral
    bool is_fraction = false;
};

// Reads दशमलव and the digits after it, spoken one by one ("शून्य तीन") or as a number of two ("पच्चीस"), onto the head.
void take_decimals(const NumberLine& line, Head& head);

std::optional<Head> head_at(const NumberLine& line, std::size_t at);

} // namespace locales
