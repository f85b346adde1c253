// The words of a notice: each reader gets the text that is hers, in her language, without holes.

#include "bot/notices/notice_text.h"
#include "locales/catalog.h"
#include "locales/plain_words.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using bot::notices::NoticeTexts;
using storage::recipients::Recipient;

Recipient didi()
{
    Recipient person;
    person.name = "सुनीता";
    person.group_name = "लक्ष्मी समूह";
    person.language = "hi";
    return person;
}

std::string all_of(const std::vector<std::string>& faults)
{
    std::string all;
    for (const auto& fault : faults)
        all += fault + "\n";
    return all;
}

} // namespace

TEST_CASE("a notice's texts are kept and read again as they were")
{
    const NoticeTexts texts { { { "hi", "कल \"मेला\" है\nआइए" }, { "en", "Fair" } }, { { "hi", "समस्त को सूचित" } } };
    CHECK(bot::notices::texts_from_json(bot::notices::to_json(texts)) == texts);
    CHECK_THROWS_AS(bot::notices::texts_from_json("{\"didi\": 3}"), std::runtime_error);
    const std::vector<std::string> buttons { "आऊँगी", "नहीं आऊँगी" };
    CHECK(bot::notices::buttons_from_json(bot::notices::buttons_to_json(buttons)) == buttons);
    CHECK_THROWS_AS(bot::notices::buttons_from_json("3"), std::runtime_error);
}

TEST_CASE("the didi's text has at most 300 letters as people count them")
{
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "क्षि"; // one letter of four code points
    CHECK(bot::notices::faults_of({ { { "en", std::string(300, 'a') } }, {} }).empty());
    CHECK_THAT(all_of(bot::notices::faults_of({ { { "hi", std::string(301, 'a') } }, {} })),
               Catch::Contains("301 characters; shorten it to 300"));
    // Few letters may still be too long for the provider.
    CHECK_THAT(all_of(bot::notices::faults_of({ { { "hi", text } }, {} })),
               Catch::Contains("units of WhatsApp's 1024"));
    CHECK(bot::notices::faults_of({ { { "en", "Come" } }, { { "en", std::string(1'000, 'a') } } }).empty());
}

TEST_CASE("what cannot be sent is told with the mend, all at once")
{
    const auto faults = all_of(bot::notices::faults_of(
        { { { "hi", "नमस्ते {nam}" }, { "bho", "x" }, { "en", " \n" } }, { { "hi", "a } b" }, { "en", "bell \x07" } } }));
    CHECK_THAT(faults, Catch::Contains("(hi): {nam} is no variable; there are {name}, {group}"));
    CHECK_THAT(faults, Catch::Contains("(bho): is in no language of ours"));
    CHECK_THAT(faults, Catch::Contains("(en): is empty"));
    CHECK_THAT(faults, Catch::Contains("officers' text (hi): a brace stands alone"));
    CHECK_THAT(faults, Catch::Contains("officers' text (en): holds a control character"));
    CHECK_THAT(all_of(bot::notices::faults_of({ { { "hi", "a\xFF" } }, {} })), Catch::Contains("not UTF-8"));
    CHECK_THAT(all_of(bot::notices::faults_of({})), Catch::Contains("didi's text is missing"));
    CHECK_THAT(all_of(bot::notices::faults_of({ { { "hi", "x" } }, { { "hi", "x" } } })),
               Catch::Contains("are the same"));
}

TEST_CASE("buttons are few, short and unlike")
{
    using bot::notices::faults_of_buttons;
    CHECK(faults_of_buttons({ "आऊँगी", "नहीं आऊँगी" }).empty());
    CHECK_THAT(all_of(faults_of_buttons({ "1", "2", "3", "4" })), Catch::Contains("at most 3"));
    CHECK_THAT(all_of(faults_of_buttons({ "a", "a" })), Catch::Contains("two buttons"));
    CHECK_THAT(all_of(faults_of_buttons({ std::string(19, 'a') })), Catch::Contains("longer than 18"));
    CHECK_THAT(all_of(faults_of_buttons({ "" })), Catch::Contains("a word or two"));
}

TEST_CASE("each reader gets the text that is hers, in her language, else in Hindi, else in what there is")
{
    const NoticeTexts texts { { { "hi", "दीदी" }, { "en", "didi" } }, { { "en", "officer" } } };
    auto person = didi();
    CHECK(bot::notices::text_for(texts, person) == "दीदी");
    person.language = "en";
    CHECK(bot::notices::text_for(texts, person) == "didi");
    person.language = "hi-Latn";
    CHECK(bot::notices::text_for(texts, person) == "दीदी");
    person.officer = true;
    REQUIRE(bot::notices::choose(texts, person));
    CHECK(bot::notices::choose(texts, person)->text == "officer");
    CHECK(bot::notices::choose(texts, person)->language == "en");
    CHECK_FALSE(bot::notices::text_for({ texts.didi, {} }, person));
    person.officer = false;
    CHECK_FALSE(bot::notices::text_for({ {}, texts.officers }, person));
}

TEST_CASE("variables are filled once, long names are cut, and what is not known is a plain word")
{
    auto person = didi();
    CHECK(bot::notices::filled("{name} दीदी, {group} की बैठक {block} में", person) ==
          "सुनीता दीदी, लक्ष्मी समूह की बैठक आपका ब्लॉक में");
    person.name = "{group}";
    CHECK(bot::notices::filled("{name}", person) == "{group}");
    person.name = std::string(40, 'a');
    CHECK(bot::notices::filled("{name}", person) == std::string(29, 'a') + "…");
    person.name = " ";
    person.language = "en";
    CHECK(bot::notices::filled("{name}", person) == "didi");
    person.officer = true;
    CHECK(bot::notices::filled("{name}", person) == "officer");
    CHECK(bot::notices::variables_in("{name} and {group}, {name}") ==
          std::vector<std::string> { "name", "group", "name" });
}

TEST_CASE("there is a plain word for every variable in every language, as the dialogs say it")
{
    const auto catalog = locales::Catalog::load(SAMVAD_SOURCE_DIR "/locales");
    for (const auto& language : catalog.languages()) {
        CAPTURE(language);
        CHECK(locales::plain_word("name", language, locales::Addressed::Didi) ==
              catalog.text(language, "engine.person.unknown", "whatsapp"));
        for (const auto* variable : { "name", "group", "clf", "block", "district" })
            CHECK_FALSE(locales::plain_word(variable, language, locales::Addressed::Officer).empty());
    }
    CHECK(locales::plain_word("phone", "hi", locales::Addressed::Didi).empty());
}
