// The doctor's findings on the real program: what is well, what is worth a look, what is bad, and what to do about it.

#include "bot/clock.h"
#include "storage/inbox.h"
#include "tests/support/fake_graph.h"
#include "tests/support/files.h"
#include "tests/support/process.h"
#include "tests/support/service_process.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using Json = nlohmann::json;
using tests::FakeGraph;
using tests::HerPhone;
using tests::ServiceProcess;
using tests::Workplace;
using namespace std::chrono_literals;

namespace {

struct Told {
    int code = 0;
    std::map<std::string, Json> findings; // by what they are of; of several the worst
    std::string text;

    std::string state(const std::string& of) const { return findings.at(of).at("state"); }
};

Told ask_doctor(const Workplace& place, const std::string& arguments, const std::string& settings)
{
    const auto ended = place.run("doctor --json " + arguments, settings);
    Told told { ended.code, {}, ended.out + ended.err };
    std::istringstream lines { ended.out };
    for (std::string line; std::getline(lines, line);) {
        auto finding = Json::parse(line);
        const std::string of = finding.at("of");
        if (!told.findings.contains(of) || finding.at("state") == "bad")
            told.findings[of] = std::move(finding);
    }
    return told;
}

// How much room there is depends on the machine.
std::string disk_of(const ServiceProcess& service)
{
    constexpr std::uintmax_t megabyte = 1'024 * 1'024;
    const auto left = std::filesystem::space(service.database().parent_path()).available;
    return left < 200 * megabyte ? "bad" : left < 2'048 * megabyte ? "look" : "good";
}

std::string settings_beside(const ServiceProcess& service, const FakeGraph& graph, const std::string& token)
{
    return "SAMVAD_DATABASE=sqlite:" + service.database().string() +
           " SAMVAD_LISTEN=127.0.0.1:" + std::to_string(service.port()) + " SAMVAD_WHATSAPP_APP_SECRET=a-secret" +
           " SAMVAD_WHATSAPP_VERIFY_TOKEN=a-word SAMVAD_WHATSAPP_ACCESS_TOKEN=" + token +
           " SAMVAD_WHATSAPP_PHONE_NUMBER_ID=" + FakeGraph::phone_number_id + " SAMVAD_WHATSAPP_URL=" + graph.url();
}

} // namespace

TEST_CASE("Beside a running service the doctor finds all well, sends nothing, and says what was stuck")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    REQUIRE(service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.1", "menu")) == 200);
    REQUIRE(tests::becomes_true([&] { return graph.messages().size() == 1; }, 10s));
    const Workplace place;
    const auto settings = settings_beside(service, graph, FakeGraph::token);
    const auto well = ask_doctor(place, "", settings);
    INFO(well.text);
    CHECK(well.code == (disk_of(service) == "bad" ? 1 : 0));
    for (const auto* of : { "settings", "dialogs and texts", "service", "whatsapp", "database", "migrations", "parked",
                            "unfinished", "conflicts", "timers", "uncertain", "clock" })
        CHECK(well.state(of) == "good");
    CHECK(well.state("disk") == disk_of(service));
    CHECK(well.state("sms") == "look");
    CHECK(well.state("backup") == "look");
    CHECK(graph.messages().size() == 1);

    service.write([](storage::Transaction& tx) {
        storage::inbox::Inbound message;
        message.channel = "sms";
        message.provider_id = "from-tomorrow";
        message.kind = "text";
        message.sent_at = message.received_at = bot::system_time() + 24h;
        storage::inbox::park(tx, message, "{}", "a fault", message.received_at);
    });
    const auto ill = ask_doctor(place, "--backups .", settings);
    CHECK(ill.code == 1);
    CHECK(ill.state("parked") == "look");
    CHECK(ill.findings.at("parked").at("do").get<std::string>().find("samvad retry") != std::string::npos);
    CHECK(ill.state("clock") == "bad");
    CHECK(ill.state("backup") == "bad");
    CHECK(place.run("backup copy.db", settings).code == 0);
    CHECK(ask_doctor(place, "--backups .", settings).state("backup") == "good");
}

TEST_CASE("The doctor names what is bad: a token, a gateway, a damaged database, settings; never a secret")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    REQUIRE(service.stop() == 0);
    const Workplace place;
    const auto settings = settings_beside(service, graph, "a-token-that-ended");
    const std::string kannel = " SAMVAD_KANNEL_URL=http://127.0.0.1:" + std::to_string(tests::free_port()) +
                               "/cgi-bin/sendsms SAMVAD_KANNEL_USERNAME=samvad SAMVAD_KANNEL_PASSWORD=a-password" +
                               " SAMVAD_KANNEL_FROM=13013 SAMVAD_KANNEL_SECRET=0123456789abcdef";
    auto told = ask_doctor(place, "", settings + kannel);
    INFO(told.text);
    CHECK(told.code == 1);
    CHECK(told.state("service") == "look");
    CHECK(told.state("whatsapp") == "bad");
    CHECK(told.state("sms") == "bad");
    CHECK(told.state("database") == "good");
    for (const auto* secret : { "a-token-that-ended", "a-password", "0123456789abcdef", "a-secret" })
        CHECK(told.text.find(secret) == std::string::npos);

    service.write([](storage::Transaction&) {}); // whoever closes it last brings all of its log into the file
    std::filesystem::resize_file(service.database(), std::filesystem::file_size(service.database()) / 2);
    told = ask_doctor(place, "", settings);
    CHECK(told.state("database") == "bad");
    told = ask_doctor(place, "", "SAMVAD_LISTEN=nowhere");
    CHECK(told.code == 1);
    CHECK(told.state("settings") == "bad");
    const auto table = place.run("doctor", "SAMVAD_LISTEN=nowhere");
    CHECK(table.code == 1);
    CHECK_THAT(table.out, Catch::Contains("bad") && Catch::Contains("SAMVAD_LISTEN"));
}
