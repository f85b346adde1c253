#include "opened.h"

#include "storage/events.h"
#include "storage/inbox.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/retention.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;

namespace {

struct Kept {
    std::unique_ptr<Connection> connection = opened::in_memory();
    Transaction tx { *connection };
    std::int64_t person = people::add(tx, "Sunita", at());

    void receive(const std::string& id, Time when)
    {
        inbox::receive(tx, { "whatsapp", id, person, "text", "words", "{}", when, when, "answered" });
    }

    std::int64_t owe(Time when)
    {
        return outbox::queue(tx, { .person = person, .channel = "whatsapp", .letter = "{}", .template_key = "t" },
                             when);
    }

    void send(std::int64_t id, Time when)
    {
        outbox::settle(tx, outbox::claim_one(tx, id, when, 1min).value(), { .provider_id = "w" + std::to_string(id) },
                       when);
    }

    std::size_t received() { return inbox::list(tx, person, at(24h * 1'000), 1'000).size(); }
};

} // namespace

TEST_CASE("What is older than its time goes a few at a time, the oldest first, and the rest stays")
{
    Kept kept;
    for (int i = 0; i < 5; ++i)
        kept.receive("old" + std::to_string(i), at(std::chrono::seconds { i }));
    kept.receive("new", at(1h));
    CHECK(retention::remove_before(kept.tx, at(1min), 3).received == 3);
    CHECK(kept.received() == 3);
    CHECK(retention::remove_before(kept.tx, at(1min), 3).received == 2);
    CHECK(retention::remove_before(kept.tx, at(1min), 3).most() == 0);
    CHECK(kept.received() == 1);
}

TEST_CASE("A message that is still owed stays however old it is, one that was sent or waits in vain goes")
{
    Kept kept;
    const auto sent = kept.owe(at());
    const auto owed = kept.owe(at());
    const auto waits = kept.owe(at());
    kept.send(sent, at());
    outbox::settle(kept.tx, outbox::claim_one(kept.tx, waits, at(), 1min).value(), { .state = outbox::State::Waiting },
                   at());
    const auto young = kept.owe(at(1h));
    kept.send(young, at(1h));
    CHECK(retention::remove_before(kept.tx, at(1min), 10).sent == 2);
    CHECK_FALSE(outbox::get(kept.tx, sent));
    CHECK_FALSE(outbox::get(kept.tx, waits));
    CHECK(outbox::get(kept.tx, owed));
    CHECK(outbox::get(kept.tx, young));
}

TEST_CASE("Parked messages and what a channel told go with their time too")
{
    Kept kept;
    inbox::park(kept.tx, { "whatsapp", "broken", kept.person, "text", "words", "{}", at(), at(), "" }, "{}", "why",
                at());
    events::record(kept.tx, { "key", "whatsapp", "field", "{}", at() });
    CHECK(retention::remove_before(kept.tx, at(), 10).most() == 0);
    const auto removed = retention::remove_before(kept.tx, at(1ms), 10);
    CHECK(removed.parked == 1);
    CHECK(removed.received == 1);
    CHECK(removed.events == 1);
    CHECK(inbox::parked(kept.tx).empty());
}
