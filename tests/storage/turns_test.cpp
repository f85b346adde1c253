#include "opened.h"

#include "storage/conversations.h"
#include "storage/events.h"
#include "storage/ids.h"
#include "storage/inbox.h"
#include "storage/timers.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

inbox::Inbound message(const std::string& provider_id)
{
    inbox::Inbound inbound;
    inbound.channel = "whatsapp";
    inbound.provider_id = provider_id;
    inbound.kind = "text";
    inbound.text = "मेनू";
    inbound.raw = "{\"id\":\"" + provider_id + "\"}";
    inbound.sent_at = at();
    inbound.received_at = at(1s);
    return inbound;
}

timers::Timer timer(Time due)
{
    return { 1, "whatsapp", "expiry", "add_product", due, "{}" };
}

} // namespace

TEST_CASE("A message delivered twice is received once; the same id on another channel is another message")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK(inbox::receive(tx, message("a")));
    CHECK_FALSE(inbox::receive(tx, message("a")));
    auto sms = message("a");
    sms.channel = "sms";
    CHECK(inbox::receive(tx, sms));
    inbox::finish(tx, "whatsapp", "a", person(tx, 1), "menu");

    const auto hers = inbox::list(tx, 1, at(1h), 10);
    REQUIRE(hers.size() == 1);
    CHECK(hers[0].outcome == "menu");
    CHECK(hers[0].text == "मेनू");
    CHECK(inbox::list(tx, std::nullopt, at(1h), 10).size() == 2);
    CHECK(inbox::list(tx, std::nullopt, at(1s), 10).empty());
}

TEST_CASE("A parked message is not received again until somebody takes it out to retry it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = inbox::park(tx, message("a"), "the arrival", "a step is missing", at());
    CHECK_FALSE(inbox::receive(tx, message("a")));
    REQUIRE(inbox::parked(tx).size() == 1);
    CHECK(inbox::parked(tx)[0].reason == "a step is missing");

    CHECK_FALSE(inbox::take_parked(tx, id + 1));
    const auto taken = inbox::take_parked(tx, id);
    REQUIRE(taken);
    CHECK(taken->arrival == "the arrival");
    CHECK(inbox::parked(tx).empty());
    CHECK_FALSE(inbox::take_parked(tx, id));
    CHECK(inbox::receive(tx, message("a")));
}

TEST_CASE("A conversation is read as it was saved, one a person and channel")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    auto conversation = conversations::load(tx, person(tx, 1), "sms");
    CHECK(conversation.state.empty());
    conversation.state = "{\"step\":\"price\"}";
    conversation.language = "hi";
    conversation.dialog = "add_product";
    conversation.version = "abc";
    conversation.step = "price";
    conversation.turn = 7;
    conversation.last_heard_at = at();
    conversation.window_until = at(24h);
    conversations::save(tx, conversation);
    conversation.turn = 8;
    conversations::save(tx, conversation);

    const auto again = conversations::load(tx, 1, "sms");
    CHECK(again.state == conversation.state);
    CHECK(again.language == "hi");
    CHECK(again.step == "price");
    CHECK(again.turn == 8);
    CHECK(again.last_heard_at == at());
    CHECK(again.window_until == at(24h));
    CHECK(conversations::load(tx, 1, "whatsapp").turn == 0);
    CHECK(conversations::last_channel(tx, 1) == "sms");
    CHECK_FALSE(conversations::last_channel(tx, 2));
}

TEST_CASE("Open conversations are counted by dialog, version and step")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    for (std::int64_t id = 1; id <= 3; ++id) {
        auto conversation = conversations::load(tx, person(tx, id), "sms");
        conversation.dialog = id == 3 ? "" : "add_product";
        conversation.version = "1";
        conversation.step = "price";
        conversations::save(tx, conversation);
    }
    const auto counts = conversations::count_open(tx);
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].dialog == "add_product");
    CHECK(counts[0].count == 2);
}

TEST_CASE("A timer set again is moved, and only the firing that still stands is taken")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    CHECK_FALSE(timers::next_due_at(tx));
    timers::set(tx, timer(at(1h)));
    timers::set(tx, timer(at(2h)));
    CHECK(timers::next_due_at(tx) == at(2h));
    CHECK(timers::due(tx, at(1h), 10).empty());
    REQUIRE(timers::due(tx, at(2h), 10).size() == 1);
    CHECK_FALSE(timers::take(tx, timer(at(1h))));
    CHECK(timers::take(tx, timers::due(tx, at(2h), 10)[0]));
    CHECK_FALSE(timers::take(tx, timer(at(2h))));
    CHECK(timers::name_of_firing(timer(at(1h))) != timers::name_of_firing(timer(at(2h))));
}

TEST_CASE("A cleared timer does not fire")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    timers::set(tx, timer(at(1h)));
    timers::clear(tx, 1, "whatsapp", "expiry", "another");
    CHECK(timers::next_due_at(tx) == at(1h));
    timers::clear(tx, 1, "whatsapp", "expiry", "add_product");
    CHECK_FALSE(timers::next_due_at(tx));
    timers::set(tx, timer(at(1h)));
    timers::clear_all(tx, 1);
    CHECK_FALSE(timers::next_due_at(tx));
}

TEST_CASE("An event of a channel is recorded once")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const events::Event event { "hash", "whatsapp", "account_update", "{}", at() };
    CHECK(events::record(tx, event));
    CHECK_FALSE(events::record(tx, event));
    REQUIRE(events::list(tx, 10).size() == 1);
    CHECK(events::list(tx, 10)[0].field == "account_update");
}

TEST_CASE("A number is given once, each sequence counting for itself")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    using ids::Sequence;
    CHECK(ids::next(tx, Sequence::Product) == 1001);
    CHECK(ids::next(tx, Sequence::Product) == 1002);
    CHECK(ids::next(tx, Sequence::Person) == 1);
    {
        const Savepoint undone { tx };
        CHECK(ids::next(tx, Sequence::Product) == 1003);
    }
    CHECK(ids::next(tx, Sequence::Product) == 1003);
}
