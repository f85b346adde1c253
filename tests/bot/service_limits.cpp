// What the program does with too much and with nonsense, and what its log tells of people: nothing.

#include "storage/events.h"
#include "tests/support/fake_graph.h"
#include "tests/support/raw_client.h"
#include "tests/support/service_process.h"

#include <catch2/catch.hpp>

#include <regex>
#include <sstream>
#include <thread>

using namespace std::chrono_literals;
using storage::outbox::State;
using tests::becomes_true;
using tests::FakeGraph;
using tests::HerPhone;
using tests::ServiceProcess;

namespace {

int lines_with(const std::string& log, const std::string& words)
{
    int count = 0;
    std::istringstream lines { log };
    for (std::string line; std::getline(lines, line);)
        count += line.find(words) == std::string::npos ? 0 : 1;
    return count;
}

// What in this log could tell who she is or what she wrote.
std::string told_of_her(const std::string& log, const std::vector<std::string>& words)
{
    for (const auto& word : words)
        if (log.find(word) != std::string::npos)
            return word;
    std::smatch found;
    return std::regex_search(log, found, std::regex { "[0-9]{10}" }) ? found.str() : "";
}

} // namespace

TEST_CASE("Every body that cannot be read is refused with 400 and one line in the log, and nothing is taken")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const std::string text = R"({"from":"919800000001","id":"wamid.x","timestamp":"1","type":"text","text":)";
    const auto in_entry = [](const std::string& messages) {
        return R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":)" +
               messages + "}}]}]}";
    };
    const std::vector<std::string> bodies {
        "",
        "{",
        "[]",
        "null",
        "\xff\xfe{}",
        R"({"entry":1})",
        R"({"entry":[{"changes":"secretwords"}]})",
        in_entry("{}"),
        in_entry("[" + text + R"("secretwords\ud83d}])"),
        in_entry("[" + text + "{\"body\":\"secretwords \xc3\x28\"}}]"),
        in_entry(std::string(20'000, '[') + std::string(20'000, ']')),
        R"({"entry":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}",
    };
    int count = 0;
    for (const auto& body : bodies) {
        INFO(body.substr(0, 200));
        CHECK(service.post_whatsapp(body) == 400);
        CHECK(lines_with(service.log(), "refused with 400") == ++count);
    }
    CHECK(service.sent_to("+919800000001").empty());
    CHECK(told_of_her(service.log(), { "secretwords" }) == "");
    CHECK(service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.ok", "menu")) == 200);
}

TEST_CASE("A batch with one faulty message is answered 200; the faulty one is kept as an event, the other answered")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const std::string body =
        R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[)"
        R"({"from":"919800000001","type":"text","text":{"body":"no id"}},)"
        R"({"from":"919800000001","id":"wamid.good","timestamp":"1","type":"text","text":{"body":"menu \ud83d"}}]}}]}]})";
    CHECK(service.post_whatsapp(body) == 200);
    CHECK(becomes_true([&] { return service.sent_to("+919800000001").size() == 1; }, 10s));
    service.write([&](storage::Transaction& tx) {
        const auto events = storage::events::list(tx, 10);
        REQUIRE(events.size() == 1);
        CHECK(events[0].field == "messages.faulty_message");
        CHECK(events[0].payload == R"({"from":"919800000001","text":{"body":"no id"},"type":"text"})");
    });
}

TEST_CASE("A send whose answer was lost is repeated after the wait that was set, when no status came")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.set("SAMVAD_STATUS_WAIT_SECONDS", "1");
    service.start();
    tests::Fault lost;
    lost.kind = tests::Fault::Kind::Reset;
    lost.is_taken = true;
    lost.of = tests::Fault::Of::Messages;
    graph.fail_next(lost);
    CHECK(service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.1", "menu")) == 200);
    CHECK(becomes_true([&] { return graph.messages().size() == 2; }, 30s));
}

TEST_CASE("The log holds no words of hers and no whole phone number, whatever goes wrong")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    tests::Fault fault;
    fault.of = tests::Fault::Of::Messages;
    for (const int code : { 131026, 131000, 100 }) {
        fault.code = code; // the provider's sentence holds a phone number
        graph.fail_next(fault);
    }
    const HerPhone her { "+919800000001", "IN.13491208655302741918" }, stranger { "+919800000055" };
    CHECK(service.post_whatsapp(her.text("wamid.1", "मेरा गुप्तशब्द secretwords")) == 200);
    CHECK(service.post_whatsapp(her.photo("wamid.2", "9999999999999", "")) == 200);
    CHECK(service.post_whatsapp(her.new_number("wamid.3", "+919800000056")) == 200);
    CHECK(service.post_whatsapp(stranger.text("wamid.4", "secretwords 9812345678")) == 200);
    CHECK(tests::status_of(service.answer_of(tests::post("/webhooks/whatsapp", her.text("wamid.5", "secretwords"),
                                                         "X-Hub-Signature-256: sha256=0\r\n"))) == 401);
    CHECK(tests::status_of(service.answer_of(tests::get("/webhooks/sms/kannel/secretwords?from=919800000001"))) == 404);
    CHECK(becomes_true([&] { return lines_with(service.log(), "131026") > 0; }, 10s));
    std::this_thread::sleep_for(1s);
    CHECK(service.stop() == 0);
    CHECK(told_of_her(service.log(), { "गुप्तशब्द", "secretwords", "13491208655302741918" }) == "");
    CHECK(lines_with(service.log(), ServiceProcess::app_secret) == 0);
    CHECK(lines_with(service.log(), FakeGraph::token) == 0);
}

TEST_CASE("While another program holds the database, nothing is half-done: what is not answered 200 is not there")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    std::vector<int> statuses(40);
    std::vector<std::thread> women;
    service.write([&](storage::Transaction&) {
        for (std::size_t i = 0; i < statuses.size(); ++i)
            women.emplace_back([&, i] {
                const HerPhone her { "+91980001" + std::to_string(1'000 + i) };
                statuses[i] = service.post_whatsapp(her.text("wamid." + std::to_string(i), "menu"));
            });
        std::this_thread::sleep_for(1'500ms);
    });
    for (auto& woman : women)
        woman.join();
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        INFO(i);
        CHECK((statuses[i] == 200 || statuses[i] == 500 || statuses[i] == 503));
        CHECK(service.sent_to("+91980001" + std::to_string(1'000 + i)).size() == (statuses[i] == 200 ? 1 : 0));
    }
}
