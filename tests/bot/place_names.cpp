// Names of places in either script: found as they sound, and never another's.

#include "bot/notices/place_names.h"
#include "bot/csv.h"
#include "locales/names.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

namespace {

using bot::notices::Alike;
using bot::notices::find_names;
using bot::notices::sounds_like;

std::vector<std::vector<std::string>> districts()
{
    static const auto text = tests::read_file(SAMVAD_SOURCE_DIR "/locales/districts.csv");
    bot::CsvReader reader { text };
    reader.next(); // the header
    std::vector<std::vector<std::string>> rows;
    while (const auto row = reader.next())
        rows.push_back(row->fields);
    return rows;
}

} // namespace

TEST_CASE("every district is found in the other script, and no two districts are taken for each other")
{
    const auto all = districts();
    REQUIRE(all.size() == 87);
    for (const auto& one : all) {
        CAPTURE(one[1]);
        CHECK(sounds_like(one[1], one[2]));
        CHECK(sounds_like(one[2], one[1]));
        for (const auto& other : all) {
            if (one[2] == other[2]) // Hamirpur is in both states
                continue;
            CAPTURE(one[1], other[1]);
            CHECK_FALSE(sounds_like(one[1], other[1]));
            CHECK_FALSE(sounds_like(one[1], other[2]));
            CHECK_FALSE(sounds_like(one[2], other[2]));
        }
    }
}

TEST_CASE("a district as joining writes it is the same in every language, and no other")
{
    const auto names = locales::Names::load(std::filesystem::path { SAMVAD_SOURCE_DIR } / "locales");
    std::vector<locales::Name> written;
    for (const auto& row : districts())
        for (const auto& name : names.find("district", locales::tokenize(row[1])))
            if (name.id == "district:" + row[0] + ":" + row[1])
                written.push_back(name);
    REQUIRE(written.size() == 87);
    for (const auto& one : written)
        for (const auto& other : written)
            for (const std::string language : { "hi", "hi-Latn", "en" })
                for (const std::string other_language : { "hi", "hi-Latn", "en" }) {
                    CAPTURE(one.id, other.id, language, other_language);
                    CHECK(sounds_like(one.in(language), other.in(other_language)) == (one.id == other.id));
                }
}

TEST_CASE("groups that are nearly alike stay apart")
{
    const std::vector<std::string> known { "शक्ति समूह 1", "शक्ति समूह 2", "लक्ष्मी समूह" };
    CHECK(find_names(known, "शक्ति समूह 2", Alike::ByLettersFirst) == std::vector<std::string> { "शक्ति समूह 2" });
    CHECK(find_names(known, "lakshmi samuh", Alike::ByLettersFirst) == std::vector<std::string> { "लक्ष्मी समूह" });
    CHECK(find_names(known, "shakti", Alike::ByLettersFirst).empty());
    CHECK(find_names({ "Hardoi", "हरदोई", "Hathras" }, "hardoi", Alike::BySound) ==
          std::vector<std::string> { "Hardoi", "हरदोई" });
    CHECK_THAT(bot::notices::nearest_names({ "Hardoi", "Hathras", "Kannauj", "Una" }, "Hardoii"),
               Catch::StartsWith("Hardoi"));
}

TEST_CASE("A name is found with other words around it, and words without a name find nothing")
{
    const std::vector<std::string> known { "बिलग्राम", "नगरोटा बगवाँ", "सण्डीला" };
    const auto found = [&](std::string_view written) {
        return bot::notices::find_names_within(known, written, bot::notices::Alike::BySound);
    };
    CHECK(found("सिर्फ बिलग्राम ब्लॉक में") == std::vector<std::string> { "बिलग्राम" });
    CHECK(found("bilgram block") == std::vector<std::string> { "बिलग्राम" });
    CHECK(found("block nagrota bagwan mein") == std::vector<std::string> { "नगरोटा बगवाँ" });
    CHECK(found("कल शाम 4 बजे").empty());
    CHECK(found("नहीं").empty());
}
