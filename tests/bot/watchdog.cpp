// What is stuck is found, counted once and put right; what only takes its time is left alone.

#include "bot/watchdog.h"

#include "storage/inbox.h"
#include "storage/timers.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

using storage::outbox::State;
using tests::PostOffice;
using namespace std::chrono_literals;

namespace {

// A watchdog over a post office that sends nothing.
class Guarded {
public:
    Guarded()
        : dog_(*office.writer, office.clock.as_clock(), { "whatsapp" },
               { [this](const auto& look) { office.in_transaction(look); }, [this] { ++woken; } },
               bot::WatchdogLimits { .look_every = 1s }) // a sleep begun before the clock was put back ends no later
    {
    }

    // A look begins after each step of the clock.
    void look_again()
    {
        office.clock.move(31s);
        office.let_it_settle();
        office.let_it_settle();
    }

    std::int64_t found(bot::Stuck stuck) const { return dog_.counts()[static_cast<std::size_t>(stuck)]; }

    PostOffice office;
    std::atomic<int> woken { 0 };

private:
    bot::Watchdog dog_;
};

storage::inbox::Inbound unfinished(const std::string& id, storage::Time received_at)
{
    storage::inbox::Inbound message;
    message.channel = "whatsapp";
    message.provider_id = id;
    message.kind = "text";
    message.sent_at = message.received_at = received_at;
    return message;
}

} // namespace

TEST_CASE("A message whose turn left no outcome is parked after its time, once")
{
    Guarded guarded;
    auto& office = guarded.office;
    office.in_transaction([&](storage::Transaction& tx) {
        storage::inbox::receive(tx, unfinished("wamid.1", office.clock.now()));
        auto good = unfinished("wamid.2", office.clock.now());
        good.outcome = "answered";
        storage::inbox::receive(tx, good);
    });
    guarded.look_again();
    CHECK(guarded.found(bot::Stuck::NoOutcome) == 0);
    office.clock.move(120s);
    REQUIRE(office.until([&] { return guarded.found(bot::Stuck::NoOutcome) == 1; }));
    guarded.look_again();
    guarded.look_again();
    CHECK(guarded.found(bot::Stuck::NoOutcome) == 1);
    office.in_transaction([](storage::Transaction& tx) {
        const auto parked = storage::inbox::parked(tx);
        REQUIRE(parked.size() == 1);
        CHECK(parked[0].provider_id == "wamid.1");
        CHECK(parked[0].reason == "its turn left no outcome");
    });
}

TEST_CASE("A message that stays in sending beyond its lease becomes uncertain")
{
    Guarded guarded;
    auto& office = guarded.office;
    office.person(1);
    const auto id = office.queue(1, "stuck");
    office.in_transaction(
        [&](storage::Transaction& tx) { storage::outbox::claim(tx, "whatsapp", 1, office.clock.now(), 100s); });
    guarded.look_again();
    CHECK(office.state(id) == State::Sending);
    office.clock.move(140s);
    REQUIRE(office.until_state(id, State::Uncertain));
    CHECK(office.message(id).unknowns == 1);
    REQUIRE(office.until([&] { return guarded.found(bot::Stuck::Sending) == 1; }));
    CHECK(guarded.woken > 0);
}

TEST_CASE("After a clock that was put back nothing waits for the time it showed before")
{
    Guarded guarded;
    auto& office = guarded.office;
    for (const std::int64_t person : { 1, 2, 3 })
        office.person(person);
    office.clock.move(10h);
    const auto sending = office.queue(1, "on its way");
    office.in_transaction(
        [&](storage::Transaction& tx) { storage::outbox::claim(tx, "whatsapp", 1, office.clock.now(), 100s); });
    const auto uncertain = office.queue(2, "unknown");
    office.in_transaction([&](storage::Transaction& tx) {
        const auto claimed = storage::outbox::claim(tx, "whatsapp", 1, office.clock.now(), 100s).at(0);
        storage::outbox::Outcome outcome;
        outcome.state = State::Uncertain;
        outcome.due_at = office.clock.now() + 120s;
        storage::outbox::settle(tx, claimed, outcome, office.clock.now());
    });
    const auto queued = office.queue(3, "owed");
    office.let_it_settle();
    office.clock.move(-9h);
    REQUIRE(office.until_state(sending, State::Uncertain));
    const auto now = office.clock.now();
    CHECK(office.until([&] { return office.message(uncertain).due_at <= now + 120s; }));
    CHECK(office.until([&] { return office.message(queued).due_at <= now; }));
    CHECK(office.until([&] { return guarded.found(bot::Stuck::Sending) == 1; }));
    CHECK(office.until([&] { return guarded.found(bot::Stuck::StatusWait) == 1; }));
    CHECK(office.until([&] { return guarded.found(bot::Stuck::FutureReply) == 1; }));
}

TEST_CASE("A timer that is late is told once, and the timers are woken")
{
    Guarded guarded;
    auto& office = guarded.office;
    office.person(1);
    office.in_transaction([&](storage::Transaction& tx) {
        storage::timers::set(tx, { 1, "whatsapp", "sleep", "", office.clock.now() + 1min, "" });
    });
    office.clock.move(10min);
    guarded.look_again();
    CHECK(guarded.found(bot::Stuck::LateTimer) == 0);
    office.clock.move(2min);
    REQUIRE(office.until([&] { return guarded.found(bot::Stuck::LateTimer) == 1; }));
    CHECK(office.until([&] { return guarded.woken > 0; }));
    guarded.look_again();
    CHECK(guarded.found(bot::Stuck::LateTimer) == 1);
}
