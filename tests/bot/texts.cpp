// The texts as they are delivered: they load, and each fits the places where it is shown.

#include "bot/actions/action.h"
#include "dialogs/load.h"
#include "locales/catalog.h"
#include "locales/format.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

const std::string source = SAMVAD_SOURCE_DIR;
constexpr int button_units_max = 18;      // of the 20 of a WhatsApp button, "1 " goes before it
constexpr int two_devanagari_parts = 134; // UTF-16 units of an SMS in two parts
constexpr int two_latin_parts = 306;      // GSM-7 letters of an SMS in two parts

const locales::Catalog& catalog()
{
    static const auto loaded = locales::Catalog::load(source + "/locales");
    return loaded;
}

bool begins_with_one_of(std::string_view key, const std::vector<std::string_view>& heads)
{
    return std::ranges::any_of(heads, [&](std::string_view head) { return key.starts_with(head); });
}

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 128; });
}

} // namespace

TEST_CASE("the delivered texts are whole in Hindi, Roman Hindi and English")
{
    CHECK(catalog().languages() == std::vector<std::string> { "en", "hi", "hi-Latn" });
    CHECK(catalog().keys().size() > 500);
}

TEST_CASE("every choice and every entry of the menu fits a button with its number")
{
    for (const auto& key : catalog().keys()) {
        const bool label = begins_with_one_of(key, { "choice.", "menu.", "engine.miss.", "engine.list_button" }) ||
                           key.ends_with(".yes") || key.ends_with(".no");
        if (!label)
            continue;
        for (const auto& language : catalog().languages()) {
            CAPTURE(key, language);
            CHECK(catalog().longest_units(language, key, "whatsapp") <= button_units_max);
        }
    }
}

TEST_CASE("an SMS needs at most two parts at the longest of its variables")
{
    for (const auto& key : catalog().keys())
        for (const auto& language : catalog().languages()) {
            CAPTURE(key, language);
            const int most = language == "hi" ? two_devanagari_parts : two_latin_parts;
            CHECK(catalog().longest_units(language, key, "sms") <= most);
        }
}

TEST_CASE("an SMS in Roman script leaves as GSM letters, because one other letter halves what fits in it")
{
    const auto shown_in_devanagari = [](const std::string& key) { return key == "engine.language_hi"; };
    for (const auto& key : catalog().keys())
        for (const std::string language : { "hi-Latn", "en" }) {
            CAPTURE(key, language);
            const auto variables = catalog().placeholders(key); // the arguments only look at the names
            locales::Arguments arguments;
            for (const auto& variable : variables)
                arguments.emplace_back(variable, std::string { "x" });
            CHECK((is_ascii(catalog().text(language, key, "sms", arguments)) || shown_in_devanagari(key)));
        }
}

TEST_CASE("every unit that can be chosen can also be shown with a number")
{
    const auto formats = locales::Formats::load(source + "/locales");
    const auto loaded = dialogs::load(source + "/dialogs");
    const auto* add = loaded.dialogs.named("add_product");
    REQUIRE(add != nullptr);
    const auto& unit = add->steps[*add->find("unit")];
    auto units = unit.of;
    units.insert(units.end(), unit.also.begin(), unit.also.end());
    CHECK(units.size() == 15);
    for (const auto& name : units)
        CHECK(formats.in("hi").knows_unit(name));
}
