// Tables as spreadsheets write them: read whole, or refused with the line and the mend.

#include "bot/csv.h"

#include <catch2/catch.hpp>

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text)
{
    bot::CsvReader reader { text };
    Rows rows;
    while (auto row = reader.next())
        rows.push_back(std::move(row->fields));
    return rows;
}

std::string refusal_of(std::string_view text)
{
    try {
        rows_of(text);
    } catch (const bot::BadCsv& bad) {
        return bad.what();
    }
    return "taken";
}

} // namespace

TEST_CASE("a table reads the same with a byte order mark, with CRLF and without a last line end")
{
    const Rows expected { { "phone", "name" }, { "98", "सुनीता" } };
    CHECK(rows_of("phone,name\n98,सुनीता\n") == expected);
    CHECK(rows_of("\xEF\xBB\xBFphone,name\r\n98,सुनीता\r\n") == expected);
    CHECK(rows_of("phone,name\n98,सुनीता") == expected);
}

TEST_CASE("a quoted field may hold commas, quotes and line breaks")
{
    CHECK(rows_of("\"a,b\",\"she said \"\"हाँ\"\"\",\"two\r\nlines\"\n") ==
          Rows { { "a,b", "she said \"हाँ\"", "two\r\nlines" } });
}

TEST_CASE("empty fields are kept and empty lines passed over")
{
    CHECK(rows_of("a,,\n\n\r\n,b,\"\"\n") == Rows { { "a", "", "" }, { "", "b", "" } });
    CHECK(rows_of("a,") == Rows { { "a", "" } });
    CHECK(rows_of("").empty());
}

TEST_CASE("a row knows the line it begins in, whatever line breaks stand before it")
{
    bot::CsvReader reader { "a\r\n\"b\nb\nb\"\r\n\nc\n" };
    CHECK(reader.next()->line == 1);
    CHECK(reader.next()->line == 2);
    CHECK(reader.next()->line == 6);
    CHECK_FALSE(reader.next());
}

TEST_CASE("another encoding is refused with the line and how to save it rightly")
{
    CHECK_THAT(refusal_of(std::string_view { "\xFF\xFEp\0h\0", 6 }), Catch::Contains("UTF-16"));
    CHECK_THAT(refusal_of("name\nJos\xE9\n"), Catch::StartsWith("line 2: ") && Catch::Contains("CSV UTF-8"));
    CHECK_THAT(refusal_of(std::string_view { "a\0b", 3 }), Catch::Contains("not UTF-8"));
    CHECK_THAT(refusal_of("PK\x03\x04rest"), Catch::Contains("workbook"));
}

TEST_CASE("a quote out of place is refused with its line")
{
    CHECK_THAT(refusal_of("a\n\"b\nc"), Catch::StartsWith("line 2: ") && Catch::Contains("never closed"));
    CHECK_THAT(refusal_of("a\nb\"c\n"), Catch::StartsWith("line 2: "));
    CHECK_THAT(refusal_of("\"b\"c\n"), Catch::StartsWith("line 1: "));
}
