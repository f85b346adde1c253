#include "bot/channels/kannel.h"

#include "bot/form.h"
#include "tests/support/raw_server.h"

#include <catch2/catch.hpp>

#include <mutex>

using namespace std::chrono_literals;
using bot::SendResult;

namespace {

// A sendsms that keeps what it was asked and answers as told.
struct Gateway {
    std::mutex mutex;
    tests::Said said;
    std::vector<tests::Told> asked;
    tests::RawServer server;

    Gateway()
        : said { tests::answer(202, "0: Accepted for delivery") }, server([this](const tests::Told& told) {
              const std::lock_guard lock { mutex };
              asked.push_back(told);
              return said;
          })
    {
    }

    void answer_with(tests::Said next)
    {
        const std::lock_guard lock { mutex };
        said = std::move(next);
    }

    bot::KannelSettings settings() const
    {
        bot::KannelSettings made;
        made.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/cgi-bin/sendsms";
        made.username = "samvad";
        made.password = "p&ss";
        made.from = "SAMVAD";
        made.status_url = "http://127.0.0.1:8080/webhooks/sms/kannel/s3cret/status";
        made.connect_timeout = 300ms;
        made.answer_timeout = 400ms;
        return made;
    }

    bot::Parameters parameters() const { return bot::read_form(bot::query_of(asked.at(asked.size() - 1).target)); }
};

bot::OutboundMessage message(const std::string& text)
{
    bot::OutboundMessage made;
    made.outbox_id = 4711;
    made.to = { { dialogs::IdentityKind::UserId, "IN.1" }, { dialogs::IdentityKind::Phone, "+919812345678" } };
    made.letter.text = text;
    made.letter.template_key = "commission.balance";
    made.letter.language = "hi";
    return made;
}

} // namespace

TEST_CASE("A Hindi SMS goes out in UCS-2 with a report asked for by our own number")
{
    Gateway gateway;
    bot::Kannel kannel { gateway.settings() };
    auto letter = message("कमीशन ₹120 & बाकी 0");
    letter.letter.choices = { { "menu", "1 मेनू", "" } };
    CHECK(kannel.send(letter).result == SendResult::Accepted);
    CHECK(gateway.asked.at(0).method == "GET");
    CHECK(gateway.asked.at(0).target.starts_with("/cgi-bin/sendsms?"));
    const bot::Parameters expected {
        { "username", "samvad" },
        { "password", "p&ss" },
        { "from", "SAMVAD" },
        { "to", "+919812345678" },
        { "coding", "2" },
        { "charset", "UTF-8" },
        { "text", "कमीशन ₹120 & बाकी 0\n1 मेनू" },
        { "dlr-mask", "31" },
        { "dlr-url",
          "http://127.0.0.1:8080/webhooks/sms/kannel/s3cret/status?id=4711&type=%d&reply=%A&fid=%F&ts=%T" }
    };
    CHECK(gateway.parameters() == expected);
}

TEST_CASE("A text of GSM letters goes out in the GSM alphabet")
{
    Gateway gateway;
    bot::Kannel kannel { gateway.settings() };
    CHECK(kannel.send(message("Commission Rs 120 [due]")).result == SendResult::Accepted);
    CHECK(gateway.parameters()["coding"] == "0");
    CHECK(gateway.parameters()["text"] == "Commission Rs 120 [due]");
}

TEST_CASE("Each SMS bears the ids of the operators' DLT platforms; an unregistered text is not sent")
{
    Gateway gateway;
    auto settings = gateway.settings();
    settings.smsc = "JIO";
    settings.dlt.entity_id = "1201159100000000001";
    settings.dlt.chain_hash = "abc123";
    bot::Kannel kannel { settings };
    auto registered = message("x");
    registered.registration_id = "1707160000000000002";
    CHECK(kannel.send(registered).result == SendResult::Accepted);
    CHECK(gateway.parameters()["meta-data"] ==
          "?smpp?PE_ID=1201159100000000001&TEMPLATE_ID=1707160000000000002&TM=abc123");
    CHECK(gateway.parameters()["smsc"] == "JIO");
    auto other = message("x");
    other.letter.template_key = "unknown.text";
    const auto sent = kannel.send(other);
    CHECK(sent.result == SendResult::Broken);
    CHECK(sent.error.find("unknown.text (hi)") != std::string::npos);
    CHECK(gateway.asked.size() == 1);
}

TEST_CASE("Each answer of sendsms says what to do next")
{
    struct Row {
        int status;
        const char* body;
        SendResult result;
    };

    const Row rows[] = { { 202, "0: Accepted for delivery", SendResult::Accepted },
                         { 202, "3: Queued for later delivery", SendResult::Accepted },
                         { 200, "hello", SendResult::Unknown },
                         { 503, "Temporal failure, try again later.", SendResult::TryLater },
                         { 403, "Authorization failed for sendsms", SendResult::StopSending },
                         { 403, "Not routable. Do not try again.", SendResult::Unreachable },
                         { 400, "Missing receiver number, rejected", SendResult::Broken },
                         { 502, "<html>", SendResult::Unknown } };
    Gateway gateway;
    bot::Kannel kannel { gateway.settings() };
    for (const auto& row : rows) {
        INFO(row.body);
        gateway.answer_with({ .bytes = tests::answer(row.status, row.body) });
        CHECK(kannel.send(message("x")).result == row.result);
    }
}

TEST_CASE("A lost answer of sendsms is unknown, a refused connection is tried later")
{
    Gateway gateway;
    bot::Kannel kannel { gateway.settings() };
    gateway.answer_with({ .bytes = "", .reset = true });
    CHECK(kannel.send(message("x")).result == SendResult::Unknown);
    // Some bytes always come in time, but the whole does not: waited for to its end, it would be an acceptance.
    gateway.answer_with({ .bytes = tests::answer(202, "0: Accepted for delivery"), .drip = 50ms });
    CHECK(kannel.send(message("x")).result == SendResult::Unknown);
    gateway.answer_with({ .bytes = tests::answer(202, "0: Accepted for delivery") });
    CHECK(kannel.send(message("x")).result == SendResult::Accepted);
    auto nowhere = gateway.settings();
    nowhere.url = "http://127.0.0.1:1/cgi-bin/sendsms";
    const auto sent = bot::Kannel { nowhere }.send(message("x"));
    CHECK(sent.result == SendResult::TryLater);
    CHECK(sent.error.find("p&ss") == std::string::npos);
    auto nobody = message("x");
    nobody.to.pop_back();
    CHECK(kannel.send(nobody).result == SendResult::Unreachable);
}
