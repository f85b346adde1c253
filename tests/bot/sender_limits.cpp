// How fast the sender writes, when it must not, and what it does about what the provider says of it.

#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

using namespace tests;
using bot::Hold;
using bot::SendResult;
using storage::outbox::Lane;
using storage::outbox::State;
using Texts = std::vector<std::string>;

TEST_CASE("Outside the 24 hours a free text is not even tried; her next message sends it")
{
    PostOffice office;
    office.channel.limits_.has_window = true;
    office.person(1, -1min);
    office.open();
    const auto id = office.queue(1, "too late", Lane::Notice);
    REQUIRE(office.until_state(id, State::Waiting));
    CHECK(office.channel.sends() == 0);
    office.in_transaction([&](storage::Transaction& tx) { // what the turn of her next message does
        auto conversation = storage::conversations::load(tx, 1, "whatsapp");
        conversation.window_until = office.clock.now() + 24h;
        storage::conversations::save(tx, conversation);
        storage::outbox::wake_waiting(tx, 1, "whatsapp", office.clock.now());
    });
    office.sender().wake("whatsapp");
    REQUIRE(office.until_state(id, State::Accepted));
    CHECK(office.channel.sends() == 1);
}

TEST_CASE("A message refused for its shut window waits for her, unless she wrote just then")
{
    PostOffice office;
    office.channel.limits_.has_window = true;
    office.person(1, 1h);
    office.channel.answer_next(answered(SendResult::WindowShut, 131047));
    office.open();
    const auto waits = office.queue(1, "waits");
    CHECK(office.until_state(waits, State::Waiting));
    office.person(2, 1h);
    office.channel.answer_always([&](const bot::OutboundMessage&) {
        office.in_transaction([&](storage::Transaction& tx) {
            auto conversation = storage::conversations::load(tx, 2, "whatsapp");
            conversation.window_until = office.clock.now() + 24h;
            storage::conversations::save(tx, conversation);
        });
        office.channel.answer_always({});
        return answered(SendResult::WindowShut, 131047);
    });
    const auto again = office.queue(2, "she wrote meanwhile");
    CHECK(office.until_state(again, State::Accepted));
}

TEST_CASE("One person gets as many at once as the burst allows, then one an interval, in order")
{
    PostOffice office;
    office.channel.limits_.person_interval = 6s;
    office.channel.limits_.person_burst = 3;
    office.person(1);
    Texts wanted;
    for (int i = 0; i < 5; ++i) {
        wanted.push_back("message " + std::to_string(i));
        office.queue(1, wanted.back());
    }
    office.open();
    REQUIRE(office.until([&] { return office.channel.sends() == 3; }));
    office.clock.move(5s);
    office.let_it_settle();
    CHECK(office.channel.sends() == 3);
    office.clock.move(1s);
    REQUIRE(office.until([&] { return office.channel.sends() == 4; }));
    office.let_it_settle();
    CHECK(office.channel.sends() == 4);
    office.clock.move(6s);
    REQUIRE(office.until([&] { return office.channel.sends() == 5; }));
    CHECK(office.channel.sent() == wanted);
    CHECK(office.counts().person_paced >= 2);
}

TEST_CASE("No more messages go in a second than one of our numbers may send")
{
    PostOffice office;
    office.channel.limits_.per_second = 100;
    for (int person = 1; person <= 85; ++person) {
        office.person(person);
        office.queue(person, "hello");
    }
    office.open();
    std::size_t before = 0;
    for (int step = 0; step <= 16; ++step) { // 0.8 seconds
        REQUIRE(office.until([&] { return office.channel.sends() >= before + (step == 0 ? 5 : 4); }));
        office.let_it_settle();
        CHECK(office.channel.sends() <= before + 5);
        before = office.channel.sends();
        office.clock.move(50ms);
    }
    CHECK(before <= 81);
    CHECK(before >= 70);
}

TEST_CASE("A rate that was set counts instead of the channel's own")
{
    PostOffice office;
    for (int person = 1; person <= 10; ++person) {
        office.person(person);
        office.queue(person, "hello");
    }
    bot::DispatcherLimits limits;
    limits.per_second = 2;
    office.open(limits);
    for (int step = 0; step < 10; ++step) { // 0.5 seconds
        office.let_it_settle();
        office.clock.move(50ms);
    }
    CHECK(office.until([&] { return office.channel.sends() >= 1; }));
    CHECK(office.channel.sends() <= 2);
}

