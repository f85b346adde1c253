#include "bot/import_row.h"

#include "bot/channels/addresses.h"
#include "bot/moment.h"
#include "locales/utf8.h"

#include <algorithm>
#include <charconv>

namespace bot {

namespace {

constexpr std::size_t cell_letters_max = 200;
constexpr std::size_t message_letters_max = 2'000;
constexpr std::size_t quoted_letters_max = 40;
constexpr std::int64_t number_max = 1'000'000'000'000'000; // ten million crore paise

bool is_space(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

// Without control characters and spaces at the ends, and one space instead of several or of a line break.
std::string tidied(std::string_view cell)
{
    std::string tidy;
    for (const char letter : locales::without_controls(cell)) {
        if (!is_space(letter))
            tidy += letter;
        else if (!tidy.empty() && tidy.back() != ' ')
            tidy += ' ';
    }
    while (!tidy.empty() && tidy.back() == ' ')
        tidy.pop_back();
    return tidy;
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

std::optional<std::int64_t> whole(std::string_view digits)
{
    std::int64_t value = 0;
    const auto* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value);
    const bool all = read.ec == std::errc {} && read.ptr == end;
    return all && value <= number_max ? std::optional { value } : std::nullopt;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string all;
    for (const auto& word : words)
        all += (all.empty() ? "" : ",") + word;
    return all;
}

} // namespace

ImportHeader::ImportHeader(const CsvRow& row, const std::vector<std::string>& columns,
                           const std::vector<std::string>& passed_over)
{
    std::string faults;
    const auto fault = [&](const std::string& what) { faults += (faults.empty() ? "" : ", ") + what; };
    for (std::size_t place = 0; place < row.fields.size(); ++place) {
        const auto name = lower(tidied(row.fields[place]));
        if (std::ranges::find(columns, name) == columns.end() &&
            std::ranges::find(passed_over, name) == passed_over.end())
            fault("column " + in_quotes(name) + " is not known");
        else if (!places_.emplace(name, place).second)
            fault("column " + name + " stands there twice");
    }
    for (const auto& column : columns)
        if (!places_.contains(column))
            fault("column " + column + " is missing");
    if (row.fields.size() == 1 && columns.size() > 1)
        fault("only one column is there: separate them by commas");
    if (!faults.empty())
        throw BadCsv { "line " + std::to_string(row.line) + ": " + faults + "; the header must be " + joined(columns) };
}

std::size_t ImportHeader::place_of(std::string_view column) const
{
    return places_.find(column)->second;
}

ImportRow::ImportRow(const ImportHeader& header, const CsvRow& row, ImportFaults& faults)
    : header_(header), row_(row), faults_(faults)
{
    if (row.fields.size() == header.size())
        return;
    good_ = false;
    faults_.push_back("line " + std::to_string(row.line) + ": " + std::to_string(row.fields.size()) + " cells where " +
                      "the header has " + std::to_string(header.size()) +
                      "; put a cell that holds a comma into quotes, and leave no cell out");
}

std::string ImportRow::text(std::string_view column)
{
    const auto place = header_.place_of(column);
    if (place >= row_.fields.size())
        return {};
    auto cell = tidied(row_.fields[place]);
    if (locales::to_utf32(cell).size() > cell_letters_max)
        fault(column, in_quotes(cell) + " is longer than " + std::to_string(cell_letters_max) + " letters; shorten it");
    return cell;
}

std::string ImportRow::needed_text(std::string_view column)
{
    auto cell = text(column);
    if (cell.empty())
        fault(column, "is empty; fill it in");
    return cell;
}

std::string ImportRow::message(std::string_view column)
{
    const auto place = header_.place_of(column);
    if (place >= row_.fields.size())
        return {};
    const auto& cell = row_.fields[place];
    const auto begin = cell.find_first_not_of(" \t\r\n"), end = cell.find_last_not_of(" \t\r\n");
    if (begin == std::string::npos) {
        fault(column, "is empty; fill it in");
        return {};
    }
    std::string message;
    for (const char letter : cell.substr(begin, end - begin + 1))
        if (letter != '\r')
            message += letter;
    if (locales::to_utf32(message).size() > message_letters_max)
        fault(column,
              in_quotes(message) + " is longer than " + std::to_string(message_letters_max) + " letters; shorten it");
    return message;
}

std::string ImportRow::phone(std::string_view column)
{
    const auto cell = needed_text(column);
    auto phone = to_e164(cell);
    if (phone.empty() && !cell.empty())
        fault(column, in_quotes(cell) +
                          " is no phone number; write ten digits or +91 and ten digits (in a spreadsheet, " +
                          "format the column as text)");
    return phone;
}

std::int64_t ImportRow::whole_number(std::string_view column, std::int64_t least)
{
    const auto cell = needed_text(column);
    const auto number = whole(cell);
    if (!cell.empty() && (!number || *number < least))
        fault(column, in_quotes(cell) + " is no whole number of at least " + std::to_string(least) +
                          "; write digits only, without commas");
    return number.value_or(0);
}

std::int64_t ImportRow::paise(std::string_view column)
{
    const auto cell = needed_text(column);
    const auto number = whole(cell);
    if (!cell.empty() && (!number || *number < 0))
        fault(column, in_quotes(cell) + " is no amount in paise; write digits only, 25000 for 250 rupees");
    return number.value_or(0);
}

std::int64_t ImportRow::thousandths(std::string_view column)
{
    constexpr std::size_t digits_behind = 3;
    auto cell = needed_text(column);
    if (cell.empty())
        return 0;
    const auto point = cell.find('.');
    auto behind = point == std::string::npos ? std::string {} : cell.substr(point + 1);
    const bool good = (point == std::string::npos || !behind.empty()) && behind.size() <= digits_behind && point != 0;
    behind.resize(digits_behind, '0');
    const auto number = good ? whole(cell.substr(0, point) + behind) : std::nullopt;
    if (!number || *number < 0)
        fault(column, in_quotes(cell) + " is no price in paise; write digits and at most three behind the point, 11.5");
    return number.value_or(0);
}

storage::Day ImportRow::day(std::string_view column)
{
    if (needed_text(column).empty())
        return {};
    return maybe_day(column).value_or(storage::Day {});
}

std::optional<storage::Day> ImportRow::maybe_day(std::string_view column)
{
    const auto cell = text(column);
    const auto day = storage::day_of(cell);
    if (!cell.empty() && !day)
        fault(column, in_quotes(cell) + " is no day; write it as 2026-11-22");
    return day;
}

std::optional<storage::Time> ImportRow::maybe_moment(std::string_view column)
{
    const auto cell = text(column);
    const auto moment = moment_of(cell);
    if (!cell.empty() && !moment)
        fault(column, in_quotes(cell) + " is no time; write it as 2026-11-22 or 2026-11-22 18:00 (time in India)");
    return moment;
}

void ImportRow::fault(std::string_view column, const std::string& what)
{
    // A row that has the wrong number of cells was told already; its cells stand in the wrong columns.
    if (row_.fields.size() == header_.size())
        faults_.push_back("line " + std::to_string(row_.line) + ", " + std::string { column } + ": " + what);
    good_ = false;
}

std::string in_quotes(std::string_view cell)
{
    const auto letters = locales::to_utf32(cell);
    if (letters.size() <= quoted_letters_max)
        return "\"" + std::string { cell } + "\"";
    return "\"" + locales::to_utf8(letters.substr(0, quoted_letters_max)) + "...\"";
}

} // namespace bot
