// What becomes of messages: sent at least once, in order, settled whatever the provider answers or the process does.

#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

using namespace tests;
using bot::SendResult;
using storage::outbox::Lane;
using storage::outbox::State;
using Texts = std::vector<std::string>;

TEST_CASE("A reply is sent as soon as it is queued, and the provider's name for it is kept")
{
    PostOffice office;
    office.person(1);
    office.open();
    const auto id = office.queue(1, "नमस्ते");
    REQUIRE(office.until_state(id, State::Accepted));
    CHECK(office.channel.sent() == Texts { "नमस्ते" });
    CHECK(office.message(id).provider_id == "p" + std::to_string(id));
    CHECK(office.counts().by_result[static_cast<std::size_t>(SendResult::Accepted)] == 1);
}

TEST_CASE("Messages of one person go strictly in order, also when the first must be tried again")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_next(answered(SendResult::TryLater, 131000), 2);
    office.open();
    office.queue(1, "first");
    office.queue(1, "second");
    const auto last = office.queue(1, "third");
    REQUIRE(office.until([&] {
        office.clock.move(500ms);
        return office.state(last) == State::Accepted;
    }));
    CHECK(office.channel.sent() == Texts { "first", "first", "first", "second", "third" });
}

TEST_CASE("People do not wait for each other")
{
    PostOffice office;
    office.person(1);
    office.person(2);
    office.channel.answer_next(answered(SendResult::PersonLater, 131056));
    office.open();
    const auto slow = office.queue(1, "slow");
    REQUIRE(office.until([&] { return office.message(slow).failures == 1; }));
    const auto quick = office.queue(2, "quick");
    CHECK(office.until_state(quick, State::Accepted));
}

TEST_CASE("Replies go before notices that were queued earlier")
{
    PostOffice office;
    for (int person = 1; person <= 6; ++person)
        office.person(person);
    for (int person = 1; person <= 3; ++person)
        office.queue(person, "notice", Lane::Notice);
    for (int person = 4; person <= 6; ++person)
        office.queue(person, "reply");
    office.open({ .workers = 1 });
    REQUIRE(office.until([&] { return office.channel.sends() == 6; }));
    CHECK(office.channel.sent() == Texts { "reply", "reply", "reply", "notice", "notice", "notice" });
}

TEST_CASE("A reply goes before notices that are claimed and not begun")
{
    PostOffice office;
    for (int person = 1; person <= 5; ++person)
        office.person(person);
    std::atomic<bool> slow { true };
    office.channel.answer_always([&](const bot::OutboundMessage&) {
        while (slow)
            std::this_thread::sleep_for(1ms);
        return answered(SendResult::Accepted);
    });
    for (int person = 1; person <= 4; ++person)
        office.queue(person, "notice", Lane::Notice);
    office.open({ .workers = 1, .in_hand_per_worker = 8 });
    const bool all_claimed = office.until([&] { return office.counts().in_hand == 4 && office.channel.sends() == 1; });
    office.queue(5, "reply");
    const bool reply_claimed = office.until([&] { return office.counts().in_hand == 5; });
    slow = false;
    REQUIRE(all_claimed);
    REQUIRE(reply_claimed);
    REQUIRE(office.until([&] { return office.channel.sends() == 5; }));
    CHECK(office.channel.sent() == Texts { "notice", "reply", "notice", "notice", "notice" });
}

TEST_CASE("A lost answer is not repeated: the provider's status settles it")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_next(answered(SendResult::Unknown));
    office.open();
    const auto id = office.queue(1, "once");
    REQUIRE(office.until_state(id, State::Uncertain));
    office.clock.move(119s);
    office.let_it_settle();
    CHECK(office.state(id) == State::Uncertain);
    office.in_transaction([&](storage::Transaction& tx) {
        storage::statuses::apply(tx, { .channel = "whatsapp",
                                       .provider_id = "wamid.1",
                                       .outbox_id = id,
                                       .state = State::Delivered,
                                       .at = office.clock.now() });
    });
    office.clock.move(10min);
    office.let_it_settle();
    CHECK(office.state(id) == State::Delivered);
    CHECK(office.channel.sends() == 1);
}

