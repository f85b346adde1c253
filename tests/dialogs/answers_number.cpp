#include "answers_support.h"

#include "dialogs/answers/yes_no.h"
#include "locales/speller.h"

#include <catch2/catch.hpp>

#include <random>

using namespace dialogs::answers;

namespace {

std::string numbers_in(const char* text)
{
    std::string joined;
    for (const auto& found : find_numbers(answer_words(), locales::tokenize(text)))
        joined += (joined.empty() ? "" : ", ") + printed(found.value.least) +
                  (found.value.is_range() ? ".." + printed(found.value.most) : "");
    return joined;
}

struct Case {
    const char* text;
    const char* numbers;
    const char* why;
};

} // namespace

TEST_CASE("numbers are composed as they are said")
{
    const Case cases[] = {
        { "दस हज़ार करोड़", "100000000000", "a multiplier after a larger total takes it all" },
        { "एक लाख दस हज़ार करोड़", "1100000000000", "the whole sum before it" },
        { "दो सौ दो हज़ार", "202000", "hundreds before a larger multiplier" },
        { "3 सौ और 2 सौ", "300, 200", "equal hundreds are two numbers" },
        { "पाँच हज़ार दो लाख", "5000, 200000", "a larger number after a complete one" },
        { "1 lakh 25000", "125000", "words and digits together" },
        { "सवा दो सौ", "225", "a quarter more than two, hundreds" },
        { "पौने पाँच लाख", "475000", "a quarter less than five" },
        { "इक्यानबे हज़ार नौ सौ निन्यानवे", "91999", "late numbers have many spellings" },
        { "dhaisau", "250", "run together" },
        { "two and a half lakh", "250000", "English with Hindi" },
        { "दो दशमलव पच्चीस", "2.25", "decimals said as a number" },
        { "अट्ठारह सौ सत्तावन", "1857", "a year said as a number is a number" },
        { "एक दो तीन", "1, 2, 3", "counting is no span" },
        { "डेढ़ दो लाख", "150000..200000", "a span of a fraction and a whole" },
        { "पाँच सात सौ", "500..700", "a span that skips" },
        { "2000-3000", "2000..3000", "a span in digits" },
        { "2 से 3 हज़ार", "2000..3000", "the factor is said once" },
        { "500 se 2 hazar", "500..2000", "the first is complete in itself" },
        { "do sau saath rupaye", "260", "saath is sixty before rupees" },
        { "दो या तीन लाख", "200000, 300000", "either shares the factor" },
        { "-4/5", "-0.8", "a fraction below zero" },
        { "32.2 k", "32200", "k after a space at the end" },
        { "250 k 20 dibbe", "250, 20", "k after a space is के" },
        { "500 रु से 800 रु तक", "500..800", "money named twice" },
        { "200 से 250 कर दो", "200, 250", "a change is no span" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(numbers_in(each.text) == each.numbers);
    }
}

TEST_CASE("what only looks like an amount is none")
{
    const Case cases[] = {
        { "मुझे बता दो", "", "दो is 'please'" },
        { "500 rupaye de do", "500", "do is 'please'" },
        { "pan card number 1234", "", "a number's name" },
        { "ye mere saath hai", "", "saath is 'with'" },
        { "do sau saath mein", "200", "'together' behind a number" },
        { "aadhaar 1234 5678 9012", "", "as it stands on the card" },
        { "tera ghar", "", "tera is 'yours'" },
        { "so jao", "", "so is 'sleep'" },
        { "kharab ho gaya", "", "kharab is 'broken'" },
        { "अरब देश", "", "a people" },
        { "लाखों लोग", "", "lakhs, but how many" },
        { "करोड़पति", "", "a word of its own" },
        { "98765 43210", "", "a phone number in two halves" },
        { "12/05/2026", "", "a date" },
        { "5:30 बजे", "", "a time" },
        { "UP32", "", "letters and digits of one code" },
        { "तीसरा दिन", "", "an ordinal" },
        { "2bhk", "", "a flat" },
        { "satish", "", "a name that begins with a number" },
        { "बीस प्रतिशत", "", "a share" },
    };
    for (const auto& each : cases) {
        INFO(each.text << ": " << each.why);
        CHECK(numbers_in(each.text) == each.numbers);
    }
}

TEST_CASE("no number is guessed from a word that resembles one")
{
    for (const auto* text :
         { "सातू", "दसू", "तीना", "पचासा", "saata", "teena", "bisa", "hazara", "lakhan", "karora", "panchi" })
    {
        INFO(text);
        CHECK(numbers_in(text).empty());
        CHECK(printed(read_number(answer_words(), locales::tokenize(text))).empty());
    }
}

TEST_CASE("every whole number, written out in either script, is its own answer")
{
    // Every number to 3000, then a stride that visits all endings, to ten crore: no word of one is taken for a slip.
    for (const auto script : { locales::Script::Devanagari, locales::Script::Latin })
        for (std::int64_t number = 0; number <= 100'000'000; number += number < 3000 ? 1 : 99'991) {
            const auto text = locales::in_words(answer_words(), number, script);
            const auto answer = read_number(answer_words(), locales::tokenize(text));
            if (printed(answer) != std::to_string(number)) {
                INFO(text);
                CHECK(printed(answer) == std::to_string(number));
            }
        }
}

TEST_CASE("no bytes make the readers stumble")
{
    std::mt19937 random(3);
    const char* pieces[] = { "सौ ",
                             "सवा ",
                             "पौने ",
                             "और ",
                             "का ",
                             "एक ",
                             "do ",
                             "2",
                             "1/4",
                             "-",
                             ".",
                             "बटा ",
                             "से ",
                             "5 ",
                             "हज़ार ",
                             "वां ",
                             "रु",
                             "k",
                             "e",
                             "^",
                             "में ",
                             "नहीं ",
                             "किलो ",
                             "पाव ",
                             "%",
                             "\xFF",
                             "#",
                             ":",
                             "दशमलव ",
                             "चौथाई ",
                             "999999999999999999 " };
    std::uniform_int_distribution<std::size_t> which(0, std::size(pieces) - 1);
    std::uniform_int_distribution<int> length(0, 14);
    for (int round = 0; round < 30'000; ++round) {
        std::string text;
        for (auto left = length(random); left > 0; --left)
            text += pieces[which(random)];
        const auto tokens = locales::tokenize(text);
        for (const auto& found : find_numbers(answer_words(), tokens)) {
            REQUIRE(found.first < found.last);
            REQUIRE(found.last <= tokens.size());
        }
        for (const auto& found : find_money(answer_words(), tokens))
            REQUIRE(found.value.paise >= 0);
        for (const auto& found : find_quantities(answer_words(), tokens))
            REQUIRE_FALSE(found.value.unit.empty());
        REQUIRE(read_money(answer_words(), tokens).either.size() != 1);
        REQUIRE(read_quantity(answer_words(), tokens).either.size() != 1);
        REQUIRE(read_number(answer_words(), tokens).either.size() != 1);
    }
}
