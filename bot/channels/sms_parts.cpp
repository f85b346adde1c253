#include "bot/channels/sms_parts.h"

#include <unicode/unistr.h>

#include <array>
#include <vector>

namespace bot {

namespace {

// 3GPP TS 23.038, table 6.2.1; 0x1B leads to the extension table.
constexpr std::array<char16_t, 128> gsm_letters {
    u'@', u'£', u'$', u'¥', u'è', u'é', u'ù', u'ì',  u'ò', u'Ç', u'\n', u'Ø', u'ø', u'\r', u'Å', u'å', //
    u'Δ', u'_', u'Φ', u'Γ', u'Λ', u'Ω', u'Π', u'Ψ',  u'Σ', u'Θ', u'Ξ',  0x1B, u'Æ', u'æ',  u'ß', u'É', //
    u' ', u'!', u'"', u'#', u'¤', u'%', u'&', u'\'', u'(', u')', u'*',  u'+', u',', u'-',  u'.', u'/', //
    u'0', u'1', u'2', u'3', u'4', u'5', u'6', u'7',  u'8', u'9', u':',  u';', u'<', u'=',  u'>', u'?', //
    u'¡', u'A', u'B', u'C', u'D', u'E', u'F', u'G',  u'H', u'I', u'J',  u'K', u'L', u'M',  u'N', u'O', //
    u'P', u'Q', u'R', u'S', u'T', u'U', u'V', u'W',  u'X', u'Y', u'Z',  u'Ä', u'Ö', u'Ñ',  u'Ü', u'§', //
    u'¿', u'a', u'b', u'c', u'd', u'e', u'f', u'g',  u'h', u'i', u'j',  u'k', u'l', u'm',  u'n', u'o', //
    u'p', u'q', u'r', u's', u't', u'u', u'v', u'w',  u'x', u'y', u'z',  u'ä', u'ö', u'ñ',  u'ü', u'à'
};

struct Extension {
    char septet;
    char16_t letter;
};

// 3GPP TS 23.038, table 6.2.1.1.
constexpr Extension extensions[] = { { 0x0A, u'\f' }, { 0x14, u'^' }, { 0x28, u'{' }, { 0x29, u'}' }, { 0x2F, u'\\' },
                                     { 0x3C, u'[' },  { 0x3D, u'~' }, { 0x3E, u']' }, { 0x40, u'|' }, { 0x65, u'€' } };

constexpr char escape = 0x1B;

// Septets of one letter: 1, 2, or 0 if it is outside the alphabet.
int septets_of(char16_t letter)
{
    if (letter == 0x1B)
        return 0;
    for (const auto known : gsm_letters)
        if (known == letter)
            return 1;
    for (const auto& extension : extensions)
        if (extension.letter == letter)
            return 2;
    return 0;
}

// The parts for pieces that may not be split, each of so many units.
int parts_for(const std::vector<int>& pieces, int units, int alone_max, int part_max)
{
    if (units <= alone_max)
        return units == 0 ? 0 : 1;
    int parts = 1, used = 0;
    for (const int piece : pieces) {
        if (used + piece > part_max) {
            ++parts;
            used = 0;
        }
        used += piece;
    }
    return parts;
}

SmsSize measure(SmsAlphabet alphabet, const std::vector<int>& pieces)
{
    int units = 0;
    for (const int piece : pieces)
        units += piece;
    const bool gsm = alphabet == SmsAlphabet::Gsm;
    return { alphabet, units, parts_for(pieces, units, gsm ? 160 : 70, gsm ? 153 : 67) };
}

char16_t extension_letter(char septet)
{
    for (const auto& extension : extensions)
        if (extension.septet == septet)
            return extension.letter;
    return u' '; // TS 23.038: an unknown extension is shown as a space
}

} // namespace

SmsSize sms_size(std::string_view utf8)
{
    const auto text = icu::UnicodeString::fromUTF8({ utf8.data(), static_cast<std::int32_t>(utf8.size()) });
    std::vector<int> septets, units;
    bool gsm = true;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        units.push_back(text.moveIndex32(i, 1) - i);
        septets.push_back(units.back() == 1 ? septets_of(text[i]) : 0);
        gsm = gsm && septets.back() > 0;
    }
    return gsm ? measure(SmsAlphabet::Gsm, septets) : measure(SmsAlphabet::Ucs2, units);
}

int utf16_units(std::string_view utf8)
{
    return icu::UnicodeString::fromUTF8({ utf8.data(), static_cast<std::int32_t>(utf8.size()) }).length();
}

std::string utf8_from_gsm(std::string_view septets)
{
    icu::UnicodeString text;
    for (std::size_t i = 0; i < septets.size(); ++i) {
        const auto septet = static_cast<unsigned char>(septets[i]);
        if (septet >= gsm_letters.size())
            text.append(static_cast<char16_t>(0xFFFD));
        else if (septets[i] == escape && i + 1 < septets.size())
            text.append(extension_letter(septets[++i]));
        else
            text.append(gsm_letters[septet]);
    }
    std::string utf8;
    return text.toUTF8String(utf8);
}

} // namespace bot
