// What must be registered with the operators is what really leaves: every SMS of every transcript is an instance of one
// of the texts.

#include "bot/sms_texts.h"
#include "bot/equipment.h"
#include "bot/notices/template_text.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace {

const std::vector<bot::SmsText>& texts()
{
    static const bot::Equipment equipment { SAMVAD_SOURCE_DIR };
    static const auto all = bot::sms_texts(equipment.catalog(), equipment.dialogs());
    return all;
}

const bot::SmsText& text_of(const std::string& key)
{
    return *std::ranges::find_if(texts(), [&](const auto& text) { return text.key == key && text.language == "hi"; });
}

// Every SMS a transcript shows, its further lines included.
void add_sms(const std::filesystem::path& file, std::set<std::string>& all)
{
    std::istringstream in { tests::read_file(file) };
    std::string sms;
    const auto end = [&] {
        if (!sms.empty())
            all.insert(sms);
        sms.clear();
    };
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("     ") && !sms.empty()) {
            sms += "\n" + line.substr(5);
            continue;
        }
        end();
        if (line.starts_with("sms: "))
            sms = line.substr(5);
    }
    end();
}

bool fits(const bot::SmsText& text, const std::string& sms)
{
    if (!text.list_follows)
        return bot::notices::faults_of_sms(text.body, sms).empty();
    const auto list = sms.find("\n1 ");
    return bot::notices::faults_of_sms(text.body, sms.substr(0, list)).empty();
}

} // namespace

TEST_CASE("a text is registered with its variables numbered and its fixed choices below it")
{
    CHECK(text_of("add_product.saved").body.find("{{1}}") != std::string::npos);
    const auto& review = text_of("order_packed.review.ask");
    CHECK(review.body.ends_with("\n1 हाँ\n2 नहीं"));
    CHECK_FALSE(review.list_follows);
    CHECK(review.variables.size() == 3);
    CHECK(bot::tagged_body(review).find("{#alphanumeric#}") != std::string::npos);
    CHECK(text_of("my_orders.order.ask").list_follows);
    // PACK {number} stands twice and is one variable.
    CHECK(text_of("order_packed.kept").variables.size() == 2);
    CHECK(std::ranges::none_of(texts(), [](const auto& text) { return text.key.starts_with("choice."); }));
}

TEST_CASE("every text can be registered: variables apart, and none longer than the operators take")
{
    for (const auto& text : texts()) {
        CAPTURE(text.key, text.language);
        CHECK(bot::notices::faults_of_body(text.body, "sms").empty());
        for (const auto& variable : text.variables)
            CHECK(variable.longest <= 30);
    }
}

TEST_CASE("every SMS of every transcript is an instance of a registered text")
{
    std::set<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator { SAMVAD_SOURCE_DIR "/tests/transcripts" })
        if (entry.is_regular_file())
            add_sms(entry.path(), all);
    REQUIRE(all.size() > 300);
    std::string missing;
    for (const auto& sms : all)
        if (std::ranges::none_of(texts(), [&](const auto& text) { return fits(text, sms); }))
            missing += "\n" + sms;
    INFO(missing);
    CHECK(missing.empty());
}
