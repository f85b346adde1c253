// Reading and writing UTF-8 one code point at a time. Whatever the bytes are, decoding ends and never throws:
// a byte that belongs to no code point is U+FFFD.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace locales {

constexpr char32_t replacement_character = 0xFFFD;

struct CodePoint {
    char32_t value = replacement_character;
    std::size_t bytes = 1;
};

// The code point that begins at this byte; `at` is smaller than the text's size.
CodePoint code_point_at(std::string_view utf8, std::size_t at);

void append_utf8(std::string& utf8, char32_t code_point);

// How many code points it has; bytes that only continue one are not counted.
std::size_t count_letters(std::string_view utf8);

// Without what is not seen itself and changes how the words around it are shown: control characters but the tab and
// the ends of lines, and the marks that turn the direction of writing. Joiners stay: they belong to letters.
std::string without_controls(std::string_view utf8);

std::u32string to_utf32(std::string_view utf8);

std::string to_utf8(std::u32string_view text);

} // namespace locales
