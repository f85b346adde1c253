#include "locales/numerals.h"

#include "locales/speller.h"

#include <unicode/rbnf.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace locales;

namespace {

const AnswerWords& words()
{
    static const auto loaded = AnswerWords::load(std::filesystem::path(SAMVAD_SOURCE_DIR) / "locales");
    return loaded;
}

// The whole text as one number; -1 where it is none.
std::int64_t read_back(const std::string& text)
{
    const auto tokens = tokenize(text);
    const NumberLine line(words(), tokens);
    const auto numeral = numeral_at(line, 0);
    return numeral && numeral->last == tokens.size() ? numeral->value.whole().value_or(-1) : -1;
}

class IcuSpeller {
public:
    IcuSpeller() : format_(icu::URBNF_SPELLOUT, icu::Locale("hi"), status_) { REQUIRE(U_SUCCESS(status_)); }

    std::string spell(std::int64_t number) const
    {
        icu::UnicodeString text;
        format_.format(number, text);
        std::string utf8;
        return text.toUTF8String(utf8);
    }

private:
    UErrorCode status_ = U_ZERO_ERROR;
    icu::RuleBasedNumberFormat format_;
};

// Every number to a lakh, then with a stride that visits all endings, to ten crore. SAMVAD_TEST_NUMBERS=1 is the stride
// that leaves none out, and takes some five minutes for each way of writing.
template <class Check> void each_number(const Check& check)
{
    const auto* told = std::getenv("SAMVAD_TEST_NUMBERS");
    const std::int64_t stride = told == nullptr ? 9'973 : std::max(1, std::atoi(told));
    for (std::int64_t number = 0; number <= 100'000; ++number)
        check(number);
    for (std::int64_t number = 100'000; number <= 100'000'000; number += stride)
        check(number);
    check(100'000'000);
}

} // namespace

TEST_CASE("every whole number, written out by ICU, reads back")
{
    const IcuSpeller icu;
    each_number([&](std::int64_t number) {
        if (read_back(icu.spell(number)) != number) {
            INFO(icu.spell(number));
            CHECK(read_back(icu.spell(number)) == number);
        }
    });
    CHECK(icu.spell(250) == "दो सौ पचास");
}

TEST_CASE("every whole number, written out by ourselves in either script, reads back")
{
    for (const auto script : { Script::Devanagari, Script::Latin }) {
        each_number([&](std::int64_t number) {
            const auto text = in_words(words(), number, script);
            if (read_back(text) != number) {
                INFO(text);
                CHECK(read_back(text) == number);
            }
        });
    }
    CHECK(in_words(words(), 125'050, Script::Latin) == "ek lakh pachchis hazaar pachas");
    CHECK(in_words(words(), 0, Script::Devanagari) == "शून्य");
    CHECK(in_words(words(), -1, Script::Devanagari).empty());
}

TEST_CASE("common spellings of every number are listed")
{
    struct Case {
        std::int64_t number;
        const char* spellings;
    };

    const Case cases[] = {
        { 5, "पाँच पांच पाच panch paanch pach" },
        { 6, "छह छः छ: छे che chhe chah" },
        { 11, "ग्यारह ग्यारा gyarah gyaarah giyarah" },
        { 13, "तेरह terah terh" },
        { 15, "पंद्रह पन्द्रह पंदरह pandrah pandra" },
        { 18, "अठारह अट्ठारह atharah atthara" },
        { 21, "इक्कीस इकीस ikkis ikkees" },
        { 23, "तेईस तेइस teis teees" },
        { 28, "अट्ठाईस अठाईस अठ्ठाइस atthais athais" },
        { 29, "उनतीस उन्तीस untis untees" },
        { 33, "तैंतीस तेंतीस taintis tentis" },
        { 39, "उनतालीस उनचालीस untalis" },
        { 42, "बयालीस बियालीस bayalis" },
        { 44, "चवालीस चौवालीस chavalis chauvalis" },
        { 53, "तिरपन तिरेपन tirpan trepan" },
        { 66, "छियासठ chhiyasath" },
        { 69, "उनहत्तर उनहतर unhattar" },
        { 75, "पचहत्तर पिचहत्तर पिछत्तर pachattar pachhattar" },
        { 79, "उनासी उन्यासी unasi unyasi" },
        { 89, "नवासी navasi nawasi" },
        { 91, "इक्यानवे इक्यानबे ikyanve ekyanve" },
        { 95, "पंचानवे पचानवे पंचानबे panchanve pachanve" },
        { 99, "निन्यानवे निन्यानबे ninyanve ninanve" },
        { 100, "सौ sau hundred" },
        { 1'000, "हज़ार हजार hazar hazaar hajar" },
        { 100'000, "लाख lakh lac laakh" },
        { 10'000'000, "करोड़ करोड crore karod" },
    };
    for (const auto& each : cases) {
        std::string spellings = each.spellings;
        for (std::size_t at = 0; at < spellings.size();) {
            const auto end = std::min(spellings.find(' ', at), spellings.size());
            INFO(spellings.substr(at, end - at));
            CHECK(read_back(spellings.substr(at, end - at)) == each.number);
            at = end + 1;
        }
    }
}

TEST_CASE("a word file that gives one spelling two numbers stops the start")
{
    CHECK_THROWS_WITH(AnswerWords::load("/nowhere"), Catch::Contains("numbers.json"));
}
