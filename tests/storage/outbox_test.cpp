#include "opened.h"

#include "storage/outbox.h"
#include "storage/statuses.h"

using namespace storage;
using namespace storage::outbox;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

using Ids = std::vector<std::int64_t>;

std::int64_t add(Transaction& tx, std::int64_t to, Lane lane = Lane::Reply, Time due = at())
{
    return queue(
        tx, { .person = to, .channel = "whatsapp", .lane = lane, .letter = "{}", .template_key = "t", .due_at = due },
        at());
}

std::vector<Outbound> take(Transaction& tx, int limit = 100, Time now = at())
{
    return claim(tx, "whatsapp", limit, now, 30s);
}

Ids ids_of(const std::vector<Outbound>& messages)
{
    Ids ids;
    for (const auto& message : messages)
        ids.push_back(message.id);
    return ids;
}

State state_of(Transaction& tx, std::int64_t id)
{
    return get(tx, id)->state;
}

statuses::Status status(std::int64_t id, State state)
{
    return { .channel = "whatsapp", .outbox_id = id, .state = state, .at = at(1min) };
}

} // namespace

TEST_CASE("Replies are claimed before notices, then whatever is due first")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto notice = add(tx, person(tx, 1), Lane::Notice);
    const auto late = add(tx, person(tx, 2), Lane::Reply, at(2s));
    const auto soon = add(tx, person(tx, 3), Lane::Reply, at(1s));
    CHECK(ids_of(take(tx, 2, at(5s))) == Ids { soon, late });
    CHECK(ids_of(take(tx, 2, at(5s))) == Ids { notice });
    CHECK(take(tx, 2, at(5s)).empty());
}

TEST_CASE("Messages of one person go out in order, one at a time; people do not wait for each other")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    const auto first = add(tx, sunita);
    const auto second = add(tx, sunita);
    const auto other = add(tx, person(tx, 2));
    const auto claimed = take(tx);
    CHECK(ids_of(claimed) == Ids { first, other });

    SECTION("the first is accepted")
    {
        CHECK(settle(tx, claimed[0], { .provider_id = "wamid.1" }, at()));
        CHECK(ids_of(take(tx)) == Ids { second });
    }
    SECTION("the first is tried again later")
    {
        CHECK(settle(tx, claimed[0], { .state = State::Queued, .due_at = at(10s), .error = "busy" }, at()));
        CHECK(take(tx).empty());
        CHECK(ids_of(take(tx, 100, at(10s))) == Ids { first });
    }
    SECTION("nobody knows what became of the first")
    {
        CHECK(settle(tx, claimed[0], { .state = State::Uncertain, .due_at = at(60s) }, at()));
        CHECK(take(tx, 100, at(59s)).empty());
        CHECK(statuses::apply(tx, status(first, State::Sent)) == statuses::Applied::Settled);
        CHECK(ids_of(take(tx, 100, at(59s))) == Ids { second });
    }
    SECTION("the first waits for her to write")
    {
        CHECK(settle(tx, claimed[0], { .state = State::Waiting }, at()));
        CHECK(wake_waiting(tx, sunita, "sms", at()) == 0);
        CHECK(wake_waiting(tx, sunita, "whatsapp", at(1s)) == 1);
        CHECK(ids_of(take(tx, 100, at(1s))) == Ids { first });
    }
}

TEST_CASE("A notice planned for tomorrow holds up nothing, and no reply waits for a notice that is tried again")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    add(tx, sunita, Lane::Notice, at(24h));
    const auto today = add(tx, sunita, Lane::Notice);
    auto claimed = take(tx);
    CHECK(ids_of(claimed) == Ids { today });
    const auto reply = add(tx, sunita);
    CHECK(take(tx).empty()); // the notice is on the wire
    settle(tx, claimed[0], { .state = State::Queued, .due_at = at(1h) }, at());
    CHECK(ids_of(take(tx)) == Ids { reply });
}

TEST_CASE("A lease that runs out leaves the message uncertain, and in time it is sent again")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    const auto lost = take(tx);
    CHECK(reopen_expired(tx, at(29s), 60s) == 0);
    CHECK(reopen_expired(tx, at(30s), 60s) == 1);
    CHECK(state_of(tx, id) == State::Uncertain);
    CHECK(next_due_at(tx, "whatsapp", at(30s)) == at(90s));
    CHECK(resend_uncertain(tx, at(89s)) == 0);
    CHECK(resend_uncertain(tx, at(90s)) == 1);

    const auto again = take(tx, 100, at(90s));
    REQUIRE(ids_of(again) == Ids { id });
    CHECK(again[0].attempts == 2);
    CHECK_FALSE(settle(tx, lost.at(0), { .state = State::Failed }, at(91s))); // the attempt that was given up
    CHECK(state_of(tx, id) == State::Sending);
    CHECK(settle(tx, again[0], { .provider_id = "wamid.2" }, at(91s)));
    CHECK(state_of(tx, id) == State::Accepted);
}

