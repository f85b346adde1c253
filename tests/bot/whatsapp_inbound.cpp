#include "bot/channels/whatsapp_inbound.h"

#include "bot/bad_request.h"
#include "tests/support/delivery_text.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

namespace {

std::string one_message(const std::string& message, const std::string& contacts = "[]")
{
    return R"({"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"contacts":)" +
           contacts + R"(,"messages":[)" + message + "]}}]}]}";
}

std::string nested(std::size_t depth)
{
    return R"({"entry":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

std::string refusal(const std::string& body)
{
    try {
        bot::read_whatsapp(body);
    } catch (const bot::BadRequest& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("Every webhook of WhatsApp in tests/payloads is read as the text beside it says")
{
    const auto payloads = tests::files_in(tests::payload_folder("whatsapp"), ".json");
    REQUIRE(payloads.size() > 45);
    for (const auto& path : payloads) {
        INFO(path);
        const auto read = tests::as_text(bot::read_whatsapp(tests::read_file(path)));
        const auto expected = path.substr(0, path.size() - 5) + ".txt";
        CHECK(read == tests::expected_text(expected, read));
    }
}

TEST_CASE("A message is kept in the provider's own words")
{
    const auto delivery = bot::read_whatsapp(one_message(
        R"({"from":"919812345678","id":"wamid.1","type":"text","text":{"body":"\u0928\u092e"},"new":[1]})"));
    REQUIRE(delivery.arrivals.size() == 1);
    CHECK(delivery.arrivals[0].raw ==
          R"({"from":"919812345678","id":"wamid.1","new":[1],"text":{"body":"नम"},"type":"text"})");
}

TEST_CASE("The same event delivered twice has the same key, another event another")
{
    const std::string first = R"({"entry":[{"changes":[{"field":"account_update","value":{"event":"A"}}]}]})";
    const std::string other = R"({"entry":[{"changes":[{"field":"account_update","value":{"event":"B"}}]}]})";
    const auto key = [](const std::string& body) { return bot::read_whatsapp(body).events.at(0).key; };
    CHECK(key(first).size() == 64);
    CHECK(key(first) == key(first));
    CHECK(key(first) != key(other));
}

TEST_CASE("A webhook of a wrong shape is refused with a sentence")
{
    const std::string good =
        R"({"from":"919812345678","id":"wamid.1","timestamp":"1795257000","type":"text","text":{"body":"x"}})";
    REQUIRE(refusal(one_message(good)).empty());
    const std::string bad[] = {
        "",
        "x",
        "{",
        "[]",
        "{}",
        "null",
        R"({"entry":5})",
        R"({"entry":[5]})",
        R"({"entry":[{"changes":{}}]})",
        R"({"entry":[{"changes":[{"field":"messages"}]}]})",
        R"({"entry":[{"changes":[{"value":{}}]}]})",
        R"({"entry":[{"changes":[{"field":"messages","value":[]}]}]})",
        R"({"entry":[{"changes":[{"field":7,"value":{}}]}]})",
        R"({"entry":[{"changes":[{"field":"messages","value":{"messages":"many"}}]}]})",
        one_message(R"({"from":"919812345678","id":"wamid.1","timestamp":1e999,"type":"text"})"),
        one_message(
            "{\"from\":\"919812345678\",\"id\":\"wamid.1\",\"type\":\"text\",\"text\":{\"body\":\"\xff\xfe\"}}"),
        one_message(good) + "x"
    };
    for (const auto& body : bad) {
        INFO(body);
        CHECK_FALSE(refusal(body).empty());
    }
}

TEST_CASE("One faulty message is kept whole as an event, and the others of its batch are read")
{
    const std::string good =
        R"({"from":"919812345678","id":"wamid.1","timestamp":"1795257000","type":"text","text":{"body":"x"}})";
    const std::string faulty[] = {
        "5",
        R"({"from":"919812345678","type":"text"})",
        R"({"from":"919812345678","id":7,"type":"text"})",
        R"({"id":"wamid.1","type":"text"})",
        R"({"from":"919812345678","id":"wamid.1","timestamp":"soon","type":"text"})",
        R"({"from":"919812345678","id":"wamid.1","timestamp":"99999999999999999","type":"text"})",
        R"({"from":"919812345678","id":"wamid.1","text":"x","type":"text"})",
        R"({"from":"919812345678","id":"wamid.1","text":{"body":5},"type":"text"})",
    };
    for (const auto& message : faulty) {
        INFO(message);
        const auto delivery = bot::read_whatsapp(one_message(message + "," + good));
        REQUIRE(delivery.arrivals.size() == 1);
        CHECK(delivery.arrivals[0].message.text == "x");
        REQUIRE(delivery.events.size() == 1);
        CHECK(delivery.events[0].field == "messages.faulty_message");
        CHECK(delivery.events[0].payload == message);
    }
}

TEST_CASE("A faulty status or contact is kept as an event, and the message beside it is read")
{
    const std::string good = R"({"from":"919812345678","id":"wamid.1","type":"text","text":{"body":"x"}})";
    const auto beside_contact = bot::read_whatsapp(one_message(good, "[5]"));
    CHECK(beside_contact.arrivals.size() == 1);
    CHECK(beside_contact.events.at(0).field == "messages.faulty_contact");
    const auto status = bot::read_whatsapp(
        R"({"entry":[{"changes":[{"field":"messages","value":{"statuses":[{"status":"sent"},{"id":"wamid.2","status":"sent"}]}}]}]})");
    CHECK(status.statuses.size() == 1);
    CHECK(status.events.at(0).field == "messages.faulty_status");
    CHECK(status.events.at(0).payload == R"({"status":"sent"})");
}

TEST_CASE("A lone half of a surrogate pair is read as a replacement letter, and whole pairs stay")
{
    const auto text_of = [](const std::string& body) {
        const auto delivery = bot::read_whatsapp(
            one_message(R"({"from":"919812345678","id":"wamid.1","type":"text","text":{"body":")" + body + "\"}}"));
        return delivery.arrivals.at(0).message.text;
    };
    CHECK(text_of(R"(a\ud83d b)") == "a\xEF\xBF\xBD b");
    CHECK(text_of(R"(\ude00)") == "\xEF\xBF\xBD");
    CHECK(text_of(R"(\ud83d\ud83d\ude00)") == "\xEF\xBF\xBD\xF0\x9F\x98\x80");
    CHECK(text_of(R"(\ud83d\n\ud83d\u0928)") == "\xEF\xBF\xBD\n\xEF\xBF\xBD\xE0\xA4\xA8");
    CHECK(text_of(R"(\\ud83d \udc00)") == "\\ud83d \xEF\xBF\xBD");
    CHECK(text_of(R"(\\ud83d)") == "\\ud83d");
}

TEST_CASE("A refusal never repeats what a person wrote")
{
    CHECK(refusal(one_message(R"({"from":"919812345678","id":"w","type":"text","text":{"body":"secret words" oops})"))
              .find("secret") == std::string::npos);
}

TEST_CASE("Bodies that would take too much memory or stack are refused before they are built")
{
    CHECK(refusal(nested(63)).find("no object where") != std::string::npos);
    CHECK(refusal(nested(64)) == "the JSON is nested too deeply");
    CHECK(refusal(nested(1'000'000)) == "the JSON is nested too deeply");
    std::string many = R"({"entry":[0)";
    for (int i = 0; i < 250'000; ++i)
        many += ",0";
    CHECK(refusal(many + "]}") == "the JSON holds too many values");
    CHECK(refusal(R"({"entry":[)" + std::string(100, '9') + "]}") == "the JSON holds a number that is too long");
    CHECK(refusal(R"({"entry":")" + std::string(3 * 1024 * 1024, 'x') + "\"}").find("larger than") !=
          std::string::npos);
}

TEST_CASE("Brackets and commas inside a text count as text")
{
    const std::string body(100'000, '[');
    const std::string commas(100'000, ',');
    const auto delivery =
        bot::read_whatsapp(one_message(R"({"from":"919812345678","id":"wamid.1","type":"text","text":{"body":")" +
                                       body + commas + commas + R"(\"[[[\\"}})"));
    CHECK(delivery.arrivals.at(0).message.text == body + commas + commas + "\"[[[\\");
}
