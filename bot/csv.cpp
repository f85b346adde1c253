#include "bot/csv.h"

#include "locales/utf8.h"

namespace bot {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view save_as_utf8 =
    "; save the table as \"CSV UTF-8\" (Excel) or with the character set UTF-8 (LibreOffice)";

std::string in_line(std::size_t line, std::string_view sentence)
{
    return "line " + std::to_string(line) + ": " + std::string { sentence };
}

void refuse_other_encodings(std::string_view text)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw BadCsv { "the file is UTF-16, not UTF-8" + std::string { save_as_utf8 } };
    if (text.starts_with("PK\x03\x04"))
        throw BadCsv { "the file is a workbook, not a CSV" + std::string { save_as_utf8 } };
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = locales::code_point_at(text, at);
        const bool bad = letter.value == locales::replacement_character && letter.bytes == 1;
        if (bad || letter.value == 0)
            throw BadCsv { in_line(line, "this is not UTF-8" + std::string { save_as_utf8 }) };
        line += letter.value == U'\n' ? 1 : 0;
        at += letter.bytes;
    }
}

} // namespace

std::string csv_line(const std::vector<std::string>& fields)
{
    std::string line;
    for (const auto& field : fields) {
        line += &field == &fields.front() ? "" : ",";
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            line += field;
            continue;
        }
        line += '"';
        for (const char letter : field)
            line += letter == '"' ? std::string { "\"\"" } : std::string { letter };
        line += '"';
    }
    return line + "\r\n";
}

std::string not_a_formula(std::string_view field)
{
    const bool formula = !field.empty() && std::string_view { "=+-@\t" }.find(field.front()) != std::string_view::npos;
    return (formula ? "'" : "") + std::string { field };
}

CsvReader::CsvReader(std::string_view text) : text_(text)
{
    refuse_other_encodings(text);
    if (text.starts_with(byte_order_mark))
        at_ = byte_order_mark.size();
}

std::optional<CsvRow> CsvReader::next()
{
    while (!ended() && at_line_end())
        pass_line_end();
    if (ended())
        return std::nullopt;
    CsvRow row { line_, {} };
    row.fields.push_back(field());
    while (!ended() && text_[at_] == ',') {
        ++at_;
        row.fields.push_back(field());
    }
    if (!ended())
        pass_line_end();
    return row;
}

bool CsvReader::at_line_end() const
{
    return text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::pass_line_end()
{
    if (text_[at_] == '\r')
        ++at_;
    if (!ended() && text_[at_] == '\n')
        ++at_;
    ++line_;
}

std::string CsvReader::field()
{
    if (!ended() && text_[at_] == '"')
        return quoted_field();
    const auto begin = at_;
    while (!ended() && text_[at_] != ',' && !at_line_end()) {
        if (text_[at_] == '"')
            throw BadCsv { in_line(line_,
                                   "a quote inside a field that does not begin with one; write it as \"\" inside "
                                   "a quoted field") };
        ++at_;
    }
    return std::string { text_.substr(begin, at_ - begin) };
}

std::string CsvReader::quoted_field()
{
    const auto opened_in = line_;
    std::string field;
    for (++at_; !ended(); ++at_) {
        if (text_[at_] == '\n')
            ++line_;
        if (text_[at_] != '"') {
            field += text_[at_];
            continue;
        }
        ++at_;
        if (ended() || text_[at_] == ',' || at_line_end())
            return field;
        if (text_[at_] != '"')
            throw BadCsv { in_line(line_, "something follows the closing quote of a field; write a quote inside a "
                                          "field as \"\"") };
        field += '"';
    }
    throw BadCsv { in_line(opened_in, "a quote is opened here and never closed") };
}

} // namespace bot
