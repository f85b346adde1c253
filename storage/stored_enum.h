// An enum kept in a column as a word, by a table of its words in the enum's order.

#pragma once

#include "storage/database.h"

#include <array>

namespace storage {

template <class Enum, std::size_t Count>
std::string_view word_of(const std::array<std::string_view, Count>& words, Enum value)
{
    return words.at(static_cast<std::size_t>(value));
}

// Throws Error for a word that is not in the table: the row was written by something else.
template <class Enum, std::size_t Count>
Enum enum_of(const std::array<std::string_view, Count>& words, std::string_view word)
{
    for (std::size_t place = 0; place < Count; ++place)
        if (words[place] == word)
            return static_cast<Enum>(place);
    throw Error { "reading a row: \"" + std::string { word } + "\" is none of the words it may hold" };
}

// The same for words from outside, which may be wrong.
template <class Enum, std::size_t Count>
std::optional<Enum> maybe_enum_of(const std::array<std::string_view, Count>& words, std::string_view word)
{
    for (std::size_t place = 0; place < Count; ++place)
        if (words[place] == word)
            return static_cast<Enum>(place);
    return std::nullopt;
}

} // namespace storage
