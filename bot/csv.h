// Tables as files: CSV of RFC 4180 in UTF-8, with or without a byte order mark, lines ended by CRLF or LF, fields
// quoted where they hold a comma, a quote or a line break. The first row is the header. Nothing is guessed: another
// encoding or a quote that never closes is told with its line and the mend. Pure; not for several threads at once.

#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

struct BadCsv : std::runtime_error {
    using std::runtime_error::runtime_error; // a sentence that begins with the line, where there is one
};

struct CsvRow {
    std::size_t line = 0; // where it begins, counted from 1 as an editor does
    std::vector<std::string> fields;
};

// A row as a file holds it, with its line end; fields quoted where they must be.
std::string csv_line(const std::vector<std::string>& fields);

// What a spreadsheet would compute ("=1+1") with an apostrophe in front, so that it stays a text.
std::string not_a_formula(std::string_view field);

class CsvReader {
public:
    // `text` must outlive the reader. Throws BadCsv if it is not UTF-8.
    explicit CsvReader(std::string_view text);

    // The next row; empty lines are passed over. Throws BadCsv for a quote that is out of place.
    std::optional<CsvRow> next();

    // How many bytes were read, for whoever shows how far it is.
    std::size_t position() const { return at_; }

private:
    bool ended() const { return at_ >= text_.size(); }

    bool at_line_end() const;
    void pass_line_end();
    std::string field();
    std::string quoted_field();

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

} // namespace bot
