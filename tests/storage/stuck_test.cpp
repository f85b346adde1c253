#include "opened.h"

#include "storage/checkup.h"
#include "storage/inbox.h"
#include "storage/outbox.h"
#include "storage/stuck.h"
#include "storage/timers.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;
using outbox::State;

namespace {

std::int64_t owe(Transaction& tx, std::int64_t to, Time now = at())
{
    return outbox::queue(
        tx, { .person = to, .channel = "whatsapp", .letter = "{}", .template_key = "t", .due_at = now }, now);
}

} // namespace

TEST_CASE("Leases that ended long ago, or would end beyond any lease, are opened again; those between stay")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = owe(tx, person(tx, 1));
    outbox::claim(tx, "whatsapp", 1, at(), 100s);
    CHECK(stuck::reopen_leases(tx, at(100s), at(100s), at(10min)) == 0);
    SECTION("ended")
    {
        CHECK(stuck::reopen_leases(tx, at(101s), at(1h), at(10min)) == 1);
    }
    SECTION("never ends")
    {
        CHECK(stuck::reopen_leases(tx, at(), at(99s), at(10min)) == 1);
    }
    CHECK(outbox::get(tx, id)->state == State::Uncertain);
    CHECK(outbox::get(tx, id)->due_at == at(10min));
    CHECK(stuck::shorten_waits(tx, at(10min), at(1min)) == 0);
    CHECK(stuck::shorten_waits(tx, at(9min), at(1min)) == 1);
    CHECK(outbox::get(tx, id)->due_at == at(1min));
}

TEST_CASE("Only replies from the future are brought forward, not those that are planned or tried again later")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto future = owe(tx, person(tx, 1), at(5h));
    const auto planned = outbox::queue(
        tx, { .person = person(tx, 2), .channel = "whatsapp", .letter = "{}", .template_key = "t", .due_at = at(5h) },
        at());
    const auto paced = owe(tx, person(tx, 3), at()), failed = owe(tx, person(tx, 4), at());
    for (const auto& claimed : outbox::claim(tx, "whatsapp", 10, at(), 1min))
        outbox::settle(tx, claimed,
                       { .state = State::Queued, .due_at = at(5h), .failures = claimed.id == failed ? 1 : 0 }, at());
    CHECK(stuck::bring_forward(tx, "whatsapp", { at(1min), at(36h), at(6h) }, at()) == 1);
    CHECK(outbox::get(tx, future)->due_at == at());
    CHECK(stuck::bring_forward(tx, "whatsapp", { at(1min), at(36h), at(10min) }, at()) == 1);
    CHECK(outbox::get(tx, paced)->due_at == at());
    CHECK(outbox::get(tx, failed)->due_at == at(5h));
    CHECK(outbox::get(tx, planned)->due_at == at(5h));
}

TEST_CASE("Messages without an outcome, late timers and the newest row are found")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK_FALSE(checkup::newest_at(tx).has_value());
    inbox::Inbound message;
    message.channel = "sms";
    message.provider_id = "1";
    message.kind = "text";
    message.sent_at = message.received_at = at(1min);
    REQUIRE(inbox::receive(tx, message));
    const auto found = stuck::without_outcome(tx, at(), at(2min), 10);
    REQUIRE(found.size() == 1);
    CHECK(found[0].provider_id == "1");
    CHECK(stuck::without_outcome(tx, at(2min), at(1h), 10).empty());
    CHECK(checkup::newest_at(tx) == at(1min));
    owe(tx, person(tx, 1), at(2min));
    CHECK(checkup::newest_at(tx) == at(2min));
    inbox::finish(tx, "sms", "1", std::nullopt, "answered");
    CHECK(stuck::without_outcome(tx, at(), at(2min), 10).empty());
    timers::set(tx, { person(tx, 2), "sms", "sleep", "", at(), "" });
    CHECK(checkup::count_late_timers(tx, at()) == 0);
    CHECK(checkup::count_late_timers(tx, at(1s)) == 1);
}