TEST_CASE("A late good answer of the attempt whose lease ran out still counts")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    const auto claimed = take(tx);
    reopen_expired(tx, at(30s), 60s);
    CHECK(settle(tx, claimed.at(0), { .provider_id = "wamid.1" }, at(31s)));
    CHECK(state_of(tx, id) == State::Accepted);
}

TEST_CASE("A status never moves a message down, and a failure gives way to delivered")
{
    using S = State;

    struct Case {
        std::vector<State> told;
        State end;
    };

    const auto& given = GENERATE(values<Case>({
        { { S::Sent, S::Delivered, S::Read }, S::Read },
        { { S::Read, S::Delivered, S::Sent }, S::Read },
        { { S::Delivered, S::Sent, S::Accepted }, S::Delivered },
        { { S::Failed, S::Sent }, S::Failed },
        { { S::Sent, S::Failed }, S::Failed },
        { { S::Failed, S::Delivered }, S::Delivered },
        { { S::Delivered, S::Failed }, S::Delivered },
        { { S::Read, S::Failed }, S::Read },
    }));
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    settle(tx, take(tx).at(0), { .provider_id = "wamid.1" }, at());
    for (const auto state : given.told)
        statuses::apply(tx, status(id, state));
    CHECK(state_of(tx, id) == given.end);
}

TEST_CASE("The same status twice changes nothing, an unknown message is said to be unknown")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    settle(tx, take(tx).at(0), { .provider_id = "wamid.1" }, at());
    const statuses::Status sent { .channel = "whatsapp", .provider_id = "wamid.1", .state = State::Sent, .at = at(1s) };
    CHECK(statuses::apply(tx, sent) == statuses::Applied::Moved);
    CHECK(statuses::apply(tx, sent) == statuses::Applied::NothingNew);
    CHECK(get(tx, id)->sent_at == at(1s));
    auto other = sent;
    other.channel = "sms";
    CHECK(statuses::apply(tx, other) == statuses::Applied::UnknownMessage);
    other.provider_id = {};
    CHECK(statuses::apply(tx, other) == statuses::Applied::UnknownMessage);
}

TEST_CASE("The failure of an earlier attempt, told again, does nothing to the next one, and its own does")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    settle(tx, take(tx).at(0), { .provider_id = "wamid.1" }, at());
    auto failure = status(id, State::Failed);
    failure.provider_id = "wamid.1";
    REQUIRE(statuses::apply(tx, failure) == statuses::Applied::Moved);
    REQUIRE(storage::outbox::reopen_failed(tx, id, State::Queued, at(), 1));
    const auto second = take(tx).at(0);
    SECTION("that was taken since")
    {
        settle(tx, second, { .provider_id = "wamid.2" }, at());
        CHECK(statuses::apply(tx, failure) == statuses::Applied::NothingNew);
        CHECK(state_of(tx, id) == State::Accepted);
    }
    SECTION("that is on its way")
    {
        CHECK(statuses::apply(tx, failure) == statuses::Applied::NothingNew);
        CHECK(state_of(tx, id) == State::Sending);
        auto sent = status(id, State::Sent);
        sent.provider_id = "wamid.2"; // overtakes the answer
        CHECK(statuses::apply(tx, sent) == statuses::Applied::Moved);
        settle(tx, second, { .provider_id = "wamid.2" }, at());
        CHECK(statuses::apply(tx, failure) == statuses::Applied::NothingNew);
    }
    failure.provider_id = "wamid.2";
    CHECK(statuses::apply(tx, failure) == statuses::Applied::Moved);
    CHECK(state_of(tx, id) == State::Failed);
}

TEST_CASE("A price is kept whichever status brings it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    statuses::apply(tx, status(id, State::Delivered));
    auto priced = status(id, State::Sent);
    priced.price_category = "service";
    priced.price_type = "regular";
    CHECK(statuses::apply(tx, priced) == statuses::Applied::NothingNew);
    CHECK(get(tx, id)->price_category == "service");
    CHECK(get(tx, id)->price_type == "regular");
}

TEST_CASE("A status that overtakes the answer of the send stays, and the provider's id is kept")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    const auto claimed = take(tx);
    statuses::apply(tx, status(id, State::Delivered));
    CHECK_FALSE(settle(tx, claimed.at(0), { .provider_id = "wamid.1" }, at()));
    CHECK(state_of(tx, id) == State::Delivered);
    CHECK(get(tx, id)->provider_id == "wamid.1");
}

TEST_CASE("A failure of an earlier attempt does not stop the one to come; a delivery makes it needless")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    settle(tx, take(tx).at(0), { .state = State::Uncertain, .due_at = at(1s) }, at());
    resend_uncertain(tx, at(1s));
    statuses::apply(tx, status(id, State::Failed));
    CHECK(state_of(tx, id) == State::Queued);
    statuses::apply(tx, status(id, State::Delivered));
    CHECK(take(tx, 100, at(1h)).empty());
}

