#include "locales/normalize.h"

#include "locales/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace locales {

namespace {

constexpr char32_t nukta = 0x93C;
constexpr char32_t virama = 0x94D;
constexpr char32_t anusvara = 0x902;
constexpr char32_t visarga = 0x903;
constexpr char32_t fraction_slash = 0x2044;

bool between(char32_t value, char32_t first, char32_t last)
{
    return value >= first && value <= last;
}

bool is_devanagari(char32_t value)
{
    return between(value, 0x900, 0x97F);
}

bool is_consonant(char32_t value)
{
    return between(value, 0x915, 0x939) || between(value, 0x958, 0x95F);
}

bool is_vowel_sign(char32_t value)
{
    return between(value, 0x93E, 0x94C) || value == 0x94E || value == 0x94F || between(value, 0x955, 0x957);
}

bool is_vowel(char32_t value)
{
    return between(value, 0x904, 0x914);
}

bool is_word_part(char32_t value)
{
    return is_devanagari(value) && !between(value, 0x964, 0x970);
}

bool is_invisible(char32_t value)
{
    return between(value, 0x200B, 0x200F) || between(value, 0x202A, 0x202E) || between(value, 0x2060, 0x2064) ||
           between(value, 0xFE00, 0xFE0F) || value == 0xFEFF || value == 0xAD || value == 0x20E3;
}

// Emoji and the rupee sign: common, and nothing to fold.
bool is_plain_symbol(char32_t value)
{
    return between(value, 0x1F300, 0x1FAFF) || value == 0x20B9 || value == replacement_character;
}

bool tail_is(const std::u32string& text, char32_t value)
{
    return !text.empty() && text.back() == value;
}

// Canonical order puts the nukta before the virama, and composes it with न र ळ.
void append_nukta(std::u32string& text)
{
    const bool after_virama = tail_is(text, virama);
    if (after_virama)
        text.pop_back();
    if (tail_is(text, 0x928) || tail_is(text, 0x930) || tail_is(text, 0x933))
        ++text.back();
    else
        text += nukta;
    if (after_virama)
        text += virama;
}

void append_devanagari_n0(std::u32string& text, char32_t value)
{
    static constexpr char32_t bases[] = { 0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F };
    if (between(value, 0x966, 0x96F)) {
        text += static_cast<char32_t>(U'0' + (value - 0x966));
    } else if (between(value, 0x958, 0x95F)) {
        text += bases[value - 0x958];
        text += nukta;
    } else if (value == nukta) {
        append_nukta(text);
    } else {
        text += value;
    }
}

// Everything rare goes through ICU. A fraction such as ½ becomes "1⁄2"; after a digit a space keeps 2½ from being 21⁄2.
void append_folded(std::u32string& text, char32_t value)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) {
        text += value;
        return;
    }
    const auto folded = fold->normalize(icu::UnicodeString(static_cast<UChar32>(value)), status);
    if (folded.indexOf(static_cast<char16_t>(fraction_slash)) > 0 && !text.empty() && between(text.back(), U'0', U'9'))
        text += U' ';
    for (int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
        const auto next = folded.char32At(at);
        const auto digit = u_charDigitValue(next);
        text += digit >= 0 ? U'0' + static_cast<char32_t>(digit) : static_cast<char32_t>(next);
    }
}

// 0-4 for क च ट त प, with every stop of the class; -1 for what is no stop.
int stop_class(char32_t value)
{
    if (value > 0x92D || value < 0x915)
        return -1;
    const auto row = value > 0x928 ? 4 : static_cast<int>(value - 0x915) / 5;
    const auto column = value > 0x928 ? static_cast<int>(value - 0x92A) : static_cast<int>(value - 0x915) % 5;
    return column >= 0 && column < 4 ? row : -1;
}

// A half nasal before a stop of its own place is what anusvara writes; न् stands in for the others but not before
// labials.
bool is_nasal_of(char32_t nasal, int row)
{
    switch (nasal) {
    case 0x919:
        return row == 0;
    case 0x91E:
        return row == 1;
    case 0x923:
        return row == 2;
    case 0x928:
        return row >= 0 && row <= 3;
    case 0x92E:
        return row == 4;
    default:
        return false;
    }
}

