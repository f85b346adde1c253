#include "bot/channels/sms_parts.h"

#include "bot/channels/cut.h"

#include <catch2/catch.hpp>

using bot::SmsAlphabet;

namespace {

std::string times(int count, const std::string& text)
{
    std::string all;
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

} // namespace

TEST_CASE("An SMS is measured in the units of its alphabet, and split where a letter ends")
{
    struct Row {
        std::string text;
        SmsAlphabet alphabet;
        int units, parts;
    };

    const Row rows[] = { { "", SmsAlphabet::Gsm, 0, 0 },
                         { "a", SmsAlphabet::Gsm, 1, 1 },
                         { times(160, "a"), SmsAlphabet::Gsm, 160, 1 },
                         { times(161, "a"), SmsAlphabet::Gsm, 161, 2 },
                         { times(306, "a"), SmsAlphabet::Gsm, 306, 2 },
                         { times(307, "a"), SmsAlphabet::Gsm, 307, 3 },
                         { "Rs 250 @ £€^{}\\[~]|", SmsAlphabet::Gsm, 28, 1 },
                         { times(80, "€"), SmsAlphabet::Gsm, 160, 1 },
                         { times(152, "a") + "€" + times(153, "a"), SmsAlphabet::Gsm, 307,
                           3 }, // the euro does not fit behind 152
                         { "न", SmsAlphabet::Ucs2, 1, 1 },
                         { "₹", SmsAlphabet::Ucs2, 1, 1 },
                         { "a`b", SmsAlphabet::Ucs2, 3, 1 },
                         { times(70, "न"), SmsAlphabet::Ucs2, 70, 1 },
                         { times(71, "न"), SmsAlphabet::Ucs2, 71, 2 },
                         { times(134, "न"), SmsAlphabet::Ucs2, 134, 2 },
                         { times(135, "न"), SmsAlphabet::Ucs2, 135, 3 },
                         { times(35, "🙏"), SmsAlphabet::Ucs2, 70, 1 },
                         { times(66, "न") + "🙏" + times(66, "न"), SmsAlphabet::Ucs2, 134, 3 } }; // a pair is not split
    for (const auto& row : rows) {
        INFO(row.text);
        const auto size = bot::sms_size(row.text);
        CHECK(size.alphabet == row.alphabet);
        CHECK(size.units == row.units);
        CHECK(size.parts == row.parts);
    }
    CHECK(bot::utf16_units("नमस्ते 🙏") == 9);
}

TEST_CASE("Labels are cut between letters, never inside one")
{
    CHECK(bot::cut("1 हाँ", 20) == "1 हाँ");
    CHECK(bot::cut("12345", 5) == "12345");
    CHECK(bot::cut("123456", 5) == "1234…");
    CHECK(bot::cut("नमस्ते", 5) == "नम…"); // स्ते is one letter
    CHECK(bot::cut("👩🏽‍🌾👩🏽‍🌾", 8) == "👩🏽‍🌾…");
    CHECK(bot::cut("👩🏽‍🌾👩🏽‍🌾", 7) == "…");
    CHECK(bot::cut("एक दो तीन", 4) == "एक…");
}