TEST_CASE("When she stops, what is queued or waiting is dropped, notices only if replies are still owed")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    const auto waiting = add(tx, sunita, Lane::Notice);
    settle(tx, take(tx).at(0), { .state = State::Waiting }, at());
    const auto notice = add(tx, sunita, Lane::Notice, at(1h));
    const auto reply = add(tx, sunita);
    CHECK(drop(tx, sunita, Drop::Notices, "she stopped", at()) == 2);
    CHECK(state_of(tx, waiting) == State::Dropped);
    CHECK(state_of(tx, notice) == State::Dropped);
    CHECK(state_of(tx, reply) == State::Queued);
    CHECK(drop(tx, sunita, Drop::Everything, "she asked to be forgotten", at()) == 1);
    CHECK(take(tx, 100, at(24h)).empty());
}

TEST_CASE("The next moment to look is the earliest still to come")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK_FALSE(next_due_at(tx, "whatsapp", at()));
    add(tx, person(tx, 1), Lane::Notice, at(2h));
    CHECK(next_due_at(tx, "whatsapp", at()) == at(2h));
    CHECK_FALSE(next_due_at(tx, "sms", at()));
    add(tx, person(tx, 2), Lane::Reply, at(1h));
    CHECK(next_due_at(tx, "whatsapp", at()) == at(1h));
    CHECK(next_due_at(tx, "whatsapp", at(1h)) == at(2h));
    take(tx, 100, at(1h));
    CHECK(next_due_at(tx, "whatsapp", at(1h)) == at(1h + 30s));
}

TEST_CASE("Unfinished messages are counted by state, and messages are listed newest first")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    const auto kamla = person(tx, 2);
    const Ids made { add(tx, sunita), add(tx, kamla), add(tx, sunita) };
    settle(tx, take(tx, 1).at(0), { .state = State::Waiting }, at());
    std::vector<std::pair<State, std::int64_t>> counted;
    for (const auto& count : count_unfinished(tx)) {
        counted.emplace_back(count.state, count.count);
        CHECK(count.channel == "whatsapp");
    }
    CHECK(counted == std::vector<std::pair<State, std::int64_t>> { { State::Queued, 2 }, { State::Waiting, 1 } });
    CHECK(ids_of(list(tx, std::nullopt, made[2], 10)) == Ids { made[1], made[0] });
    CHECK(ids_of(list(tx, sunita, 1000, 1)) == Ids { made[2] });
}

TEST_CASE("Failures that count are kept with the message, apart from how often it was claimed")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    settle(tx, take(tx).at(0), { .state = State::Queued, .due_at = at(), .failures = 1 }, at());
    const auto again = take(tx).at(0);
    CHECK(again.failures == 1);
    settle(tx, again, { .state = State::Queued, .due_at = at(), .failures = again.failures }, at());
    CHECK(get(tx, id)->failures == 1);
    CHECK(get(tx, id)->attempts == 2);
}

TEST_CASE("The message that waits longest is known by its channel, whatever its lane")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK_FALSE(oldest_due_at(tx, "whatsapp").has_value());
    add(tx, person(tx, 1), Lane::Reply, at(9s));
    add(tx, person(tx, 2), Lane::Notice, at(5s));
    CHECK(oldest_due_at(tx, "whatsapp") == at(5s));
    CHECK_FALSE(oldest_due_at(tx, "sms").has_value());
}

TEST_CASE("A message put off is as if it had not been claimed: her next one does not wait for it")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    const auto first = add(tx, sunita, Lane::Notice);
    const auto second = add(tx, sunita, Lane::Notice);
    const auto claimed = take(tx).at(0);
    CHECK(claimed.id == first);
    CHECK(put_off(tx, claimed, at(10h)));
    CHECK_FALSE(put_off(tx, claimed, at(11h)));
    CHECK(ids_of(take(tx)) == Ids { second });
    CHECK(get(tx, first)->attempts == 0);
    CHECK(get(tx, first)->due_at == at(10h));
}

TEST_CASE("What a message cost is kept when its status overtook the answer, and forgotten when it failed")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1));
    const auto claimed = take(tx);
    statuses::apply(tx, status(id, State::Sent));
    CHECK_FALSE(settle(tx, claimed[0], { .provider_id = "wamid.2", .thousand_paise = 11'500 }, at(32s)));
    CHECK(get(tx, id)->thousand_paise == 11'500);
    CHECK(get(tx, id)->state == State::Sent);
    forget_price(tx, id);
    CHECK(get(tx, id)->thousand_paise == 0);
}

TEST_CASE("A failure told later can be mended: the message waits for her, with the failure counted")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = person(tx, 1);
    const auto id = add(tx, sunita);
    CHECK_FALSE(reopen_failed(tx, id, State::Waiting, at()));
    settle(tx, take(tx).at(0), { .provider_id = "wamid.1" }, at());
    statuses::apply(tx, status(id, State::Failed));
    CHECK(reopen_failed(tx, id, State::Waiting, at(), 2));
    CHECK(get(tx, id)->failures == 2);
    CHECK(wake_waiting(tx, sunita, "whatsapp", at()) == 1);
    CHECK(ids_of(take(tx)) == Ids { id });
}