void append_consonant(std::u32string& text, char32_t value)
{
    if (text.size() >= 2 && text.back() == virama && is_nasal_of(text[text.size() - 2], stop_class(value))) {
        text.pop_back();
        text.back() = anusvara;
    }
    text += value;
}

// Letters built from pieces that look like one: अ + ा is आ. Zero when the pair is none.
char32_t composed(char32_t before, char32_t sign)
{
    struct Pair {
        char32_t before, sign, whole;
    };

    static constexpr Pair pairs[] = {
        { 0x905, 0x93E, 0x906 }, { 0x905, 0x94B, 0x913 }, { 0x905, 0x94C, 0x914 }, { 0x906, 0x947, 0x913 },
        { 0x906, 0x948, 0x914 }, { 0x905, 0x945, 0x90F }, { 0x906, 0x945, 0x906 }, { 0x90F, 0x945, 0x90F },
        { 0x90F, 0x947, 0x910 }, { 0x909, 0x941, 0x90A }, { 0x93E, 0x947, 0x94B }, { 0x93E, 0x948, 0x94C },
        { 0x93E, 0x945, 0x93E }, { 0x907, 0x93F, 0x908 },
    };
    const auto* found = std::find_if(std::begin(pairs), std::end(pairs),
                                     [&](const Pair& pair) { return pair.before == before && pair.sign == sign; });
    return found == std::end(pairs) ? 0 : found->whole;
}

// चाहिये is चाहिए and गयी is गई; ये as a word of its own stays.
bool is_glide(const std::u32string& text, char32_t sign)
{
    if ((sign != 0x947 && sign != 0x940) || text.size() < 2 || text.back() != 0x92F)
        return false;
    const auto before = text[text.size() - 2];
    return is_vowel_sign(before) || is_consonant(before) || is_vowel(before);
}

void append_vowel_sign(std::u32string& text, char32_t sign)
{
    if (const auto whole = text.empty() ? 0 : composed(text.back(), sign); whole != 0) {
        text.back() = whole;
        return;
    }
    if (sign == 0x945)
        sign = 0x947;
    if (tail_is(text, sign))
        return;
    if (is_glide(text, sign))
        text.back() = sign == 0x947 ? 0x90F : 0x908;
    else
        text += sign;
}

// Letters of other vowels (English o, southern short e) as Hindi writes them; 0x945 waits for what stands before it.
char32_t plain_vowel(char32_t value)
{
    switch (value) {
    case 0x946:
        return 0x947;
    case 0x94A:
        return 0x94B;
    case 0x949:
        return 0x93E;
    case 0x90D:
    case 0x90E:
    case 0x972:
        return 0x90F;
    case 0x911:
        return 0x906;
    case 0x912:
        return 0x913;
    case 0x929:
        return 0x928;
    case 0x931:
        return 0x930;
    case 0x934:
        return 0x933;
    default:
        return value;
    }
}

// Inside a word visarga is silent (दुःख), at its end it is ह (छः).
void append_visarga(std::u32string& text, char32_t next)
{
    if (!text.empty() && is_word_part(text.back()) && !is_word_part(next))
        append_consonant(text, 0x939);
}

void append_devanagari_n1(std::u32string& text, char32_t value, char32_t next)
{
    value = plain_vowel(value);
    if (value == nukta)
        return;
    if (value == 0x901 || value == anusvara) {
        if (!tail_is(text, anusvara))
            text += anusvara;
    } else if (value == visarga) {
        append_visarga(text, next);
    } else if (is_vowel_sign(value)) {
        append_vowel_sign(text, value);
    } else if (is_consonant(value)) {
        append_consonant(text, value);
    } else if (value != virama || !tail_is(text, virama)) {
        text += value;
    }
}

bool is_latin(char32_t value)
{
    return between(value, U'a', U'z');
}

