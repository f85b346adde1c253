#include "locales/utf8.h"

#include <algorithm>

namespace locales {

namespace {

bool is_continuation(std::string_view utf8, std::size_t at)
{
    return at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0U) == 0x80U;
}

char32_t low_bits(std::string_view utf8, std::size_t at)
{
    return static_cast<unsigned char>(utf8[at]) & 0x3FU;
}

// Overlong forms, surrogates and what lies beyond Unicode are no code points.
bool is_valid(char32_t value, std::size_t bytes)
{
    const char32_t least = bytes == 2 ? 0x80 : bytes == 3 ? 0x800 : 0x10000;
    return value >= least && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

bool is_control(char32_t value)
{
    const auto within = [value](char32_t first, char32_t last) { return value >= first && value <= last; };
    if (value == U'\t' || value == U'\n' || value == U'\r')
        return false;
    return value < 0x20 || within(0x7F, 0x9F) || value == 0x061C || within(0x200E, 0x200F) || within(0x202A, 0x202E) ||
           within(0x2066, 0x2069);
}

} // namespace

CodePoint code_point_at(std::string_view utf8, std::size_t at)
{
    const auto first = static_cast<unsigned char>(utf8[at]);
    if (first < 0x80)
        return { first, 1 };
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4)
        return {};
    char32_t value = first & (0xFFU >> (bytes + 1));
    for (std::size_t next = 1; next < bytes; ++next) {
        if (!is_continuation(utf8, at + next))
            return {};
        value = (value << 6U) | low_bits(utf8, at + next);
    }
    if (!is_valid(value, bytes))
        return {};
    return { value, bytes };
}

void append_utf8(std::string& utf8, char32_t code_point)
{
    if (code_point < 0x80) {
        utf8 += static_cast<char>(code_point);
        return;
    }
    if (code_point < 0x800) {
        utf8 += static_cast<char>(0xC0U | (code_point >> 6U));
    } else {
        if (code_point < 0x10000) {
            utf8 += static_cast<char>(0xE0U | (code_point >> 12U));
        } else {
            utf8 += static_cast<char>(0xF0U | (code_point >> 18U));
            utf8 += static_cast<char>(0x80U | ((code_point >> 12U) & 0x3FU));
        }
        utf8 += static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
    }
    utf8 += static_cast<char>(0x80U | (code_point & 0x3FU));
}

std::size_t count_letters(std::string_view utf8)
{
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), begins));
}

std::string without_controls(std::string_view utf8)
{
    auto text = to_utf32(utf8);
    std::erase_if(text, is_control);
    return to_utf8(text);
}

std::u32string to_utf32(std::string_view utf8)
{
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = code_point_at(utf8, at);
        text += next.value;
        at += next.bytes;
    }
    return text;
}

std::string to_utf8(std::u32string_view text)
{
    std::string utf8;
    utf8.reserve(text.size() * 3);
    for (const auto code_point : text)
        append_utf8(utf8, code_point);
    return utf8;
}

} // namespace locales
