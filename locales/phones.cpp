#include "locales/phones.h"

#include "locales/normalize.h"
#include "locales/utf8.h"

namespace locales {

namespace {

constexpr char32_t nukta = 0x93C;
constexpr char32_t virama = 0x94D;

bool is_devanagari(char32_t value)
{
    return value >= 0x900 && value <= 0x97F;
}

bool is_consonant(char32_t value)
{
    return value >= 0x915 && value <= 0x939;
}

// By U+0915 क to U+0939 ह.
char sound_of_consonant(char32_t value)
{
    static constexpr std::string_view sounds = "kkggnCCjjnttddnttddnnpfbbmyrrlllvsssh";
    static_assert(sounds.size() == 0x939 - 0x915 + 1);
    return sounds[value - 0x915];
}

// The class of an independent vowel or of a vowel sign; 0 for none.
char sound_of_vowel(char32_t value)
{
    switch (value) {
    case 0x904:
    case 0x905:
    case 0x906:
    case 0x93E:
        return 'a';
    case 0x907:
    case 0x908:
    case 0x90D:
    case 0x90E:
    case 0x90F:
    case 0x910:
    case 0x93F:
    case 0x940:
    case 0x945:
    case 0x946:
    case 0x947:
    case 0x948:
        return 'I';
    case 0x909:
    case 0x90A:
    case 0x911:
    case 0x912:
    case 0x913:
    case 0x914:
    case 0x941:
    case 0x942:
    case 0x949:
    case 0x94A:
    case 0x94B:
    case 0x94C:
        return 'U';
    default:
        return 0;
    }
}

bool is_long_vowel(char32_t value)
{
    static constexpr std::u32string_view signs =
        U"\u0906\u0908\u090A\u090F\u0910\u0913\u0914\u093E\u0940\u0942\u0947\u0948\u094B\u094C";
    return signs.find(value) != std::u32string_view::npos;
}

class DevanagariReader {
public:
    explicit DevanagariReader(std::u32string_view word) : word_(word) {}

    std::vector<Phone> run()
    {
        for (at_ = 0; at_ < word_.size(); ++at_) {
            const auto value = word_[at_];
            if (is_consonant(value))
                take_consonant(value);
            else if (value == 0x90B || value == 0x943)
                add("rI");
            else if (value == 0x901 || value == 0x902)
                take_nasal();
            else if (value == 0x903)
                add("h");
            else if (const auto vowel = sound_of_vowel(value); vowel != 0)
                add(std::string(1, vowel));
        }
        return std::move(phones_);
    }

private:
    char32_t next(std::size_t ahead = 1) const { return at_ + ahead < word_.size() ? word_[at_ + ahead] : 0; }

    void add(std::string sound, std::optional<std::string> other = std::nullopt)
    {
        phones_.push_back({ std::move(sound), std::move(other) });
    }

    void take_consonant(char32_t value)
    {
        const bool dotted = next() == nukta;
        if (dotted)
            ++at_;
        if (value == 0x91C && next() == virama && next(2) == 0x91E) { // ज्ञ
            add("g", "jn");
            at_ += 2;
        } else if (dotted && (value == 0x921 || value == 0x922)) { // ड़ ढ़
            add("d", "r");
        } else if (value == 0x935 && at_ + 1 == word_.size() && at_ > 0) {
            add("v", "");
        } else {
            add(std::string(1, sound_of_consonant(value)));
        }
        if (next() == virama)
            ++at_;
        else if (sound_of_vowel(next()) == 0 && next() != 0x943)
            add("a");
    }

    void take_nasal()
    {
        const auto after = next();
        const auto before = at_ > 0 ? word_[at_ - 1] : 0;
        if (after >= 0x92A && after <= 0x92E)
            add("m", "n");
        else if (after == 0 || word_[at_] == 0x901 || is_long_vowel(before))
            add("n", "");
        else
            add("n");
    }

    std::u32string_view word_;
    std::vector<Phone> phones_;
    std::size_t at_ = 0;
};

bool is_vowel_letter(char letter)
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

struct Spelling {
    std::string_view letters;
    std::string_view sound;
    std::string_view other = {};
};

// The longest that fits is taken; the order here is that order.
constexpr Spelling spellings[] = {
    { "tion", "san" },    { "sion", "san" },    { "tch", "C" },      { "cch", "C" }, { "chr", "kr" }, { "chh", "C" },
    { "ch", "C" },        { "ck", "k" },        { "dge", "j" },      { "ce", "sI" }, { "ci", "sI" },  { "cy", "sI" },
    { "ge", "gI", "jI" }, { "gi", "gI", "jI" }, { "gy", "g", "jn" }, { "ph", "f" },  { "sh", "s" },   { "kh", "k" },
    { "gh", "g" },        { "th", "t" },        { "dh", "d" },       { "bh", "b" },  { "jh", "j" },   { "zh", "j" },
    { "qu", "kv" },       { "ai", "I" },        { "ae", "I" },       { "au", "U" },  { "ao", "U" },   { "b", "b" },
    { "c", "k" },         { "d", "d" },         { "f", "f" },        { "g", "g" },   { "h", "h" },    { "j", "j" },
    { "k", "k" },         { "l", "l" },         { "m", "m" },        { "n", "n" },   { "p", "p" },    { "q", "k" },
    { "r", "r" },         { "s", "s" },         { "t", "t" },        { "v", "v" },   { "x", "ks" },   { "z", "j" },
    { "a", "a" },         { "e", "I" },         { "i", "I" },        { "o", "U" },   { "u", "U" }
};

std::vector<Phone> phones_of_latin(std::string_view word)
{
    std::vector<Phone> phones;
    for (std::size_t at = 0; at < word.size();) {
        const auto letter = word[at];
        const auto rest = word.substr(at);
        if (letter == 'y' || letter == 'w') {
            const bool before_vowel = at + 1 < word.size() && is_vowel_letter(word[at + 1]);
            if (letter == 'w' ? before_vowel : at == 0)
                phones.push_back({ letter == 'w' ? "v" : "y" });
            else
                phones.push_back({ letter == 'w' ? "U" : "I" });
            ++at;
            continue;
        }
        std::size_t taken = 1;
        for (const auto& spelling : spellings) {
            if (rest.substr(0, spelling.letters.size()) != spelling.letters)
                continue;
            Phone phone { std::string(spelling.sound) };
            if (!spelling.other.empty())
                phone.other = std::string(spelling.other);
            phones.push_back(std::move(phone));
            taken = spelling.letters.size();
            break;
        }
        at += taken;
        while (at < word.size() && is_vowel_letter(word[at]) && word[at] == word[at - 1])
            ++at;
    }
    return phones;
}

} // namespace

std::vector<Phone> phones_of(std::string_view word)
{
    const auto form = to_utf32(n0(word));
    std::u32string devanagari;
    std::string latin;
    for (const auto value : form) {
        if (is_devanagari(value))
            devanagari += value;
        else if (value >= U'a' && value <= U'z')
            latin += static_cast<char>(value);
    }
    return devanagari.empty() ? phones_of_latin(latin) : DevanagariReader(devanagari).run();
}

} // namespace locales
