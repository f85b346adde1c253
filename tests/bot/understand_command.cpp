// What `samvad understand` prints: its keys and their kinds are read by other programs, so they are compared whole.

#include "bot/commands/understand.h"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <sstream>

using nlohmann::json;

namespace {

// A Sunday noon in November; every line of a case is understood by one run.
std::vector<json> understood(const std::string& lines, const std::string& question = {}, const std::string& tense = {})
{
    bot::Settings settings;
    settings.data = SAMVAD_SOURCE_DIR;
    std::istringstream in { lines };
    std::ostringstream out;
    REQUIRE(bot::understand(settings, { question, "2026-11-22T12:00", tense }, in, out) == 0);
    std::istringstream printed { out.str() };
    std::vector<json> objects;
    for (std::string line; std::getline(printed, line);)
        objects.push_back(json::parse(line));
    return objects;
}

struct Line {
    std::string text;
    std::string key;
    std::string expected; // JSON
};

void check_lines(const std::vector<Line>& lines, const std::string& question = {}, const std::string& tense = {})
{
    std::string all;
    for (const auto& line : lines)
        all += line.text + "\n";
    const auto objects = understood(all, question, tense);
    REQUIRE(objects.size() == lines.size());
    for (std::size_t at = 0; at < lines.size(); ++at) {
        INFO(lines[at].text << ": " << objects[at].dump());
        CHECK(objects[at].at(lines[at].key) == json::parse(lines[at].expected));
    }
}

} // namespace

TEST_CASE("Running text gives its amounts in order, and only what is marked as money is money")
{
    check_lines({
        { "अचार 250 रु के 20 डिब्बे", "numbers", R"(["250","20"])" },
        { "अचार 250 रु के 20 डिब्बे", "money", "[25000]" },
        { "अचार 250 रु के 20 डिब्बे", "quantities", R"([{"value":"20","unit":"box"}])" },
        { "PACK 1234", "quantities", "[]" }, // the number of an order
        { "PACK 1234", "numbers", R"(["1234"])" },
        { "अचार के 5 पैकेट", "quantities", R"([{"value":"5","unit":"packet"}])" },
        { "achar aadha kilo", "quantities", R"([{"value":"0.5","unit":"kilogram"}])" },
        { "दो तीन हज़ार लगेंगे", "ranges", R"([["2000","3000"]])" },
        { "दो तीन हज़ार लगेंगे", "numbers", "[]" }, // a span is no number of its own
        { "मेरा नंबर 9812345678 है", "numbers", "[]" },
        { "ढाई लाख रुपये", "money", "[25000000]" },
        { "सस्ता है", "numbers", "[]" },
    });
}

TEST_CASE("Days and spans of days are ISO days of the calendar in India")
{
    check_lines({
        { "15 अगस्त 2026 को", "dates", R"(["2026-08-15"])" },
        { "कल भेज दूँगी", "dates", R"(["2026-11-23"])" }, // the verb decides
        { "कल भेज दिया", "dates", R"(["2026-11-21"])" },
        { "कल", "dates", "[]" }, // both ways: it must be asked
        { "अप्रैल से जून", "periods", R"([{"from":"2026-04-01","to":"2026-06-30"}])" },
        { "अप्रैल से जून", "dates", "[]" },
    });
    check_lines({ { "कल", "dates", R"(["2026-11-21"])" } }, {}, "past");
    check_lines({ { "कल", "dates", R"(["2026-11-23"])" } }, {}, "future");
}

TEST_CASE("An open question gets one value, or null where it would be asked again")
{
    check_lines({ { "250", "answer", "25000" }, { "ढाई सौ", "answer", "25000" }, { "सस्ता", "answer", "null" } },
                "money");
    check_lines({ { "पौने दो किलो", "answer", R"({"value":"1.75","unit":"kilogram"})" },
                  { "20", "answer", R"({"value":"20","unit":null})" },
                  { "दो बोरी", "answer", "null" } },
                "quantity");
    check_lines({ { "1", "answer", R"("yes")" },
                  { "haan ji", "answer", R"("yes")" },
                  { "नहीं", "answer", R"("no")" },
                  { "पता", "answer", "null" } },
                "yes_no");
    check_lines({ { "आज", "answer", R"("2026-11-22")" }, { "कल", "answer", "null" } }, "date");
    check_lines({ { "कल", "answer", R"("2026-11-21")" } }, "date", "past");
    check_lines({ { "इस महीने", "answer", R"({"from":"2026-11-01","to":"2026-11-30"})" } }, "period");
    check_lines({ { "डेढ़ सौ", "answer", R"("150")" }, { "दो तीन हज़ार", "answer", "null" } }, "number");
}

TEST_CASE("A wish that is sure is named, and one that is not brings what she may choose from")
{
    check_lines({
        { "BILL 12 18450", "intent", R"("report_collection")" },
        { "RATE 3500", "confidence", "1.0" }, // a keyword is known exactly
        { "RATE 3500", "alternatives", "[]" },
        { "रोको", "intent", R"("privacy")" },
        { "धन्यवाद", "intent", R"("thanks")" },
        { "मेनू", "intent", R"("menu")" },
        { "पैसा", "alternatives", R"(["sale_payment","commission_balance","loan"])" }, // asked, never guessed
        { "मुझे नया अचार बेचने के लिए जोड़ना है", "intent", R"("add_product")" },
        { "papad 30 packet 40 rs", "intent", R"("add_product")" }, // a list without a verb
        { "papad 30 packet 40 rs", "alternatives", "[]" },
    });
}

TEST_CASE("Yes and no are found in running text, and null where nothing says either")
{
    check_lines({ { "haan bhej do", "yes_no", R"("yes")" },
                  { "नहीं चाहिए", "yes_no", R"("no")" },
                  { "अचार", "yes_no", "null" } });
}

TEST_CASE("Every line gives one object with all keys, whatever its bytes")
{
    const std::string lines =
        std::string { "\n\xFF\xFE broken \xE0\xA4\n" } + std::string(1, '\0') + "\r\n250 रु\r\nlast";
    const auto objects = understood(lines);
    REQUIRE(objects.size() == 5);
    for (const auto& object : objects) {
        for (const auto* list : { "alternatives", "numbers", "money", "ranges", "quantities", "dates", "periods" })
            CHECK(object.at(list).is_array());
        CHECK(object.at("text").is_string());
        CHECK(object.at("intent").is_string());
        CHECK(object.at("confidence").is_number());
        CHECK(object.at("yes_no").is_null());
        CHECK_FALSE(object.contains("answer"));
    }
    CHECK(objects[3].at("text") == "250 रु");
    CHECK(objects[4].at("text") == "last");
}

TEST_CASE("A time that is none is refused with what is expected")
{
    bot::Settings settings;
    settings.data = SAMVAD_SOURCE_DIR;
    std::istringstream in;
    std::ostringstream out;
    CHECK_THROWS_WITH(bot::understand(settings, { {}, "tomorrow", {} }, in, out),
                      Catch::Contains("--now \"tomorrow\"") && Catch::Contains("2026-11-22"));
}
