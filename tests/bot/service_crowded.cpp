// A thousand connections that want nothing but to be in the way; an honest request is served among them all the same.
// How long it waits is printed, not asserted: it is a figure of the machine.

#include "tests/support/fake_graph.h"
#include "tests/support/raw_client.h"
#include "tests/support/service_process.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iostream>
#include <thread>

#include <sys/resource.h>

using namespace std::chrono_literals;
using tests::FakeGraph;
using tests::HerPhone;
using tests::RawClient;
using tests::ServiceProcess;

namespace {

struct Nuisance {
    std::string name;
    std::string first;            // said once
    std::string again;            // said again and again, ...
    std::chrono::milliseconds at; // ... so often
};

constexpr int connections = 1'000;
constexpr int honest_requests = 30;

// This process holds the other ends of all connections.
void allow_many_files()
{
    rlimit files {};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4'096);
    setrlimit(RLIMIT_NOFILE, &files);
}

// Keeps a thousand connections of this sort open until it is told to end, replacing those that were closed.
void be_a_nuisance(int port, const Nuisance& nuisance, const std::stop_token& stop)
{
    std::vector<std::unique_ptr<RawClient>> crowd(connections);
    while (!stop.stop_requested()) {
        for (auto& client : crowd) {
            if (client && (nuisance.again.empty() || client->say(nuisance.again)))
                continue;
            try {
                client = std::make_unique<RawClient>(port);
                client->say(nuisance.first);
            } catch (const std::runtime_error&) { // refused: the next round tries again
                client.reset();
            }
        }
        std::this_thread::sleep_for(nuisance.at);
    }
}

} // namespace

TEST_CASE(
    "Among a thousand connections that say nothing, a byte a second, endless headers or chunks, others are served")
{
    const std::string head = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: samvad\r\n";
    const auto nuisance = GENERATE_COPY(
        Nuisance { "say nothing", "", "", 1s }, Nuisance { "say a byte a second", head + "X: ", "x", 1s },
        Nuisance { "never end their headers", head, "X-Nuisance: " + std::string(200, 'x') + "\r\n", 20ms },
        Nuisance { "never end their chunks", head + "Transfer-Encoding: chunked\r\n\r\n",
                   "400\r\n" + std::string(1'024, 'x') + "\r\n", 20ms });
    allow_many_files();
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    std::jthread crowd { [&](const std::stop_token& stop) { be_a_nuisance(service.port(), nuisance, stop); } };
    std::this_thread::sleep_for(1s);
    std::vector<std::chrono::milliseconds> waits;
    for (int i = 0; i < honest_requests; ++i) {
        const HerPhone her { "+91980001" + std::to_string(1'000 + i) };
        const auto start = std::chrono::steady_clock::now();
        INFO(nuisance.name);
        CHECK(service.post_whatsapp(her.text("wamid.h" + std::to_string(i), "menu")) == 200);
        waits.push_back(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
    }
    std::ranges::sort(waits);
    std::cout << connections << " connections that " << nuisance.name << ": an honest request waits "
              << waits[waits.size() / 2].count() << " ms in the middle, " << waits.back().count() << " ms at most\n";
}
