#include "bot/webhook.h"

#include "bot/channels/signature.h"
#include "tests/support/background_process.h"
#include "tests/support/delivery_text.h"
#include "tests/support/raw_client.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using tests::get;
using tests::post;
using tests::RawClient;
using tests::status_of;

namespace {

const std::string secret = "app-secret";
const std::string message =
    R"({"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"919812345678","id":"wamid.1","timestamp":"1795257000","type":"text","text":{"body":"hi"}}]}}]}]})";

// A webhook that keeps what it was given.
struct Office {
    std::atomic<bot::Taken> outcome { bot::Taken::Committed };
    std::atomic<int> delay_ms { 0 };
    std::atomic<bool> held { false };
    std::atomic<int> begun { 0 };
    std::atomic<bool> ready { true };
    std::mutex mutex;
    std::vector<dialogs::Delivery> taken;
    bot::Webhook webhook;

    explicit Office(int threads = 4)
        : webhook({ .host = "127.0.0.1",
                    .port = 0,
                    .whatsapp_app_secret = secret,
                    .whatsapp_verify_token = "our-token",
                    .kannel_secret = "s3cret",
                    .threads = threads },
                  { [this](dialogs::Delivery delivery, const bot::WebhookHandlers::Told& told) {
                       told(take(std::move(delivery)));
                   },
                    [this](const bot::WebhookHandlers::Told& told) {
                        told(ready ? bot::Taken::Committed : bot::Taken::Failed);
                    },
                    [] { return std::string { "samvad_turns_total 7\n" }; } })
    {
        webhook.start();
    }

    bot::Taken take(dialogs::Delivery delivery)
    {
        ++begun;
        std::this_thread::sleep_for(std::chrono::milliseconds { delay_ms });
        for (int i = 0; held && i < 60'000; ++i) // a test that fails must end all the same
            std::this_thread::sleep_for(1ms);
        const std::lock_guard lock { mutex };
        taken.push_back(std::move(delivery));
        return outcome;
    }

    std::string ask(const std::string& request, std::chrono::milliseconds time = 3s)
    {
        RawClient client { webhook.port() };
        client.say(request);
        auto answer = client.hear(time, "\r\n\r\n");
        return answer + client.hear(50ms);
    }

    int status(const std::string& request) { return status_of(ask(request)); }
};

std::string signed_post(const std::string& body, const std::string& headers = "")
{
    return post("/webhooks/whatsapp", body, "X-Hub-Signature-256: " + bot::sign(body, secret) + "\r\n" + headers);
}

} // namespace

TEST_CASE("Meta's handshake gets its challenge back only for our token")
{
    Office office;
    const auto answer =
        office.ask(get("/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=our-token"));
    CHECK(status_of(answer) == 200);
    CHECK(answer.ends_with("\r\n\r\n1158201444"));
    CHECK(office.status(get("/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=guess")) == 403);
    CHECK(office.status(get("/webhooks/whatsapp")) == 403);
}

TEST_CASE("A signed webhook is handed over and answered by what became of it")
{
    Office office;
    CHECK(office.status(signed_post(message)) == 200);
    REQUIRE(office.taken.size() == 1);
    CHECK(office.taken[0].arrivals.at(0).provider_id == "wamid.1");
    office.outcome = bot::Taken::Full;
    const auto full = office.ask(signed_post(message));
    CHECK(status_of(full) == 503);
    CHECK(full.find("Retry-After: ") != std::string::npos);
    office.outcome = bot::Taken::Failed;
    CHECK(office.status(signed_post(message)) == 500);
}