TEST_CASE("A lost answer that no status settles within two minutes is sent again, and counted")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_next(answered(SendResult::Unknown));
    office.open();
    const auto id = office.queue(1, "twice rather than never");
    REQUIRE(office.until_state(id, State::Uncertain));
    office.clock.move(121s);
    REQUIRE(office.until_state(id, State::Accepted));
    CHECK(office.channel.sends() == 2);
    CHECK(office.sender().counts().resent == 1);
}

TEST_CASE("A message that was on its way when the process died is uncertain, and sent again when no status comes")
{
    PostOffice office;
    office.person(1);
    const auto id = office.queue(1, "before the crash");
    office.in_transaction([&](storage::Transaction& tx) { // claimed by a process that is no more
        storage::outbox::claim(tx, "whatsapp", 10, office.clock.now(), 60s);
    });
    office.open();
    REQUIRE(office.until_state(id, State::Uncertain));
    CHECK(office.sender().counts().leases_lost == 1);
    CHECK(office.channel.sends() == 0);
    office.clock.move(121s);
    REQUIRE(office.until_state(id, State::Accepted));
    CHECK(office.channel.sends() == 1);
}

TEST_CASE("What was sent but not recorded when the process died is settled by its status after the restart")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_always([&](const bot::OutboundMessage&) {
        office.disk_fails = true; // from now on nothing reaches the disk
        return answered(SendResult::Accepted);
    });
    office.open();
    const auto id = office.queue(1, "sent, not recorded");
    REQUIRE(office.until([&] { return office.channel.sends() == 1 && office.disk_failed > 0; }));
    office.let_it_settle();
    office.close();
    office.disk_fails = false;
    CHECK(office.state(id) == State::Sending);
    office.open();
    REQUIRE(office.until_state(id, State::Uncertain));
    office.in_transaction([&](storage::Transaction& tx) {
        storage::statuses::apply(
            tx, { .channel = "whatsapp", .outbox_id = id, .state = State::Sent, .at = office.clock.now() });
    });
    office.clock.move(10min);
    office.let_it_settle();
    CHECK(office.state(id) == State::Sent);
    CHECK(office.channel.sends() == 1);
}

TEST_CASE("An outcome whose commit failed is recorded when the disk works again, and nothing is sent twice")
{
    PostOffice office;
    office.person(1);
    office.channel.answer_always([&](const bot::OutboundMessage&) {
        office.disk_fails = true;
        return answered(SendResult::Accepted);
    });
    office.open();
    const auto id = office.queue(1, "once");
    REQUIRE(office.until([&] { return office.channel.sends() == 1 && office.disk_failed > 0; }));
    office.let_it_settle();
    office.disk_fails = false;
    office.clock.move(2s);
    CHECK(office.until_state(id, State::Accepted));
    CHECK(office.channel.sends() == 1);
    CHECK(office.counts().recorded_again >= 1);
}

TEST_CASE("A letter that cannot be read, or a person without an address, fails alone and is said")
{
    PostOffice office;
    office.person(1);
    office.open();
    std::int64_t unreadable = 0, nowhere = 0;
    office.in_transaction([&](storage::Transaction& tx) {
        unreadable = storage::outbox::queue(
            tx, { .person = 1, .channel = "whatsapp", .letter = "{", .template_key = "t" }, office.clock.now());
        tx.run("INSERT INTO people (id, created_at) VALUES ($1, $2)",
               { std::int64_t { 77 }, storage::value(office.clock.now()) });
        auto conversation = storage::conversations::load(tx, 77, "whatsapp");
        conversation.window_until = office.clock.now() + 1h;
        storage::conversations::save(tx, conversation);
        nowhere = storage::outbox::queue(
            tx, { .person = 77, .channel = "whatsapp", .letter = "{}", .template_key = "t" }, office.clock.now());
    });
    const auto good = office.queue(1, "after them");
    CHECK(office.until_state(good, State::Accepted));
    CHECK(office.until_state(unreadable, State::Failed));
    CHECK(office.until_state(nowhere, State::Failed));
    CHECK(office.channel.sends() == 1);
}
