#include "locales/tokens.h"

#include <catch2/catch.hpp>

#include <random>

using locales::tokenize;

namespace {

std::string pieces(std::string_view text)
{
    std::string joined;
    for (const auto& token : tokenize(text))
        joined += (joined.empty() ? "" : " ") + (token.is_break() ? "/" : token.n1);
    return joined;
}

} // namespace

TEST_CASE("a piece ends where letters, digits and scripts meet")
{
    struct Case {
        const char* text;
        const char* pieces;
    };

    const Case cases[] = {
        { "20dibba", "20 dibba" },    { "2.5किलो", "2.5 किलो" },   { "५किलो", "5 किलो" },
        { "रु250/-", "रु 250 / -" },    { "Rs.2.5L", "rs . 2.5 l" }, { "1️⃣", "1" },
        { "mera ऑर्डर", "mera आर्डर" }, { "भेजो।ठीक", "भेजो / ठीक" },  { "भेजो | ठीक", "भेजो / ठीक" },
        { "छ: किलो", "छह किलो" },     { "दाम:250", "दाम : 250" },  { "कि.ग्रा.", "कि . ग्रा ." },
        { "रु. 500", "रु . 500" },      { "हाँ. नहीं", "हां / नहीं" },   { "2½ kg", "2 1 ⁄ 2 kg" },
        { "👌🏾👌", "👌 👌" },
    };
    for (const auto& each : cases) {
        INFO(each.text);
        CHECK(pieces(each.text) == each.pieces);
    }
}

TEST_CASE("commas and dots join digits only where they group and divide a number")
{
    struct Case {
        const char* text;
        const char* pieces;
    };

    const Case cases[] = {
        { "1,25,000.50", "125000.50" },   { "१,२५,०००", "125000" },
        { "125,000", "125000" },          { "1,234,567", "1234567" },
        { "12,18450", "12 , 18450" },     { "1, 234", "1 , 234" },
        { "1,2,3", "1 , 2 , 3" },         { "192.168.1.2", "192 . 168 . 1 . 2" },
        { "12.5.2026", "12 . 5 . 2026" }, { "192.", "192 /" },
        { ".5 lakh", "0.5 lakh" },        { "12/05", "12 / 05" },
        { "20-25k", "20 - 25 k" },
    };
    for (const auto& each : cases) {
        INFO(each.text);
        CHECK(pieces(each.text) == each.pieces);
    }
}

TEST_CASE("each piece knows its bytes, its script and whether a space stands before it")
{
    const std::string text = "रु250/- का acchar";
    const auto tokens = tokenize(text);
    REQUIRE(tokens.size() == 6);
    CHECK(text.substr(tokens[1].begin, tokens[1].end - tokens[1].begin) == "250");
    CHECK(tokens[1].glued);
    CHECK_FALSE(tokens[4].glued);
    CHECK(tokens[4].script == locales::Script::Devanagari);
    CHECK(tokens[5].script == locales::Script::Latin);
    CHECK(text.substr(tokens[5].begin) == "acchar");
}

TEST_CASE("any bytes come apart into pieces that follow each other")
{
    std::mt19937 random(7);
    std::uniform_int_distribution<int> byte(0, 255);
    for (int round = 0; round < 20'000; ++round) {
        std::string text(static_cast<std::size_t>(byte(random)) / 8, ' ');
        for (auto& each : text)
            each = static_cast<char>(round % 2 == 0 ? byte(random) : 32 + byte(random) % 40);
        std::size_t begin = 0;
        for (const auto& token : tokenize(text)) {
            REQUIRE(token.begin <= token.end);
            REQUIRE(token.end <= text.size());
            REQUIRE(token.begin >= begin); // what one character became may be two pieces of the same bytes
            REQUIRE_FALSE(token.n0.empty());
            begin = token.begin;
        }
    }
}
