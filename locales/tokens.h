// A message as the pieces its readers work on. A piece ends wherever letters meet digits or one script meets another,
// so "20dibba", "2.5किलो" and "रु250/-" come apart whether or not she typed a space.
// Nothing here throws, whatever the bytes. Pure and thread-safe.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

enum class TokenKind {
    Word,   // letters of one script
    Digits, // a number in digits, grouping and decimal point included
    Symbol, // one character of anything else, an emoji with its tone as one
    Break,  // the end of a sentence or line: । ॥ | ? ! ; newline, and a full stop that ends no abbreviation
};

enum class Script { None, Latin, Devanagari, Other };

struct Token {
    std::string n0; // as typed, but for case, digits and invisible characters; see normalize.h
    std::string n1; // the form to compare. Of Digits: ASCII, no grouping, "1,25,000.50" is "125000.50", ".5" is "0.5"
    TokenKind kind = TokenKind::Symbol;
    Script script = Script::None;
    bool glued = false;    // no space between the piece before and this one
    bool capital = false;  // begins with a capital Latin letter as typed: 2L is two lakh, 2l may be litres
    std::size_t begin = 0; // its bytes in the text, half open
    std::size_t end = 0;

    bool is_word() const { return kind == TokenKind::Word; }

    bool is_digits() const { return kind == TokenKind::Digits; }

    bool is_break() const { return kind == TokenKind::Break; }

    bool is(std::string_view form) const { return n1 == form; }
};

using Tokens = std::vector<Token>;

// Commas join digits only in the Indian (12,34,567) and the western way (1,234,567): "12,18450" are two numbers.
// A dot between digits is a decimal point unless there are more dots: "192.168.1.2" are four numbers.
Tokens tokenize(std::string_view utf8);

} // namespace locales
