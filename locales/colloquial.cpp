#include "locales/phonetic.h"

#include "locales/normalize.h"
#include "locales/utf8.h"

#include <vector>

namespace locales {

namespace {

constexpr char32_t nukta = 0x93C;
constexpr char32_t virama = 0x94D;

// A consonant with what is spoken after it. The unwritten a may fall silent, a written vowel never does.
struct Syllable {
    std::string consonant;
    std::string vowel;
    bool is_schwa = false;
};

bool is_consonant(char32_t value)
{
    return value >= 0x915 && value <= 0x939;
}

std::string latin_of_consonant(char32_t value, bool dotted)
{
    static constexpr std::string_view letters[] = { "k", "kh", "g",  "gh", "n",  "ch", "chh", "j", "jh", "n",
                                                    "t", "th", "d",  "dh", "n",  "t",  "th",  "d", "dh", "n",
                                                    "n", "p",  "ph", "b",  "bh", "m",  "y",   "r", "r",  "l",
                                                    "l", "l",  "v",  "sh", "sh", "s",  "h" };
    if (dotted && value == 0x91C)
        return "z";
    if (dotted && value == 0x92B)
        return "f";
    return std::string(letters[value - 0x915]);
}

// Of an independent vowel or a vowel sign; empty for none.
std::string_view latin_of_vowel(char32_t value)
{
    switch (value) {
    case 0x905:
    case 0x906:
    case 0x93E:
        return "a";
    case 0x907:
    case 0x908:
    case 0x93F:
    case 0x940:
        return "i";
    case 0x909:
    case 0x90A:
    case 0x941:
    case 0x942:
        return "u";
    case 0x90B:
    case 0x943:
        return "ri";
    case 0x90D:
    case 0x90E:
    case 0x90F:
    case 0x945:
    case 0x946:
    case 0x947:
        return "e";
    case 0x910:
    case 0x948:
        return "ai";
    case 0x911:
    case 0x912:
    case 0x913:
    case 0x949:
    case 0x94A:
    case 0x94B:
        return "o";
    case 0x914:
    case 0x94C:
        return "au";
    default:
        return {};
    }
}

std::vector<Syllable> syllables_of(std::u32string_view word)
{
    std::vector<Syllable> syllables;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const auto value = word[at];
        if (is_consonant(value)) {
            const bool dotted = at + 1 < word.size() && word[at + 1] == nukta;
            syllables.push_back({ latin_of_consonant(value, dotted), "a", true });
        } else if (value == virama && !syllables.empty()) {
            syllables.back().vowel.clear();
            syllables.back().is_schwa = false;
        } else if (value == 0x901 || value == 0x902) {
            syllables.push_back({ "n", "" });
        } else if (const auto vowel = latin_of_vowel(value); !vowel.empty()) {
            const bool is_sign = value >= 0x93E;
            if (is_sign && !syllables.empty() && syllables.back().is_schwa)
                syllables.back() = { syllables.back().consonant, std::string(vowel) };
            else
                syllables.push_back({ "", std::string(vowel) });
        }
    }
    return syllables;
}

// The a at the end falls silent, and from right to left each a between two single consonants with a vowel on both
// sides.
void silence_schwas(std::vector<Syllable>& syllables)
{
    if (syllables.size() > 1 && syllables.back().is_schwa)
        syllables.back().vowel.clear();
    for (std::size_t at = syllables.size(); at-- > 0;) {
        if (at == 0 || at + 1 >= syllables.size() || !syllables[at].is_schwa)
            continue;
        if (!syllables[at - 1].vowel.empty() && !syllables[at + 1].vowel.empty() &&
            !syllables[at + 1].consonant.empty())
            syllables[at].vowel.clear();
    }
}

} // namespace

std::string colloquial_latin(std::string_view word)
{
    const auto form = to_utf32(n0(word));
    std::string latin;
    std::u32string devanagari;
    for (const auto value : form) {
        if (value >= 0x900 && value <= 0x97F)
            devanagari += value;
        else if (value >= U'a' && value <= U'z')
            latin += static_cast<char>(value);
    }
    auto syllables = syllables_of(devanagari);
    silence_schwas(syllables);
    for (const auto& syllable : syllables)
        latin += syllable.consonant + syllable.vowel;
    return latin;
}

} // namespace locales
