// Tables at a terminal: columns stand under each other in every script.

#include "bot/text_table.h"

#include <catch2/catch.hpp>

#include <sstream>

TEST_CASE("marks that stand above or below a letter take no column of a terminal, wide letters two")
{
    CHECK(bot::terminal_columns("") == 0);
    CHECK(bot::terminal_columns("pickle") == 6);
    CHECK(bot::terminal_columns("अचार") == 4);
    CHECK(bot::terminal_columns("कु") == 1);        // a vowel below
    CHECK(bot::terminal_columns("हिन्दी") == 5);    // the virama takes none
    CHECK(bot::terminal_columns("क\u200Dष") == 2); // an invisible joiner
    CHECK(bot::terminal_columns("日本") == 4);
}

TEST_CASE("cells stand under their heading, whatever script they are in")
{
    std::ostringstream out;
    bot::TextTable table { out, { "name", "number" } };
    table.add({ "कुल", "1" });
    table.add({ "pickle", "20" });
    table.finish();
    CHECK(out.str() == "name    number\n"
                       "कुल      1\n"
                       "pickle  20\n");
}

TEST_CASE("what would move the cursor of a terminal becomes a space")
{
    std::ostringstream out;
    bot::TextTable table { out, { "a", "b" } };
    table.add({ "x\ny\x1B[2J", "z" });
    table.finish();
    CHECK(out.str() == "a        b\nx y [2J  z\n");
}

TEST_CASE("a long list is written while it goes on, not at its end")
{
    std::ostringstream out;
    bot::TextTable table { out, { "n" } };
    for (int row = 0; row < 500; ++row)
        table.add({ std::to_string(row) });
    CHECK(out.str().find("\n100\n") != std::string::npos);
    table.finish();
    CHECK(out.str().ends_with("\n499\n"));
}
