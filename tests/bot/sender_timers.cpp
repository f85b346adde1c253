// Timers fire once, when they are due, and one that fails stops no other.

#include "bot/timers.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>

using namespace tests;
using storage::timers::Timer;

namespace {

struct TimerOffice : PostOffice {
    std::atomic<int> told { 0 };
    std::mutex mutex;
    std::set<std::pair<std::string, Time>> fired; // the writer may run a job twice, at the same moment

    TimerOffice() { person(1); }

    std::unique_ptr<bot::Timers> timers()
    {
        bot::TimerLimits limits;
        limits.nap_max = 5ms;
        limits.batch = 4;
        return std::make_unique<bot::Timers>(
            *writer, clock.as_clock(),
            [this](storage::Transaction& tx, const Timer& timer, Time now) { fire(tx, timer, now); },
            [this] { ++told; }, limits);
    }

    void fire(storage::Transaction& tx, const Timer& timer, Time now)
    {
        if (!storage::timers::take(tx, timer))
            return;
        const std::lock_guard lock { mutex };
        fired.emplace(timer.key, now);
        if (timer.kind == "broken")
            throw std::runtime_error { "this turn is at fault" };
    }

    void set(const std::string& kind, const std::string& key, std::chrono::milliseconds after)
    {
        in_transaction([&](storage::Transaction& tx) {
            storage::timers::set(tx, { 1, "whatsapp", kind, key, clock.now() + after, "" });
        });
    }

    std::vector<std::string> keys()
    {
        const std::lock_guard lock { mutex };
        std::vector<std::string> all;
        for (const auto& [key, at] : fired)
            all.push_back(key);
        return all;
    }
};

using Keys = std::vector<std::string>;

} // namespace

TEST_CASE("A timer fires when it is due, once, and whoever sends is told")
{
    TimerOffice office;
    office.set("expiry", "a", 1h);
    const auto timers = office.timers();
    office.clock.move(59min);
    office.let_it_settle();
    CHECK(office.keys().empty());
    office.clock.move(1min);
    REQUIRE(office.until([&] { return office.keys().size() == 1; }));
    office.clock.move(1h);
    office.let_it_settle();
    CHECK(office.keys() == Keys { "a" });
    CHECK(office.told == 1);
}

TEST_CASE("A timer that was moved before it was due does not fire at the old time")
{
    TimerOffice office;
    office.set("expiry", "a", 1h);
    const auto timers = office.timers();
    office.set("expiry", "a", 2h);
    office.clock.move(90min);
    office.let_it_settle();
    CHECK(office.keys().empty());
    office.clock.move(30min);
    CHECK(office.until([&] { return office.keys().size() == 1; }));
}

TEST_CASE("Firings that fail are undone alone, stop no other, and are tried again ever more rarely")
{
    TimerOffice office;
    for (const auto* key : { "b1", "b2", "b3", "b4", "b5" })
        office.set("broken", key, 1s);
    office.set("expiry", "good", 2s);
    const auto timers = office.timers();
    office.clock.move(10s);
    int moves = 0;
    REQUIRE(office.until([&] {
        if (++moves <= 20) // not so far that those that failed are tried again
            office.clock.move(1s);
        return std::ranges::count(office.keys(), "good") == 1;
    }));
    office.let_it_settle();
    const auto times = [&] { return std::ranges::count(office.keys(), "b1"); };
    CHECK(times() == 1);
    REQUIRE(office.until([&] {
        office.clock.move(5s);
        return times() == 2;
    }));
    office.clock.move(61s);
    office.let_it_settle();
    CHECK(times() == 2);
}

TEST_CASE("Many timers due at once are all fired")
{
    TimerOffice office;
    for (int i = 0; i < 50; ++i)
        office.set("expiry", std::to_string(i), 1s);
    const auto timers = office.timers();
    office.clock.move(2s);
    CHECK(office.until([&] { return office.keys().size() == 50; }));
}
