// The promise that what was answered with 200 is neither lost nor doubled, proved on the real program: killed at random
// moments under load, killed between a send and its record, told to stop under load, cut off from the network.

#include "bot/record_rows.h"
#include "storage/inbox.h"
#include "tests/support/crowd.h"
#include "tests/support/fake_graph.h"
#include "tests/support/service_process.h"
#include "tests/support/shifted_clock.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <random>
#include <set>
#include <thread>

using namespace std::chrono_literals;
using Json = nlohmann::json;
using storage::outbox::State;
using tests::becomes_true;
using tests::Crowd;
using tests::FakeGraph;
using tests::Fault;
using tests::HerPhone;
using tests::ServiceProcess;

namespace {

int number_from_environment(const char* name, int otherwise)
{
    const auto* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

// How often the fake Graph took each message of ours, by our number.
std::map<std::int64_t, int> taken_by(const FakeGraph& graph)
{
    std::map<std::int64_t, int> taken;
    for (const auto& message : graph.messages())
        ++taken[std::stoll(Json::parse(message).at("biz_opaque_callback_data").get<std::string>())];
    return taken;
}

// What the outbox owes, by the message it answers.
std::map<std::string, std::vector<storage::outbox::Outbound>> owed(const ServiceProcess& service)
{
    std::map<std::string, std::vector<storage::outbox::Outbound>> rows;
    service.look([&](storage::Transaction& tx) {
        for (auto& row : storage::outbox::list(tx, std::nullopt, std::numeric_limits<std::int64_t>::max(), 100'000))
            rows[row.answers].push_back(row);
    });
    return rows;
}

std::set<std::string> received(const ServiceProcess& service)
{
    std::set<std::string> ids;
    service.look([&](storage::Transaction& tx) {
        for (const auto& message : storage::inbox::list(tx, std::nullopt, storage::Time::max(), 100'000)) {
            CHECK(ids.insert(message.provider_id).second);
            CHECK(message.outcome != "");
            CHECK(message.outcome != "parked");
        }
    });
    return ids;
}

// What the fake Graph has not taken yet, with when it is due; empty if all is sent.
std::string unsettled(const ServiceProcess& service)
{
    std::string all;
    for (const auto& [answers, rows] : owed(service))
        for (const auto& row : rows)
            if (row.state == State::Queued || row.state == State::Sending || row.state == State::Uncertain)
                all += answers + " is " + std::string { name_of(row.state) } + ", due at " +
                       bot::moment_text(row.due_at) + ", attempts " + std::to_string(row.attempts) + " " + row.error +
                       "\n";
    return all;
}

// Meta tells the statuses of all it took; for what it never took, the time of waiting for one is over at once.
void settle_uncertain(const ServiceProcess& service, const FakeGraph& graph)
{
    const auto messages = graph.messages();
    std::set<std::string> uncertain;
    for (const auto& [answers, rows] : owed(service))
        for (const auto& row : rows)
            if (row.state == State::Uncertain)
                uncertain.insert(std::to_string(row.id));
    for (std::size_t place = 0; place < messages.size(); ++place)
        if (uncertain.contains(Json::parse(messages[place]).at("biz_opaque_callback_data").get<std::string>()))
            CHECK(service.post_whatsapp(graph.status_webhook(place, "sent")) == 200);
    service.write([](storage::Transaction& tx) { tx.run("UPDATE outbox SET due_at = 0 WHERE state = 'uncertain'"); });
}

// Every message that was answered is there once, with one reply in the outbox that the fake Graph took.
// Returns how many replies it took more than once.
int count_doubled(const ServiceProcess& service, const FakeGraph& graph, const std::set<std::string>& answered)
{
    const auto ids = received(service);
    const auto replies = owed(service);
    const auto taken = taken_by(graph);
    int doubled = 0;
    for (const auto& id : answered) {
        INFO(id);
        CHECK(ids.contains(id));
        REQUIRE(replies.contains(id));
        REQUIRE(replies.at(id).size() == 1);
        const auto found = taken.find(replies.at(id)[0].id);
        REQUIRE(found != taken.end());
        doubled += found->second > 1 ? 1 : 0;
        if (found->second > 1)
            CHECK(replies.at(id)[0].attempts > 1); // and the outbox knows it
    }
    return doubled;
}

Fault answered_after(std::chrono::milliseconds delay, bool is_taken)
{
    Fault fault;
    fault.kind = Fault::Kind::Reset;
    fault.of = Fault::Of::Messages;
    fault.delay = delay;
    fault.is_taken = is_taken;
    return fault;
}

unsigned seed()
{
    return static_cast<unsigned>(number_from_environment("SAMVAD_TEST_SEED", 20'261'122));
}

// Crowds write, one after the other, for as long as it takes to kill the program so often. `meanwhile` is called in
// each of its lives and between them; each call may make a woman's open question due to be reminded of once.
enum class Reminders { None, OncePerCall };

void kill_under_load(ServiceProcess& service, const FakeGraph& graph, int kills, std::mt19937& random,
                     const std::function<void()>& meanwhile, Reminders reminders)
{
    constexpr int women = 20, messages_each = 36; // so few that no one of them is written to too fast
    service.set("SAMVAD_WHATSAPP_PER_SECOND", "1000");
    service.start();
    std::vector<std::unique_ptr<Crowd>> crowds;
    const auto add_crowd = [&] {
        crowds.push_back(
            std::make_unique<Crowd>(service, women, messages_each, 40ms, women * static_cast<int>(crowds.size())));
    };
    add_crowd();
    for (int killed = 0; killed < kills; ++killed) {
        if (crowds.back()->is_done())
            add_crowd();
        std::this_thread::sleep_for(std::chrono::milliseconds { 10 + random() % 150 });
        meanwhile();
        std::this_thread::sleep_for(std::chrono::milliseconds { 10 + random() % 150 });
        service.kill();
        meanwhile();
        service.start();
    }
    std::set<std::string> answered;
    int repeated = 0;
    for (const auto& crowd : crowds) {
        crowd->wait();
        answered.merge(crowd->answered());
        repeated += crowd->repeated();
    }
    const bool settled = becomes_true(
        [&] {
            settle_uncertain(service, graph);
            std::this_thread::sleep_for(200ms);
            return unsettled(service).empty();
        },
        300s);
    INFO("seed " << seed() << "\n" << unsettled(service));
    CHECK(settled);
    CHECK(answered.size() == crowds.size() * women * messages_each);
    const int doubled = count_doubled(service, graph, answered);
    CHECK(doubled <= kills * 8 * 2); // at most what was on its way at each kill
    const auto everybody = crowds.size() * women;
    const auto reminded = reminders == Reminders::None ? 0 : everybody * static_cast<std::size_t>(2 * kills);
    CHECK(graph.messages().size() <= answered.size() + static_cast<std::size_t>(4 * doubled) + reminded);
    CHECK(graph.complaints() == std::vector<std::string> {});
    std::cout << "killed " << kills << " times (seed " << seed() << "): " << answered.size() << " messages answered, "
              << repeated << " deliveries repeated, " << doubled << " replies doubled\n";
}

} // namespace

TEST_CASE("Killed at random moments under load, the program loses no message it answered and takes none twice")
{
    std::mt19937 random { seed() };
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    kill_under_load(service, graph, number_from_environment("SAMVAD_TEST_KILLS", 20), random, [] {}, Reminders::None);
}

TEST_CASE("The same while its clock is set forward and back, as it runs and between its lives")
{
    std::mt19937 random { seed() };
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    const tests::ShiftedClock clock;
    clock.give_to(service);
    const auto set_clock = [&] { // within her window of 24 hours, which is measured by it
        clock.shift(std::chrono::minutes { static_cast<int>(random() % (2 * 20 * 60)) - 20 * 60 });
    };
    kill_under_load(service, graph, number_from_environment("SAMVAD_TEST_KILLS", 4), random, set_clock,
                    Reminders::OncePerCall);
}

TEST_CASE("Killed between a send and its record, the message is uncertain, and its status settles it without a second")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const HerPhone her { "+919800000001" };
    graph.fail_next(answered_after(5s, true));
    REQUIRE(service.post_whatsapp(her.text("wamid.k1", "menu")) == 200);
    REQUIRE(becomes_true([&] { return graph.messages().size() == 1; }, 10s));
    service.kill();
    service.start();
    REQUIRE(becomes_true([&] { return service.sent_to(her.phone).at(0).state == State::Uncertain; }, 10s));
    REQUIRE(service.post_whatsapp(her.text("wamid.k2", "menu")) == 200);
    std::this_thread::sleep_for(300ms);
    CHECK(graph.messages().size() == 1); // the next one keeps its turn
    CHECK(service.post_whatsapp(graph.status_webhook(0, "delivered")) == 200);
    CHECK(becomes_true([&] { return graph.messages().size() == 2; }, 10s));
    CHECK(service.sent_to(her.phone).at(0).state == State::Delivered);
    CHECK(taken_by(graph).size() == 2);
}

TEST_CASE("Killed before a send got through, the message is sent again when no status came")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const HerPhone her { "+919800000001" };
    graph.fail_next(answered_after(5s, false));
    REQUIRE(service.post_whatsapp(her.text("wamid.k1", "menu")) == 200);
    REQUIRE(becomes_true([&] { return graph.faults_left() == 0; }, 10s)); // it waits for the answer
    REQUIRE(service.sent_to(her.phone).at(0).state == State::Sending);
    service.kill();
    service.start();
    REQUIRE(becomes_true([&] { return service.sent_to(her.phone).at(0).state == State::Uncertain; }, 10s));
    settle_uncertain(service, graph);
    CHECK(becomes_true([&] { return graph.messages().size() == 1; }, 10s));
    CHECK(becomes_true([&] { return service.sent_to(her.phone).at(0).state == State::Accepted; }, 10s));
    CHECK(service.sent_to(her.phone).at(0).attempts == 2);
}

TEST_CASE("Told to stop under load, the program ends within ten seconds with 0, and nothing is lost or doubled")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    Crowd crowd { service, 12, 36, 10ms };
    REQUIRE(becomes_true([&] { return crowd.answered().size() > 40; }, 30s));
    const auto begin = std::chrono::steady_clock::now();
    CHECK(service.stop() == 0);
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
    crowd.give_up();
    crowd.wait();
    const auto answered = crowd.answered();
    REQUIRE(answered.size() > 20);
    service.start();
    CHECK(becomes_true([&] { return unsettled(service).empty(); }, 30s));
    CHECK(count_doubled(service, graph, answered) == 0);
}

TEST_CASE("Without a network messages are taken as ever, and the replies go when it is back")
{
    const int port = tests::free_port();
    ServiceProcess service { "http://127.0.0.1:" + std::to_string(port) + "/v25.0" };
    service.start();
    Crowd crowd { service, 6, 5, 10ms };
    crowd.wait();
    REQUIRE(crowd.answered().size() == 30);
    std::this_thread::sleep_for(1s);
    CHECK(unsettled(service) != "");
    FakeGraph graph { port };
    CHECK(becomes_true([&] { return unsettled(service).empty(); }, 40s));
    CHECK(count_doubled(service, graph, crowd.answered()) == 0);
}
