// One recipient's letter: what goes on which channel, and what has no way at all.

#include "bot/notices/recipient_letter.h"

#include <catch2/catch.hpp>

using namespace bot::notices;
using storage::templates::Template;

namespace {

Template registered(const std::string& body, const std::string& language = "hi")
{
    Template made;
    made.name = "training";
    made.language = language;
    made.category = "service";
    made.body = body;
    return made;
}

Prepared training()
{
    Prepared prepared;
    prepared.notice.number = 17;
    prepared.texts.didi = { { "hi", "{name} जी, सोमवार को प्रशिक्षण है।" } };
    prepared.buttons = { "आऊँगी", "नहीं आऊँगी" };
    return prepared;
}

storage::recipients::Recipient sunita()
{
    storage::recipients::Recipient person;
    person.person = 5;
    person.name = "सुनीता";
    person.language = "hi";
    return person;
}

} // namespace

TEST_CASE("On WhatsApp a letter bears its buttons, and the template with its variables if one is approved")
{
    auto prepared = training();
    auto letter = letter_for(prepared, sunita(), "whatsapp").value();
    CHECK(letter.text == "सुनीता जी, सोमवार को प्रशिक्षण है।");
    REQUIRE(letter.choices.size() == 2);
    CHECK(letter.choices[1].id == "notice.17.2");
    CHECK(letter.choices[1].label == "2 नहीं आऊँगी");
    CHECK_FALSE(letter.registered);
    prepared.whatsapp_templates = { registered("{{1}} जी, {{2}} को प्रशिक्षण है।") };
    letter = letter_for(prepared, sunita(), "whatsapp").value();
    CHECK(letter.registered.value().variables == std::vector<std::string> { "सुनीता", "सोमवार" });
}

TEST_CASE("An SMS leaves only as its registered text, with the lines of the buttons where they are registered")
{
    auto prepared = training();
    CHECK_FALSE(letter_for(prepared, sunita(), "sms"));
    prepared.sms_templates = { registered("{{1}} जी, मंगलवार को प्रशिक्षण है।") };
    CHECK_FALSE(letter_for(prepared, sunita(), "sms"));
    prepared.sms_templates = { registered("{{1}} जी, सोमवार को प्रशिक्षण है।", "en") };
    CHECK_FALSE(letter_for(prepared, sunita(), "sms"));
    prepared.sms_templates = { registered("{{1}} जी, सोमवार को प्रशिक्षण है।") };
    CHECK(letter_for(prepared, sunita(), "sms").value().choices.empty());
    prepared.sms_templates = { registered("{{1}} जी, सोमवार को प्रशिक्षण है।\n1 आऊँगी\n2 नहीं आऊँगी") };
    CHECK(letter_for(prepared, sunita(), "sms").value().choices.size() == 2);
}

TEST_CASE("The lines of the buttons never hide in a variable, which the operators would refuse")
{
    auto prepared = training();
    prepared.sms_templates = { registered("{{1}} जी, {{2}}") };
    CHECK(letter_for(prepared, sunita(), "sms").value().choices.empty());
}

TEST_CASE("A text may be registered with the lines of its buttons or without")
{
    const std::string text = "रीना जी, सोमवार को प्रशिक्षण है।";
    const std::vector<std::string> buttons { "आऊँगी", "नहीं आऊँगी" };
    const std::string plain = "{{1}} जी, सोमवार को प्रशिक्षण है।", with_lines = plain + "\n1 आऊँगी\n2 नहीं आऊँगी";
    CHECK(faults_as_sms(plain, text, buttons).empty());
    CHECK(faults_as_sms(with_lines, text, buttons).empty());
    CHECK_FALSE(faults_as_sms(with_lines, text, {}).empty());
    CHECK_FALSE(faults_as_sms("{{1}} जी, मंगलवार", text, buttons).empty());
    CHECK(names_buttons(with_lines, text, buttons));
    CHECK_FALSE(names_buttons(plain, text, buttons));
    CHECK_FALSE(names_buttons(plain, text, {}));
}

TEST_CASE("An officer without an officers' text gets no letter, and never the didi's")
{
    auto officer = sunita();
    officer.officer = true;
    auto prepared = training();
    CHECK_FALSE(letter_for(prepared, officer, "whatsapp"));
    prepared.texts.officers = { { "hi", "कार्यालय का आदेश" } };
    CHECK(letter_for(prepared, officer, "whatsapp").value().text == "कार्यालय का आदेश");
}

TEST_CASE("The id of a notice's button is read back, and nothing else is taken for one")
{
    CHECK(answer_of(answer_id(17, 2)) == std::pair<std::int64_t, int> { 17, 2 });
    for (const auto* other : { "", "notice.", "notice.17", "notice.17.4", "notice.0.1", "notice.17.2x", "17.2",
                               "notice.99999999999999999999.1" })
        CHECK_FALSE(answer_of(other));
}
