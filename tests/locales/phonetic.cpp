#include "locales/phonetic.h"

#include <catch2/catch.hpp>

#include <algorithm>

using locales::KeyWidth;
using locales::phonetic_keys;

namespace {

bool share_a_key(const char* one, const char* other, KeyWidth width)
{
    const auto left = phonetic_keys(one, width);
    const auto right = phonetic_keys(other, width);
    return std::any_of(left.begin(), left.end(),
                       [&](const auto& key) { return std::find(right.begin(), right.end(), key) != right.end(); });
}

} // namespace

TEST_CASE("spellings of one name in both scripts share the wide key")
{
    const char* groups[][6] = {
        { "चिकनकारी", "chikankari", "chicankari", "chikankaari", "chiknkari", "चिकनकारि" },
        { "अचार", "achar", "achaar", "aachar", "acchar", "आचार" },
        { "पापड़", "papad", "papar", "pappad", "paapad", "पापर" },
        { "मुरब्बा", "murabba", "muraba", "murabbaa", "मुरबा", "murbba" },
        { "लखनऊ", "lakhnau", "lucknow", "lakhnow", "लखनउ", "Lakhnau" },
    };
    for (const auto& group : groups) {
        for (const auto* other : group) {
            INFO(group[0] << " / " << other);
            CHECK(share_a_key(group[0], other, KeyWidth::Wide));
        }
    }
}

TEST_CASE("the narrow key keeps vowels apart that the wide one merges")
{
    CHECK(share_a_key("kal", "kilo", KeyWidth::Wide));
    CHECK_FALSE(share_a_key("kal", "kilo", KeyWidth::Narrow));
    CHECK(share_a_key("थैला", "thaila", KeyWidth::Narrow));
}

TEST_CASE("a word without letters of the two scripts has no key")
{
    CHECK(phonetic_keys("123").empty());
    CHECK(phonetic_keys("").empty());
    CHECK(phonetic_keys("\xFF\xFE").empty());
}

TEST_CASE("Devanagari is written in Latin letters as one would type it")
{
    CHECK(locales::colloquial_latin("अचार") == "achar");
    CHECK(locales::colloquial_latin("चिकनकारी") == "chikankari");
    CHECK(locales::colloquial_latin("पापड़") == "papad");
    CHECK(locales::colloquial_latin("दर्जन") == "darjan");
    CHECK(locales::colloquial_latin("लहसुन") == "lahsun");
    CHECK(locales::colloquial_latin("ACHAR") == "achar");
}

TEST_CASE("the distance of sounds puts the meant name first")
{
    struct Case {
        const char* typed;
        const char* near;
        const char* far;
    };

    const Case cases[] = {
        { "aachar", "अचार", "चारा" },         { "papar", "पापड़", "पपीता" },      { "sahad", "शहद", "साड़ी" },
        { "agarbati", "अगरबत्ती", "मोमबत्ती" }, { "hamirpur", "हमीरपुर", "रामपुर" },
    };
    for (const auto& each : cases) {
        INFO(each.typed);
        CHECK(locales::sound_distance(each.typed, each.near) < locales::sound_distance(each.typed, each.far));
        CHECK(locales::sound_distance(each.typed, each.near) == locales::sound_distance(each.near, each.typed));
    }
    CHECK(locales::sound_distance("अचार", "achar") == 0);
}
