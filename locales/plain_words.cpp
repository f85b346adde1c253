#include "locales/plain_words.h"

#include <algorithm>
#include <array>

namespace locales {

namespace {

struct PlainWord {
    std::string_view variable, hi, hi_latn, en;
};

constexpr std::array words {
    PlainWord { "name", "दीदी", "didi", "didi" },
    PlainWord { "group", "आपका समूह", "aapka samuh", "your group" },
    PlainWord { "clf", "आपका संघ", "aapka sangh", "your federation" },
    PlainWord { "block", "आपका ब्लॉक", "aapka block", "your block" },
    PlainWord { "district", "आपका जिला", "aapka jila", "your district" },
};
constexpr PlainWord officer { "name", "अधिकारी जी", "adhikari ji", "officer" };

std::string_view in_language(const PlainWord& word, std::string_view language)
{
    return language == "hi-Latn" ? word.hi_latn : language == "en" ? word.en : word.hi;
}

} // namespace

std::string_view plain_word(std::string_view variable, std::string_view language, Addressed whom)
{
    if (variable == officer.variable && whom == Addressed::Officer)
        return in_language(officer, language);
    const auto* const found = std::ranges::find(words, variable, &PlainWord::variable);
    return found == words.end() ? std::string_view {} : in_language(*found, language);
}

} // namespace locales
