// Notices by the real program: killed at random moments while one is sent, and an SMS notice through a real Kannel with
// the operators' numbers and delivery reports.

#include "storage/recipients.h"
#include "tests/support/fake_graph.h"
#include "tests/support/kannel_gateway.h"
#include "tests/support/notice_office.h"

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
using Message = storage::outbox::State;
using storage::notices::State;
using tests::becomes_true;
using tests::FakeGraph;
using tests::ServiceProcess;

namespace {

int number_from_environment(const char* name, int otherwise)
{
    const auto* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

storage::Time now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Allowed at night, because the program's clock is the machine's.
std::int64_t plan(const ServiceProcess& service, int members, const tests::NoticeChange& change = {})
{
    std::int64_t number = 0;
    service.write([&](storage::Transaction& tx) {
        tests::add_members(tx, members, 20h, now());
        number = tests::add_notice(
            tx, tests::add_coordinator(tx, now()),
            [&](auto& notice) {
                notice.urgent = notice.urgent_allowed = true;
                if (change)
                    change(notice);
            },
            now());
    });
    return number;
}

std::vector<storage::outbox::Outbound> messages(const ServiceProcess& service, std::int64_t notice)
{
    std::vector<storage::outbox::Outbound> found;
    service.look([&](storage::Transaction& tx) {
        for (auto& row : storage::outbox::list(tx, std::nullopt, std::numeric_limits<std::int64_t>::max(), 100'000))
            if (row.notice == notice)
                found.push_back(std::move(row));
    });
    return found;
}

State state_of(const ServiceProcess& service, std::int64_t number)
{
    auto state = State::Draft;
    service.look([&](storage::Transaction& tx) { state = storage::notices::get(tx, number)->state; });
    return state;
}

std::map<std::int64_t, int> taken_by(const FakeGraph& graph)
{
    std::map<std::int64_t, int> taken;
    for (const auto& message : graph.messages())
        ++taken[std::stoll(Json::parse(message).at("biz_opaque_callback_data").get<std::string>())];
    return taken;
}

// Meta tells of half of what it took; for the rest the time of waiting for a status is over at once, so that those go a
// second time.
void settle_uncertain(const ServiceProcess& service, const FakeGraph& graph, std::int64_t notice)
{
    const auto taken = graph.messages();
    std::set<std::string> uncertain;
    for (const auto& row : messages(service, notice))
        if (row.state == Message::Uncertain && row.id % 2 == 0)
            uncertain.insert(std::to_string(row.id));
    for (std::size_t place = 0; place < taken.size(); ++place)
        if (uncertain.contains(Json::parse(taken[place]).at("biz_opaque_callback_data").get<std::string>()))
            CHECK(service.post_whatsapp(graph.status_webhook(place, "sent")) == 200);
    service.write([](storage::Transaction& tx) { tx.run("UPDATE outbox SET due_at = 0 WHERE state = 'uncertain'"); });
}

} // namespace

TEST_CASE("Killed at random moments while a notice is sent, the program skips nobody and counts every doubtful copy")
{
    const auto seed = static_cast<unsigned>(number_from_environment("SAMVAD_TEST_SEED", 20'261'122));
    const int kills = number_from_environment("SAMVAD_TEST_KILLS", 10);
    std::mt19937 random { seed };
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const int members = std::max(300, kills * 30);
    const auto number = plan(service, members);
    int killed = 0;
    for (; killed < kills && state_of(service, number) != State::Finished; ++killed) {
        std::this_thread::sleep_for(std::chrono::milliseconds { 20 + random() % 400 });
        service.kill();
        service.start();
    }
    const bool finished = becomes_true(
        [&] {
            settle_uncertain(service, graph, number);
            std::this_thread::sleep_for(200ms);
            return state_of(service, number) == State::Finished;
        },
        300s);
    INFO("seed " << seed);
    CHECK(finished);
    CHECK(killed >= kills / 2);
    const auto taken = taken_by(graph);
    std::set<std::int64_t> people;
    int doubled = 0, uncertain = 0;
    for (const auto& row : messages(service, number)) {
        CHECK(people.insert(row.person).second);
        const auto found = taken.find(row.id);
        REQUIRE(found != taken.end());
        uncertain += row.unknowns > 0 ? 1 : 0;
        doubled += found->second > 1 ? 1 : 0;
        if (found->second > 1)
            CHECK(row.unknowns > 0);
    }
    CHECK(people.size() == static_cast<std::size_t>(members));
    CHECK(doubled <= uncertain);
    CHECK(uncertain <= killed * 64); // what may be in hand at each kill
    CHECK(graph.complaints() == std::vector<std::string> {});
    std::cout << "killed " << killed << " times (seed " << seed << ") while " << members << " got a notice: nobody "
              << "skipped, " << doubled << " doubled, " << uncertain << " counted as uncertain\n";
}

TEST_CASE("A notice by SMS goes through Kannel as the registered text, in parts that are counted, and is reported")
{
    ServiceProcess service;
    service.set("SAMVAD_KANNEL_ENTITY_ID", "1201159100000000001");
    tests::KannelGateway gateway { service };
    service.start();
    gateway.send("919800000021", "COM"); // the phones are on
    service.write(
        [](storage::Transaction& tx) { tests::add_text(tx, "greeting_sms", "sms", "नमस्ते {{1}}", "service", now()); });
    const auto number = plan(service, 3, [](auto& notice) { notice.sms_template = "greeting_sms"; });
    const auto all_delivered = [&] {
        const auto rows = messages(service, number);
        return rows.size() == 3 && std::ranges::all_of(rows, [](const auto& row) {
                   return row.state == Message::Delivered && row.parts == 1 && row.thousand_paise == 18'000;
               });
    };
    CHECK(becomes_true(all_delivered, 30s));
    CHECK(becomes_true([&] { return state_of(service, number) == State::Finished; }, 10s));
    const auto on_phones = [&] {
        return std::ranges::count_if(gateway.received(), [](const auto& sms) { return sms.ends_with(" नमस्ते सुनीता"); });
    };
    CHECK(becomes_true([&] { return on_phones() >= 3; }, 10s));
    CHECK(on_phones() == 3);
    // With DLT on, a text without a registered template does not leave, and says why.
    CHECK(becomes_true(
        [&] {
            const auto sent = service.sent_to("+919800000021");
            return !sent.empty() && sent[0].state == Message::Failed;
        },
        30s));
    const auto refused = service.sent_to("+919800000021");
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].state == Message::Failed);
    CHECK(refused[0].error.find("has no approved DLT template") != std::string::npos);
}