// "lakhhh" and "haaaan" are drawn out: a vowel is kept twice, a consonant once.
void append_latin_n1(std::u32string& text, std::u32string_view from, std::size_t at)
{
    const auto value = from[at];
    std::size_t first = at;
    while (first > 0 && from[first - 1] == value)
        --first;
    std::size_t last = at;
    while (last + 1 < from.size() && last < first + 2 && from[last + 1] == value)
        ++last;
    const bool drawn_out = last >= first + 2;
    const bool is_vowel_letter = std::u32string_view(U"aeiou").find(value) != std::u32string_view::npos;
    if (!drawn_out || at - first < (is_vowel_letter ? 2U : 1U))
        text += value;
}

// ":" is a visarga only where छ stands alone: "छ: किलो".
bool is_six_with_colon(std::u32string_view from, std::size_t at)
{
    return from[at] == U':' && at >= 1 && from[at - 1] == 0x91B && (at < 2 || !is_word_part(from[at - 2])) &&
           (at + 1 == from.size() || !is_word_part(from[at + 1]));
}

std::u32string n1_once(std::u32string_view from)
{
    std::u32string text;
    text.reserve(from.size());
    for (std::size_t at = 0; at < from.size(); ++at) {
        const auto value = from[at];
        if (is_devanagari(value))
            append_devanagari_n1(text, value, at + 1 < from.size() ? from[at + 1] : 0);
        else if (is_latin(value))
            append_latin_n1(text, from, at);
        else
            text += is_six_with_colon(from, at) ? char32_t { 0x939 } : value;
    }
    return text;
}

bool may_change_sign(char32_t before, char32_t sign)
{
    const bool glide = before == 0x92F && (sign == 0x947 || sign == 0x940);
    return glide || sign == 0x945 || plain_vowel(sign) != sign || is_vowel_sign(before) || is_vowel(before);
}

// Whether a rule could touch this letter; it errs only towards yes.
bool may_change(std::u32string_view text, std::size_t at)
{
    const auto value = text[at];
    const auto before = at >= 1 ? text[at - 1] : 0;
    const auto second_before = at >= 2 ? text[at - 2] : 0;
    if (is_latin(value))
        return value == before && value == second_before;
    if (is_consonant(value))
        return plain_vowel(value) != value || (before == virama && is_nasal_of(second_before, stop_class(value)));
    if (is_vowel_sign(value))
        return may_change_sign(before, value);
    if (value == anusvara || value == virama)
        return value == before;
    return !between(value, U'0', U'9') && !between(value, 0x905, 0x90A) && value != 0x90F && value != 0x913;
}

std::u32string n0_of(std::string_view utf8)
{
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = code_point_at(utf8, at);
        append_n0(text, next.value);
        at += next.bytes;
    }
    return text;
}

} // namespace

std::string n0(std::string_view utf8)
{
    return to_utf8(n0_of(utf8));
}

std::string n1(std::string_view utf8)
{
    return to_utf8(n1_of_n0(n0_of(utf8)));
}

void append_n0(std::u32string& text, char32_t code_point)
{
    if (code_point < 0x80)
        text += between(code_point, U'A', U'Z') ? code_point + 0x20 : code_point;
    else if (is_devanagari(code_point))
        append_devanagari_n0(text, code_point);
    else if (is_plain_symbol(code_point))
        text += code_point;
    else if (!is_invisible(code_point))
        append_folded(text, code_point);
}

bool is_n1(std::u32string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (may_change(text, at))
            return false;
    }
    return true;
}

// One rule can make room for another (a nukta gone, a sign composed), so the rules run until nothing changes. Every
// rule shortens the text or moves a letter one way only, hence this ends.
std::u32string n1_of_n0(std::u32string_view text)
{
    if (is_n1(text))
        return std::u32string(text);
    auto now = n1_once(text);
    while (true) {
        auto next = n1_once(now);
        if (next == now)
            return now;
        now = std::move(next);
    }
}

} // namespace locales