TEST_CASE("Nothing unsigned, unreadable or packed is handed over")
{
    Office office;
    CHECK(office.status(post("/webhooks/whatsapp", message)) == 401);
    CHECK(office.status(post("/webhooks/whatsapp", message,
                             "X-Hub-Signature-256: " + bot::sign(message, "guess") + "\r\n")) == 401);
    CHECK(office.status(signed_post("rubbish")) == 400);
    CHECK(office.status(signed_post("{\"entry\":" + std::string(10'000, '['))) == 400);
    CHECK(office.status(signed_post(message, "Content-Encoding: gzip\r\n")) == 415);
    CHECK(office.status(signed_post(message, "Content-Type: multipart/form-data; boundary=x\r\n")) == 415);
    CHECK(office.status(post("/nowhere", message)) == 404);
    CHECK(office.status(get("/webhooks/sms/kannel/" + std::string(5'000, 'x'))) == 404);
    CHECK(office.status(get("/webhooks/sms/kannel/guess?from=919812345678&text=hi&id=1")) == 404);
    CHECK(office.taken.empty());
}

TEST_CASE("An SMS comes by address or by form, and its delivery report by the route beside it")
{
    Office office;
    CHECK(office.status(get("/webhooks/sms/kannel/s3cret?from=919812345678&to=5757&text=%E0%A4%B9%E0%A4%BE%E0%A4%81&"
                            "charset=UTF-8&coding=0&ts=1795257000&id=a-1")) == 200);
    CHECK(office.status(post("/webhooks/sms/kannel/s3cret",
                             "from=919812345678&to=5757&text=" + std::string(9'000, 'a') + "&ts=1795257000&id=a-2",
                             "Content-Type: application/x-www-form-urlencoded\r\n")) == 200);
    CHECK(office.status(get("/webhooks/sms/kannel/s3cret/status?id=12&type=1&ts=1795257000")) == 200);
    CHECK(office.status(get("/webhooks/sms/kannel/s3cret?text=hi")) == 400);
    REQUIRE(office.taken.size() == 3);
    CHECK(office.taken[0].arrivals.at(0).message.text == "हाँ");
    CHECK(office.taken[1].arrivals.at(0).message.text.size() == 9'000);
    CHECK(office.taken[2].statuses.at(0).outbox_id == 12);
}

TEST_CASE("Health, readiness and metrics are told")
{
    Office office;
    CHECK(office.status(get("/health")) == 200);
    CHECK(office.status(get("/ready")) == 200);
    office.ready = false;
    CHECK(office.status(get("/ready")) == 503);
    CHECK(office.ask(get("/metrics")).find("samvad_turns_total 7") != std::string::npos);
}

TEST_CASE("One connection carries many requests, also several sent at once and chunked ones")
{
    Office office;
    RawClient client { office.webhook.port() };
    const auto chunked = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                         "X-Hub-Signature-256: " +
                         bot::sign(message, secret) + "\r\n\r\n5\r\n" + message.substr(0, 5) + "\r\n" +
                         [] {
                             char size[20];
                             std::snprintf(size, sizeof size, "%zx", message.size() - 5);
                             return std::string { size };
                         }() +
                         "\r\n" + message.substr(5) + "\r\n0\r\n\r\n";
    client.say(signed_post(message) + chunked + get("/health"));
    std::string heard = client.hear(3s, "alive");
    CHECK(heard.find("alive") != std::string::npos);
    client.say(get("/metrics"));
    CHECK(client.hear(3s, "samvad_turns_total").find("samvad_turns_total") != std::string::npos);
    CHECK(office.taken.size() == 2);
}

TEST_CASE("Bodies beyond three megabytes are refused however they are sent")
{
    Office office;
    const std::string large(3 * 1024 * 1024 + 1, 'x');
    CHECK(office.status(signed_post(large)) == 413);
    std::string chunks = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 40; ++i)
        chunks += "186a0\r\n" + std::string(100'000, 'x') + "\r\n";
    CHECK(office.status(chunks + "0\r\n\r\n") == 413);
    CHECK(office.status("POST /webhooks/whatsapp HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n") == 413);
    CHECK(office.status(get("/health", "X: " + std::string(40'000, 'x') + "\r\n")) == 413);
    CHECK(office.taken.empty());
}

TEST_CASE("What is no HTTP is refused and never stops the server")
{
    Office office;
    for (const std::string rubbish :
         { "\r\n\r\n", "rubbish\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9\r\n\r\n",
           "POST /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
           "POST /x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
           "POST /x HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
           "POST /x HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "GET /health HTTP/1.1\r\nno colon\r\n\r\n",
           "GET /metrics HTTP/1.1\r\nRange: bytes=0-,0-,0-,0-\r\n\r\n" })
    {
        INFO(rubbish);
        const int status = office.status(rubbish);
        CHECK((status == 400 || status == 404));
    }
    CHECK(office.status(get("/health")) == 200);
}

TEST_CASE("Silent and dripping connections hold no thread: others are served at once")
{
    Office office { 2 };
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (int i = 0; i < 500; ++i) {
        crowd.push_back(std::make_unique<RawClient>(office.webhook.port()));
        if (i % 2)
            crowd.back()->say("POST /webhooks/whatsapp HTTP/1.1\r\nContent-Length: 100\r\n\r\nx");
    }
    CHECK(office.status(signed_post(message)) == 200); // long before the time of any of them is over
}

TEST_CASE("More requests than may wait are refused at once, and those taken before are all answered")
{
    Office office { 2 };
    office.held = true;
    std::vector<std::unique_ptr<RawClient>> crowd;
    for (int i = 0; i < 600; ++i) {
        crowd.push_back(std::make_unique<RawClient>(office.webhook.port()));
        crowd.back()->say(signed_post(message));
    }
    CHECK(tests::becomes_true([&] { return status_of(office.ask(get("/health"), 200ms)) == 503; }, 30s));
    office.held = false;
    int taken = 0, refused = 0;
    for (const auto& client : crowd) {
        const auto status = status_of(client->hear(15s, "\r\n\r\n"));
        taken += status == 200 ? 1 : 0;
        refused += status == 503 ? 1 : 0;
    }
    CHECK(taken + refused == 600);
    CHECK(refused > 0);
    const std::lock_guard lock { office.mutex };
    CHECK(office.taken.size() == static_cast<std::size_t>(taken));
}

TEST_CASE("A request whose commit takes long holds no thread: another is served meanwhile, and each has its own answer")
{
    std::mutex mutex;
    std::vector<bot::WebhookHandlers::Told> owed;
    bot::Webhook webhook { { .host = "127.0.0.1", .port = 0, .whatsapp_app_secret = secret, .threads = 1 },
                           { [&](const dialogs::Delivery&, bot::WebhookHandlers::Told told) {
                                const std::lock_guard lock { mutex };
                                owed.push_back(std::move(told));
                            },
                             [](const bot::WebhookHandlers::Told& told) { told(bot::Taken::Committed); },
                             [] { return std::string {}; } } };
    webhook.start();
    RawClient first { webhook.port() }, second { webhook.port() }, other { webhook.port() };
    const auto wait_for = [&](std::size_t count) {
        for (;; std::this_thread::sleep_for(1ms)) {
            const std::lock_guard lock { mutex };
            if (owed.size() == count)
                return;
        }
    };
    first.say(signed_post(message) + get("/health"));
    wait_for(1);
    second.say(signed_post(message));
    wait_for(2);
    other.say(get("/health"));
    CHECK(other.hear(3s, "alive").find("alive") != std::string::npos);
    CHECK(first.hear(50ms).empty());
    owed[1](bot::Taken::Full);
    owed[0](bot::Taken::Committed);
    const auto heard = first.hear(3s, "alive"); // what was asked behind it comes after it
    CHECK(status_of(heard) == 200);
    CHECK(heard.find("alive") != std::string::npos);
    const auto full = second.hear(3s, "\r\n\r\n");
    CHECK(status_of(full) == 503);
    CHECK(full.find("Retry-After: ") != std::string::npos);
}

TEST_CASE("A sender that waits to be encouraged is encouraged before it sends its body")
{
    Office office;
    RawClient client { office.webhook.port() };
    const auto request = signed_post(message, "Expect: 100-continue\r\n");
    client.say(request.substr(0, request.size() - message.size()));
    CHECK(client.hear(2s, "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.say(message);
    CHECK(status_of(client.hear(2s, "\r\n\r\n")) == 200);
}

TEST_CASE("Stopping finishes the request in hand and takes no other")
{
    Office office;
    office.delay_ms = 300;
    RawClient client { office.webhook.port() };
    RawClient idle { office.webhook.port() };
    client.say(signed_post(message));
    REQUIRE(tests::becomes_true([&] { return office.begun == 1; }, 10s));
    office.webhook.stop(5s);
    CHECK(status_of(client.hear(1s, "\r\n\r\n")) == 200);
    CHECK(idle.is_closed_within(1s));
    CHECK(office.taken.size() == 1);
    CHECK_THROWS(RawClient { office.webhook.port() });
}

TEST_CASE("A second server on the same address is refused with a sentence")
{
    Office office;
    const auto start = [&] { bot::Webhook second { { .host = "127.0.0.1", .port = office.webhook.port() }, {} }; };
    CHECK_THROWS_WITH(start(), Catch::Contains("listening on 127.0.0.1:"));
}
