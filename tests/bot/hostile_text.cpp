// Text that is meant to break something: wherever she may write it, it is kept and shown as text, or refused in words.

#include "bot/channels/kannel_inbound.h"
#include "bot/channels/whatsapp_inbound.h"
#include "locales/utf8.h"
#include "storage/complaints.h"
#include "storage/people.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

using tests::MemoryOffice;

namespace {

struct Hostile {
    const char* what;
    std::string text;
    std::string kept; // as a name, where it is another than the text
};

std::string repeated(const std::string& text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

const std::vector<Hostile> hostile {
    { "SQL", "Ra'); DROP TABLE people;--", "" },
    { "a parameter of SQL", "$1 ?1 :a \"x\"", "" },
    { "a place of a text", "Rita {name} {0}", "" },
    { "a choice of a text", "{x, plural, other", "" },
    { "an apostrophe that quotes in texts", "D'Souza '{x}'", "" },
    { "a format string", "%s%n%d Rita %x", "" },
    { "HTML", "<b>Rita</b> &amp;", "" },
    { "JSON", "Rita\",\"to\":\"1", "" },
    { "a formula", "=SUM(A1) Rita", "" },
    { "control characters", "Ri\x01\x1b[2Jta", "Ri[2Jta" },
    { "the other direction of writing",
      "Rita \xE2\x80\xAE"
      "devi"
      "\xE2\x80\xAC",
      "Rita devi" },
    { "isolates", "\xE2\x81\xA6Rita\xE2\x81\xA9 devi", "Rita devi" },
    { "lone joiners", "Rita\xE2\x80\x8D \xE2\x80\x8C devi", "" },
    { "a letter beyond the first plane", "Rita \xF0\x9F\x99\x8F devi", "" },
    { "many marks", "Ri" + repeated("\xCC\x81", 10) + "ta", "" },
};

const std::string her_phone = "+919800000078";

// Writes for her, and looks at what she is sent: it fits, and it is text.
class Writer {
public:
    explicit Writer(std::string channel) : channel_(std::move(channel)) {}

    std::string say(const std::string& words)
    {
        office.now += std::chrono::seconds { 30 };
        const auto id = "wamid." + std::to_string(++count_);
        outcome = office.take(tests::text_of(her_phone, channel_, id, words, office.now)).outcome;
        said.clear();
        for (const auto& sent : office.deliver(channel_))
            said += sent.letter.text + '\n';
        CHECK(outcome != "parked");
        CHECK_FALSE(said.empty());
        CHECK(locales::to_utf8(locales::to_utf32(said)) == said);
        return said;
    }

    void say_all(const std::vector<std::string>& all)
    {
        for (const auto& words : all)
            say(words);
    }

    storage::people::Person person()
    {
        storage::Transaction tx { office.connection(), storage::Mode::Read };
        return storage::people::by_phone(tx, her_phone).value();
    }

    MemoryOffice office;
    std::string outcome, said;

private:
    std::string channel_;
    int count_ = 0;
};

const std::vector<std::string> until_her_name { "judna hai", "haan", "haan", "haan", "nahi" };

std::string trimmed_kept(const Hostile& one)
{
    return one.kept.empty() ? one.text : one.kept;
}

} // namespace

TEST_CASE("As the first thing anybody ever writes, hostile text is answered")
{
    for (const auto* channel : { "whatsapp", "sms" })
        for (const auto& one : hostile) {
            INFO(channel << ", " << one.what);
            Writer she { channel };
            she.say(one.text);
        }
}

TEST_CASE("As her name hostile text is kept and shown letter by letter, but for what would turn the words around it")
{
    for (const auto& one : hostile) {
        INFO(one.what);
        Writer she { "whatsapp" };
        she.say_all(until_her_name);
        she.say(one.text);
        she.say_all({ "hardoi", "naya samuh" });
        REQUIRE(she.outcome == "answered");
        const auto name = she.person().name;
        // A frame of little words and signs around a name is no part of it.
        CHECK(trimmed_kept(one).find(name) != std::string::npos);
        CHECK(locales::count_letters(name) >= 4);
        CHECK(she.said.find(name) != std::string::npos);
    }
}

TEST_CASE("As a complaint hostile text is kept whole")
{
    for (const auto& one : hostile) {
        INFO(one.what);
        Writer she { "whatsapp" };
        she.say_all(until_her_name);
        she.say_all({ "Rita Devi", "hardoi", "naya samuh", "mujhe adhikari se baat karni hai" });
        she.say(one.text);
        storage::Transaction tx { she.office.connection(), storage::Mode::Read };
        const auto person = storage::people::by_phone(tx, her_phone)->id;
        const auto kept = storage::complaints::of_person(tx, person, 10);
        REQUIRE(kept.size() == 1);
        CHECK(kept.front().text == trimmed_kept(one));
    }
}

TEST_CASE("60,000 marks on one letter are no name, and a message like any other")
{
    const auto marks = "\xE0\xA4\x95" + repeated("\xCC\x81", 60'000);
    Writer she { "whatsapp" };
    she.say(marks);
    she.say_all(until_her_name);
    she.say(marks);
    she.say_all({ "Rita Devi", "hardoi", "naya samuh" });
    CHECK(she.outcome == "answered");
    CHECK(she.person().name == "Rita Devi");
}

TEST_CASE("The letter NUL, which no database keeps, does not come in: neither by WhatsApp nor by SMS")
{
    const auto read = bot::read_whatsapp(
        R"({"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"919800000078","id":"wamid.\u00001",)"
        R"("timestamp":"1795329000","type":"text","text":{"body":"Rita\u0000 Devi"}}]}}]}]})");
    REQUIRE(read.arrivals.size() == 1);
    CHECK(read.arrivals[0].message.text == "Rita Devi");
    CHECK(read.arrivals[0].provider_id == "wamid.1");

    const auto of = [](const char* query) {
        return bot::read_kannel_message(bot::read_form(query), {}).arrivals.at(0);
    };
    CHECK(of("from=9800000078&id=1&text=Rita%00+Devi&charset=UTF-8").message.text == "Rita Devi");
    CHECK(of("from=9800000078&id=1&text=%00R%00%00%00i&charset=UTF-16BE").message.text == "Ri");
    CHECK(of("from=9800000078&id=%ff&text=a").provider_id.starts_with("hash-"));
    CHECK(of("from=9800000078&id=a%00b&text=a").provider_id.starts_with("hash-"));
}
