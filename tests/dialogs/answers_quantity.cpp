#include "answers_support.h"

#include <catch2/catch.hpp>

using namespace dialogs::answers;

namespace {

struct Case {
    const char* text;
    const char* quantity;
    const char* why;
};

} // namespace

TEST_CASE("the answer to a quantity is read with its unit")
{
    const Case cases[] = {
        { "20", "20", "a bare number has no unit" },
        { "बीस", "20", "in words" },
        { "20 डिब्बे", "20 box", "boxes" },
        { "20dibba", "20 box", "run together" },
        { "2.5किलो", "2.5 kilogram", "run together with a decimal point" },
        { "आधा किलो", "0.5 kilogram", "half" },
        { "half kg", "0.5 kilogram", "half in English" },
        { "1/2 kg", "0.5 kilogram", "half in digits" },
        { "½ किलो", "0.5 kilogram", "half as one character" },
        { "सवा किलो", "1.25 kilogram", "a quarter more than one" },
        { "पौन किलो", "0.75 kilogram", "three quarters" },
        { "पौने दो किलो", "1.75 kilogram", "a quarter less than two" },
        { "साढ़े तीन लीटर", "3.5 litre", "a half more" },
        { "ढाई सौ ग्राम", "250 gram", "a number that is no whole hundred" },
        { "पाव", "250 gram", "a quarter of a kilo has its own word" },
        { "पाव किलो", "0.25 kilogram", "the same word as a fraction" },
        { "आधा पाव", "125 gram", "half of it" },
        { "तीन पाव", "750 gram", "three of it" },
        { "डेढ़ पाव", "375 gram", "one and a half of it" },
        { "दर्जन", "1 dozen", "one dozen without saying one" },
        { "आधा दर्जन", "0.5 dozen", "the dozen stays a unit" },
        { "दो कोड़ी", "40 piece", "twenty pieces each" },
        { "पाँच सैकड़ा", "5 hundred", "a hundred stays a unit" },
        { "तीन जोड़ी", "3 pair", "pairs" },
        { "100 gm ke 50 packet", "50 packet", "the weight tells the packet's size" },
        { "50 packet 100 gm wale", "50 packet", "the size behind" },
        { "100 ग्राम के 50 पैकेट", "50 packet", "in Devanagari" },
        { "1 किलो 500 ग्राम", "1.5 kilogram", "two units of one amount" },
        { "5 कि.ग्रा.", "5 kilogram", "the official abbreviation" },
        { "2 k.g.", "2 kilogram", "with dots" },
        { "2l", "2 litre", "a small l is litres when a quantity was asked" },
        { "500ml", "500 millilitre", "glued" },
        { "10 पीस", "10 piece", "pieces" },
        { "दस नग", "10 piece", "pieces by their Hindi word" },
        { "4 मर्तबान", "4 jar", "jars" },
        { "2 कुंतल", "2 quintal", "quintals" },
        { "5 मीटर", "5 metre", "cloth" },
        { "पैकेट 20", "20 packet", "the unit first" },
        { "20 नहीं 30 पैकेट", "30 packet", "a correction" },
        { "20 pkt kar do", "20 packet", "with a request" },
        { "दो किलो दो", "2 kilogram", "the second दो is 'give'" },
        { "बीस पैकेट भेज दो", "20 packet", "send" },
        { "20 पैकेट नहीं 25", "25 packet", "a correction keeps the unit" },
        { "tren sau packet", "", "a slip of teen, and no hundred packets" },
        { "5-6 kilo", "5 kilogram or 6 kilogram", "a span is asked back" },
        { "दो तीन डिब्बे", "2 box or 3 box", "a span in words" },
        { "2 बोरी", "", "a sack is as large as one makes it" },
        { "एक थान", "", "a bolt of cloth" },
        { "दो छटाँक", "", "an old weight" },
        { "तीन गज", "", "an old length" },
        { "बहुत", "", "no number" },
        { "250 रुपये", "", "money" },
        { "किलो में", "", "a unit and no number" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(printed(read_quantity(answer_words(), locales::tokenize(each.text))) == each.quantity);
    }
}

TEST_CASE("quantities are found in running text beside the money")
{
    const Case cases[] = {
        { "अचार 250 रु के 20 डिब्बे बेचने हैं", "20 box", "behind the price" },
        { "achar 20 dibba 250 rs wala bechna hai", "20 box", "before the price" },
        { "papad 50 packet 100 gm ke 30 rupaye", "50 packet", "a size between count and price" },
        { "5 किलो आटा और 2 लीटर तेल", "5 kilogram, 2 litre", "two things" },
        { "दाम 250 रु किलो", "", "a price by the kilo is no quantity" },
        { "2 दिन में", "", "days" },
        { "2 बोरी चावल", "", "asked back" },
        { "stock 20 packet", "20 packet", "after a word" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(printed(find_quantities(answer_words(), locales::tokenize(each.text))) == each.quantity);
    }
}

TEST_CASE("a unit alone is read for the question in what she sells")
{
    const auto unit = [](const char* text) { return read_unit(answer_words(), locales::tokenize(text)); };
    CHECK(unit("kilo mein") == "kilogram");
    CHECK(unit("पैकेट के हिसाब से") == "packet");
    CHECK(unit("दर्जन") == "dozen");
    CHECK_FALSE(unit("बोरी"));
    CHECK_FALSE(unit("किलो या पैकेट"));
    CHECK_FALSE(unit("पता नहीं"));
}