TEST_CASE("A fault that may pass is tried six times with growing waits, then the message has failed, and is counted")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::TryLater, 131000); });
    office.open();
    const auto id = office.queue(1, "never works");
    REQUIRE(office.until([&] {
        office.clock.move(1s);
        return office.state(id) == State::Failed;
    }));
    CHECK(office.channel.sends() == 6);
    CHECK(office.message(id).error_code == 131000);
    CHECK(office.counts().given_up == 1);
}

TEST_CASE("A provider that cannot be reached costs no message its tries, however long it is away")
{
    PostOffice office;
    for (int person = 1; person <= 3; ++person)
        office.person(person);
    office.channel.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::TryLater); });
    office.open();
    std::vector<std::int64_t> ids;
    for (int person = 1; person <= 3; ++person)
        ids.push_back(office.queue(person, "owed"));
    REQUIRE(office.until([&] {
        office.clock.move(5s);
        return office.channel.sends() > 30;
    }));
    CHECK(office.counts().hold == Hold::Kind::Silent);
    office.channel.answer_always({});
    REQUIRE(office.until([&] {
        office.clock.move(5s);
        return office.state(ids[0]) == State::Accepted && office.state(ids[1]) == State::Accepted &&
               office.state(ids[2]) == State::Accepted;
    }));
    CHECK(office.counts().given_up == 0);
    CHECK(office.until([&] { return office.counts().hold == Hold::Kind::None; }));
}

TEST_CASE("When the whole number is too fast everything waits as long as the provider says, then one goes first")
{
    PostOffice office;
    for (int person = 1; person <= 4; ++person)
        office.person(person);
    auto slow = answered(SendResult::SlowDown, 130429);
    slow.retry_after = 7s;
    office.channel.answer_next(slow);
    office.open();
    const auto first = office.queue(1, "too fast");
    REQUIRE(office.until([&] { return office.counts().hold == Hold::Kind::Slow; }));
    const auto second = office.queue(2, "waits too");
    office.clock.move(6s);
    office.let_it_settle();
    CHECK(office.state(second) == State::Queued);
    CHECK(office.channel.sends() == 1);
    office.clock.move(2s);
    CHECK(office.until_state(second, State::Accepted));
    CHECK(office.until_state(first, State::Accepted));
    CHECK(office.message(first).failures == 0);
}

TEST_CASE("Account trouble holds the channel with one probe a minute, and no message is lost by it")
{
    PostOffice office;
    for (int person = 1; person <= 3; ++person)
        office.person(person);
    office.channel.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::StopSending, 190); });
    office.open();
    std::vector<std::int64_t> ids { office.queue(1, "one") };
    REQUIRE(office.until([&] { return office.counts().hold == Hold::Kind::Stopped; }));
    ids.push_back(office.queue(2, "two"));
    ids.push_back(office.queue(3, "three"));
    for (std::size_t probe = 2; probe <= 10; ++probe) {
        office.clock.move(59s);
        office.let_it_settle();
        CHECK(office.channel.sends() == probe - 1);
        office.clock.move(1s);
        REQUIRE(office.until([&] { return office.channel.sends() == probe; }));
        office.let_it_settle();
        CHECK(office.channel.sends() == probe);
    }
    office.channel.answer_always({});
    REQUIRE(office.until([&] {
        office.clock.move(10s);
        return office.state(ids[0]) == State::Accepted && office.state(ids[1]) == State::Accepted &&
               office.state(ids[2]) == State::Accepted;
    }));
    CHECK(office.counts().given_up == 0);
}

TEST_CASE("What can never be sent has failed at once, and stops nobody else")
{
    for (const auto result : { SendResult::Unreachable, SendResult::Suppressed, SendResult::Broken }) {
        PostOffice office;
        office.person(1);
        office.channel.answer_next(answered(result, 131026));
        office.open();
        const auto failed = office.queue(1, "cannot be sent"), good = office.queue(1, "after it");
        CHECK(office.until_state(failed, State::Failed));
        CHECK(office.until_state(good, State::Accepted));
        CHECK(office.counts().by_result[static_cast<std::size_t>(result)] == 1);
    }
}

TEST_CASE("Her message is shown as read once, before its first reply, and never again for a second try")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_next(answered(SendResult::TryLater, 131000));
    office.open({ .show_read = bot::ShowRead::BeforeReply });
    office.queue(1, "first part", Lane::Reply, "wamid.her");
    const auto last = office.queue(1, "second part", Lane::Reply, "wamid.her");
    REQUIRE(office.until([&] {
        office.clock.move(500ms);
        return office.state(last) == State::Accepted;
    }));
    CHECK(office.channel.sent() == Texts { "read wamid.her", "first part", "first part", "second part" });
}
