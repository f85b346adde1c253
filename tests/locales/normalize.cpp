#include "locales/normalize.h"

#include <catch2/catch.hpp>

#include <random>

using locales::n0;
using locales::n1;

TEST_CASE("one spelling stands for all spellings that mean the same word")
{
    struct Case {
        const char* one;
        const char* other;
        const char* why;
    };

    const Case cases[] = {
        { "ज़रूरी", "जरूरी", "nukta typed or not" },
        { "हज़ार", "हज़ार", "nukta letter in one code point and in two" },
        { "हाँ", "हां", "chandrabindu or anusvara" },
        { "पन्द्रह", "पंद्रह", "half न before its own class" },
        { "अण्डा", "अन्डा", "half न where ण belongs" },
        { "सम्पर्क", "संपर्क", "half म before a labial" },
        { "गङ्गा", "गंगा", "half ङ" },
        { "चाहिये", "चाहिए", "ये after a vowel sign" },
        { "गयी", "गई", "यी after a bare consonant" },
        { "रुपये", "रुपए", "ये after a bare consonant" },
        { "ऑर्डर", "आर्डर", "English o" },
        { "अाचार", "आचार", "आ built from two signs looks the same" },
        { "दुःख", "दुख", "visarga inside a word is silent" },
        { "छः", "छह", "visarga at the end is ह" },
        { "छ:", "छह", "a colon typed for visarga" },
        { "क्‍या", "क्या", "an invisible joiner" },
        { "का़म", "काम", "nukta typed after the vowel sign" },
        { "हाााँ", "हां", "a sign typed twice" },
        { "LAKHHH", "lakh", "drawn out and shouted" },
        { "२५०", "250", "Devanagari digits" },
        { "２５０", "250", "full-width digits" },
        { "1️⃣", "1", "a keycap from the emoji keyboard" },
        { "𝐑𝐬", "rs", "decorative letters" },
    };
    for (const auto& each : cases) {
        INFO(each.one << " / " << each.other << ": " << each.why);
        CHECK(n1(each.one) == n1(each.other));
    }
}

TEST_CASE("words that differ stay different")
{
    const char* pairs[][2] = { { "की", "कि" },   { "दिन", "दीन" }, { "मेला", "मैला" },   { "पिता", "पीता" },
                               { "और", "ओर" },   { "सुना", "सूना" }, { "मैं", "में" },       { "कम", "काम" },
                               { "सात", "साठ" }, { "ये", "ए" },     { "saat", "sath" }, { "नाम:", "नामह" } };
    for (const auto& pair : pairs) {
        INFO(pair[0] << " / " << pair[1]);
        CHECK(n1(pair[0]) != n1(pair[1]));
    }
}

TEST_CASE("a half after a digit stays apart from it")
{
    CHECK(n0("2½") == "2 1⁄2");
    CHECK(n0("½") == "1⁄2");
}

namespace {

std::string random_text(std::mt19937& random)
{
    std::uniform_int_distribution<std::size_t> length(0, 24);
    std::uniform_int_distribution<int> byte(0, 255);
    std::uniform_int_distribution<int> devanagari(0, 127);
    std::uniform_int_distribution<int> kind(0, 5);
    std::string text;
    for (auto left = length(random); left > 0; --left) {
        const auto which = kind(random);
        if (which == 0) {
            text += static_cast<char>(byte(random));
        } else if (which == 1) {
            text += static_cast<char>(32 + byte(random) % 95);
        } else {
            const auto value = 0x900 + devanagari(random);
            text += static_cast<char>(0xE0);
            text += static_cast<char>(0x80 | (value >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (value & 0x3F));
        }
    }
    return text;
}

} // namespace

TEST_CASE("normalising twice is normalising once, whatever the bytes")
{
    std::mt19937 random(20261122);
    for (int round = 0; round < 50'000; ++round) {
        const auto text = random_text(random);
        const auto zero = n0(text);
        const auto one = n1(text);
        if (n0(zero) != zero || n1(one) != one || n1(zero) != one) {
            CAPTURE(text, zero, one, n0(zero), n1(one), n1(zero));
            FAIL("a form that is not its own form");
        }
    }
    SUCCEED();
}

TEST_CASE("bytes that are no text become the replacement character")
{
    CHECK(n0("a\xFFz") == "a\uFFFDz");
    CHECK(n1("\xE0\xA4") == "\uFFFD\uFFFD");
    CHECK(n1("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
}
