// One row of a table that is imported: its cells read as what they must be. A cell that does not fit is noted with its
// line, its column and the mend, and reads as nothing, so that all faults of a file are told at once. Pure.

#pragma once

#include "bot/csv.h"
#include "storage/database.h"
#include "storage/day.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

// "line 3, phone: ..." for every cell that is wrong.
using ImportFaults = std::vector<std::string>;

// Where each column stands.
class ImportHeader {
public:
    // `columns` must all be there, in any order, and no others but `passed_over`. Throws BadCsv naming every fault.
    ImportHeader(const CsvRow& row, const std::vector<std::string>& columns,
                 const std::vector<std::string>& passed_over = {});

    std::size_t size() const { return places_.size(); }

    std::size_t place_of(std::string_view column) const;

private:
    std::map<std::string, std::size_t, std::less<>> places_;
};

class ImportRow {
public:
    // Notes a fault if the row has more or fewer cells than the header.
    ImportRow(const ImportHeader& header, const CsvRow& row, ImportFaults& faults);

    std::size_t line() const { return row_.line; }

    bool good() const { return good_; }

    // Trimmed, with single spaces; may be empty.
    std::string text(std::string_view column);
    std::string needed_text(std::string_view column);

    // Trimmed only: a message as it is sent, with its lines and spaces. Not empty.
    std::string message(std::string_view column);

    std::string phone(std::string_view column); // E.164
    std::int64_t whole_number(std::string_view column, std::int64_t least);
    std::int64_t paise(std::string_view column);

    // "11.5" paise are 11500 thousandths; at most three digits behind the point.
    std::int64_t thousandths(std::string_view column);

    storage::Day day(std::string_view column);
    std::optional<storage::Day> maybe_day(std::string_view column);

    // As moment_of() reads it. May be empty.
    std::optional<storage::Time> maybe_moment(std::string_view column);

    void fault(std::string_view column, const std::string& what);

private:
    const ImportHeader& header_;
    const CsvRow& row_;
    ImportFaults& faults_;
    bool good_ = true;
};

// "\"...\"" cut to a length that fits a line.
std::string in_quotes(std::string_view cell);

} // namespace bot
