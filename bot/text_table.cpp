#include "bot/text_table.h"

#include "locales/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <ostream>

namespace bot {

namespace {

constexpr std::size_t rows_in_block = 200;

std::size_t columns_of(char32_t letter)
{
    const auto code = static_cast<UChar32>(letter);
    switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
        return 0;
    default:
        break;
    }
    const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

} // namespace

std::size_t terminal_columns(std::string_view utf8)
{
    std::size_t columns = 0;
    for (const auto letter : locales::to_utf32(utf8))
        columns += columns_of(letter);
    return columns;
}

TextTable::TextTable(std::ostream& out, std::vector<std::string> header) : out_(out), widths_(header.size(), 0)
{
    add(std::move(header));
}

void TextTable::add(std::vector<std::string> cells)
{
    for (std::size_t place = 0; place < cells.size(); ++place) {
        // No letter that moves the cursor reaches the terminal.
        std::ranges::replace_if(
            cells[place], [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }, ' ');
        widths_[place] = std::max(widths_[place], terminal_columns(cells[place]));
    }
    block_.push_back(std::move(cells));
    if (block_.size() >= rows_in_block)
        write_block();
}

void TextTable::finish()
{
    write_block();
    out_.flush();
}

void TextTable::write_block()
{
    for (const auto& cells : block_)
        write_line(cells);
    block_.clear();
}

void TextTable::write_line(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t place = 0; place < cells.size(); ++place) {
        line += cells[place];
        if (place + 1 < cells.size())
            line.append(widths_[place] - terminal_columns(cells[place]) + 2, ' ');
    }
    out_ << line << '\n';
}

} // namespace bot
