#include "dialogs/answers/old_values.h"
#include "tests/dialogs/answers_support.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using dialogs::answers::is_difference;
using dialogs::answers::without_old_values;

namespace {

std::string words_left(const std::string& text)
{
    std::string words;
    for (const auto& token : without_old_values(answer_words(), locales::tokenize(text)).tokens)
        words += (words.empty() ? "" : " ") + token.n0;
    return words;
}

// The only number of the text, held against the words around it.
bool tells_difference(const std::string& text)
{
    const auto tokens = locales::tokenize(text);
    std::size_t place = 0;
    while (!tokens.at(place).is_digits())
        ++place;
    return is_difference(answer_words(), tokens, place, place + 1);
}

} // namespace

TEST_CASE("a value that another takes the place of is left out of the sentence")
{
    CHECK(words_left("topi ka daam 350 se 400 karo") == "topi ka daam 400 karo");
    CHECK(words_left("topi ka dam 350 se badha kar 400 kar do") == "topi ka dam 400 kar do");
    CHECK(words_left("dam 350 rs se 400 rs kar do") == "dam rs 400 rs kar do");
    CHECK(words_left("achar 250 nahi 300 rs") == "achar nahi 300 rs");
    for (const auto* text : { "dam 350 se 400", "5 se lekar 10 kilo chahiye", "dam 250 kar do", "10 baje se 5 kilo" })
        CHECK(words_left(text) == text);
}

TEST_CASE("only a change of one value to another is a change")
{
    const auto changes = [](const std::string& text) {
        return without_old_values(answer_words(), locales::tokenize(text)).has_change;
    };
    CHECK(changes("टोपी का दाम 350 से बढ़ाकर 400 कर दो"));
    CHECK(changes("दाम तीन सौ से चार सौ कर दो"));
    CHECK_FALSE(changes("दाम 350 से 400 के बीच"));
    CHECK_FALSE(changes("250 नहीं 300"));
}

TEST_CASE("by how much a value shall change is not what it shall be")
{
    for (const auto* text : { "dam 5 rs kam kar do", "stock me 15 aur jodo", "10 piece ghata do stock se",
                              "maal badha do 50 kilo", "कीमत घटा दो 10 रुपये" })
        CHECK(tells_difference(text));
    for (const auto* text :
         { "dam 300 kar do", "dam badha kar 300 kar do", "dam badhao 400 karo", "दाम बढ़ाकर 400 कर दो", "stock 30" })
        CHECK_FALSE(tells_difference(text));
}
