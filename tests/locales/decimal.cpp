#include "locales/decimal.h"

#include <catch2/catch.hpp>

using locales::Decimal;

TEST_CASE("a decimal prints its shortest plain form")
{
    const auto again = [](const char* text) { return Decimal::parse(text)->to_string(); };
    CHECK(again("0.50") == "0.5");
    CHECK(again("250") == "250");
    CHECK(again(".5") == "0.5");
    CHECK(again("-1.250") == "-1.25");
    CHECK(again("000") == "0");
    CHECK(again("1e3") == "1000");
    CHECK(again("1e-10") == "0.0000000001");
    CHECK(Decimal(25, 1).to_string() == "2.5");
    CHECK(Decimal(25, -2).to_string() == "2500");
}

TEST_CASE("what is no decimal is not read as one")
{
    for (const auto* text : { "", "-", ".", "1.2.3", "abc", "1e", "12a", "1234567890123456789" }) {
        INFO(text);
        CHECK_FALSE(Decimal::parse(text));
    }
}

TEST_CASE("sums and products are exact where floating point is not")
{
    CHECK((Decimal(1, 1) + Decimal(2, 1)).to_string() == "0.3");
    CHECK((Decimal(175, 2) * Decimal(100'000)).to_string() == "175000");
    CHECK((Decimal(1) - Decimal(25, 2)).to_string() == "0.75");
    CHECK(Decimal(5, 1) < Decimal(1));
    CHECK(Decimal(10, 1) == Decimal(1));
    CHECK((Decimal(999'999'999'999'999'999) * Decimal(10'000'000)).to_string() == "9999999999999999990000000");
}

TEST_CASE("a quotient keeps fifteen digits and never divides by zero")
{
    CHECK(Decimal(1).divided_by(Decimal(8))->to_string() == "0.125");
    CHECK(Decimal(1).divided_by(Decimal(21))->to_string() == "0.0476190476190476");
    CHECK(Decimal(2).divided_by(Decimal(3))->to_string() == "0.666666666666667");
    CHECK_FALSE(Decimal(1).divided_by(Decimal(0)));
}

TEST_CASE("a whole number is given only where the decimal is one")
{
    CHECK(Decimal(250).whole() == 250);
    CHECK(Decimal(25, -1).whole() == 250);
    CHECK_FALSE(Decimal(25, 1).whole());
    CHECK_FALSE((Decimal(999'999'999'999'999'999) * Decimal(1'000'000)).whole());
}
