// A table for people at a terminal: columns stand under each other, Devanagari too, as far as a terminal shows a
// cluster as wide as its letters. Rows are written in blocks, so that a long list begins at once; a column may grow
// from one block to the next. Not for several threads at once.

#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

// How many columns of a terminal a text takes: combining marks none, wide letters two.
std::size_t terminal_columns(std::string_view utf8);

class TextTable {
public:
    TextTable(std::ostream& out, std::vector<std::string> header);

    // `cells` are as many as the header has; a line break in a cell becomes a space.
    void add(std::vector<std::string> cells);

    // Writes what waits.
    void finish();

private:
    void write_block();
    void write_line(const std::vector<std::string>& cells);

    std::ostream& out_;
    std::vector<std::vector<std::string>> block_; // begins with the header
    std::vector<std::size_t> widths_;
};

} // namespace bot
