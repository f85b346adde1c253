// The forms of a text that are compared instead of the text as it was typed.
//
// N0 is what every reader sees as the same letters: compatibility forms folded (NFKC), lower case, decimal digits of
// every script as 0-9, and invisible characters gone (joiners, marks of emoji and keycaps, soft hyphens).
// N1 is N0 without the choices of spelling that never tell two Hindi words apart: nukta, chandrabindu or anusvara,
// half nasals, चाहिये or चाहिए, ऑ or आ, अा or आ, visarga, and letters repeated for emphasis. Vowel length, virama and
// doubled consonants are kept, because they do tell words apart (की/कि, दिन/दीन).
// Bytes that are no UTF-8 become U+FFFD; nothing here throws. Both are pure, and applying either twice is applying it
// once. Thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace locales {

std::string n0(std::string_view utf8);

std::string n1(std::string_view utf8);

// The same on code points, for whoever already has them: what one code point becomes in N0, appended to `text`.
void append_n0(std::u32string& text, char32_t code_point);

// Whether a text that is N0 surely is N1 too; most words are, and seeing it costs less than the rules. Errs only to
// false.
bool is_n1(std::u32string_view text);

// N1 of a text that already is N0.
std::u32string n1_of_n0(std::u32string_view text);

} // namespace locales
