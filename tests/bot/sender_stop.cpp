// Stopping: nothing new begins, what is in hand is finished and recorded, nothing is lost.

#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

using namespace tests;
using bot::SendResult;
using storage::outbox::State;

namespace {

// A provider that takes its time.
bot::Sent answer_after(const std::atomic<bool>& hangs)
{
    for (int i = 0; hangs && i < 20'000; ++i) // a test that fails must end all the same
        std::this_thread::sleep_for(1ms);
    return answered(SendResult::Accepted);
}

} // namespace

TEST_CASE("Stopping finishes what is being sent, records it, and gives back what was not begun")
{
    std::atomic<bool> hangs { true };
    PostOffice office;
    std::vector<std::int64_t> ids;
    for (int person = 1; person <= 5; ++person) {
        office.person(person);
        ids.push_back(office.queue(person, "to " + std::to_string(person)));
    }
    office.channel.answer_always([&](const bot::OutboundMessage&) { return answer_after(hangs); });
    office.open({ .workers = 1 });
    REQUIRE(office.until([&] { return office.channel.sends() == 1; }));
    CHECK_FALSE(office.sender().stop(0ms)); // from here on nothing begins
    std::jthread provider { [&] {
        std::this_thread::sleep_for(100ms);
        hangs = false;
    } };
    CHECK(office.sender().stop());
    CHECK(office.channel.sends() == 1);
    CHECK(office.state(ids[0]) == State::Accepted);
    for (std::size_t i = 1; i < ids.size(); ++i)
        CHECK(office.state(ids[i]) == State::Queued);
}

TEST_CASE("Stopping waits no longer than it is told; what hangs keeps its lease and becomes uncertain later")
{
    std::atomic<bool> hangs { true }, answers { false }; // outlive the office, whose worker still writes
    PostOffice office;
    office.person(1);
    office.channel.answer_always([&](const bot::OutboundMessage&) {
        const auto sent = answer_after(hangs);
        answers = true;
        return sent;
    });
    office.open();
    const auto id = office.queue(1, "hangs");
    REQUIRE(office.until([&] { return office.channel.sends() == 1; }));
    CHECK_FALSE(office.sender().stop(50ms));
    CHECK_FALSE(answers);
    CHECK(office.state(id) == State::Sending);
    hangs = false;
}

TEST_CASE("What waited in hand too long is not sent, because its lease could end meanwhile")
{
    std::atomic<bool> hangs { true };
    PostOffice office;
    office.person(1);
    office.person(2);
    office.channel.answer_always([&](const bot::OutboundMessage&) { return answer_after(hangs); });
    const auto first = office.queue(1, "first"), second = office.queue(2, "second");
    office.open({ .workers = 1 });
    REQUIRE(office.until([&] { return office.channel.sends() == 1; }));
    office.let_it_settle();
    office.clock.move(40s);
    hangs = false;
    REQUIRE(office.until_state(first, State::Accepted));
    REQUIRE(office.until_state(second, State::Accepted));
    CHECK(office.message(second).attempts == 2);
    CHECK(office.message(second).failures == 0);
    CHECK(office.channel.sends() == 2);
}
