// How many SMS a text takes, and whether it is written in the GSM alphabet. Pure and thread-safe.
// Source: 3GPP TS 23.038 (alphabet) and 23.040 (concatenation): 160 septets alone and 153 a part; 70 and 67 UTF-16
// units when any letter is outside the alphabet. Extension letters (^{}\[~]| and the euro) take two septets; neither
// they nor a surrogate pair are split between two parts.

#pragma once

#include <string>
#include <string_view>

namespace bot {

enum class SmsAlphabet { Gsm, Ucs2 };

struct SmsSize {
    SmsAlphabet alphabet = SmsAlphabet::Gsm;
    int units = 0; // septets or UTF-16 units
    int parts = 0; // 0 for an empty text
};

SmsSize sms_size(std::string_view utf8);

int utf16_units(std::string_view utf8);

// GSM letters, one a byte, extension letters after 0x1B, as UTF-8; bytes outside become U+FFFD.
std::string utf8_from_gsm(std::string_view septets);

} // namespace bot
