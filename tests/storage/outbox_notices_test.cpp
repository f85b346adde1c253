// What the outbox does for notices: shares among them, attempts nobody knows about, prices.

#include "opened.h"

#include "storage/outbox.h"
#include "storage/statuses.h"

#include <map>

using namespace storage;
using namespace storage::outbox;
using namespace std::chrono_literals;
using opened::at;
using opened::person;

namespace {

std::int64_t add(Transaction& tx, std::int64_t to, std::optional<std::int64_t> notice, Time due = at())
{
    return queue(
        tx, { .person = to, .channel = "sms", .lane = Lane::Notice, .letter = "{}", .due_at = due, .notice = notice },
        at());
}

std::map<std::int64_t, int> claimed_of(const std::vector<Outbound>& claimed)
{
    std::map<std::int64_t, int> counts;
    for (const auto& message : claimed)
        ++counts[message.notice.value_or(0)];
    return counts;
}

std::vector<Outbound> take(Transaction& tx, int limit, Time now = at())
{
    return claim(tx, "sms", limit, now, 30s);
}

} // namespace

TEST_CASE("Notices share a channel equally, whatever their age and size, and replies come before them")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    std::int64_t who = 0;
    for (int count = 0; count < 100; ++count)
        add(tx, person(tx, ++who), 1, at(-1h)); // an old one, and large
    for (int count = 0; count < 30; ++count)
        add(tx, person(tx, ++who), 2);
    for (int count = 0; count < 3; ++count)
        add(tx, person(tx, ++who), std::nullopt);
    const auto reply = queue(tx, { .person = person(tx, ++who), .channel = "sms", .letter = "{}" }, at());

    const auto first = take(tx, 31);
    REQUIRE(first.size() == 31);
    CHECK(first[0].id == reply);
    CHECK(claimed_of({ first.begin() + 1, first.end() }) ==
          std::map<std::int64_t, int> { { 0, 3 }, { 1, 17 }, { 2, 10 } });
    CHECK(take(tx, 1'000).size() == 103); // nobody's share is lost
    CHECK(take(tx, 1'000).empty());
}

TEST_CASE("Where there is less to give than there are notices, none is always first")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    std::int64_t who = 0;
    for (const std::int64_t notice : { 1, 2, 3 })
        for (int count = 0; count < 20; ++count)
            add(tx, person(tx, ++who), notice, at(-1h * notice));
    std::map<std::int64_t, int> counts;
    for (int moment = 0; moment < 30; ++moment)
        for (const auto& [notice, count] : claimed_of(take(tx, 1, at(1ms * moment))))
            counts[notice] += count;
    CHECK(counts == std::map<std::int64_t, int> { { 1, 10 }, { 2, 10 }, { 3, 10 } });
}

TEST_CASE("What is due later takes no share, and is looked for when it is due")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    add(tx, person(tx, 1), 1, at(2h));
    add(tx, person(tx, 2), 2);
    add(tx, person(tx, 3), 2);
    CHECK(oldest_due_at(tx, "sms") == at());
    CHECK(claimed_of(take(tx, 2)) == std::map<std::int64_t, int> { { 2, 2 } });
    CHECK(oldest_due_at(tx, "sms") == at(2h));
    CHECK(next_due_at(tx, "sms", at(1h)) == at(2h));
    CHECK_FALSE(next_due_at(tx, "whatsapp", at(1h)));
}

TEST_CASE("A message of a notice says so, and is none of the replies")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1), 7);
    CHECK(get(tx, id)->notice == 7);
    CHECK_FALSE(get(tx, add(tx, 1, std::nullopt))->notice);
    CHECK_THROWS_AS(queue(tx, { .person = 1, .channel = "sms", .letter = "{}", .notice = 7 }, at()), Error);
}

TEST_CASE("Attempts nobody knows about are counted, and forgiven when the answer comes after all")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1), 1);
    const auto first = take(tx, 1).at(0);
    CHECK(first.unknowns == 0);
    SECTION("the answer was lost, and it is sent again")
    {
        settle(tx, first, { .state = State::Uncertain, .due_at = at(10s) }, at());
        CHECK(get(tx, id)->unknowns == 1);
        resend_uncertain(tx, at(10s));
        const auto again = take(tx, 1, at(10s)).at(0);
        CHECK(again.unknowns == 1);
        reopen_expired(tx, at(1min), 10s);
        CHECK(get(tx, id)->unknowns == 2);
        resend_uncertain(tx, at(2min));
        settle(tx, take(tx, 1, at(2min)).at(0), { .provider_id = "1" }, at(2min));
        CHECK(get(tx, id)->unknowns == 2); // two copies may be with her
    }
    SECTION("the lease ran out while the answer was on its way")
    {
        reopen_expired(tx, at(1min), 10s);
        CHECK(get(tx, id)->unknowns == 1);
        CHECK(settle(tx, first, { .provider_id = "1" }, at(1min)));
        CHECK(get(tx, id)->unknowns == 0);
    }
    SECTION("uncertain twice is one attempt")
    {
        reopen_expired(tx, at(1min), 10s);
        settle(tx, first, { .state = State::Uncertain, .due_at = at(2min) }, at(1min));
        CHECK(get(tx, id)->unknowns == 1);
    }
    SECTION("an answer that is known counts nothing")
    {
        settle(tx, first, { .state = State::Failed }, at());
        CHECK(get(tx, id)->unknowns == 0);
    }
}

TEST_CASE("The price is kept from when the message was taken")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto id = add(tx, person(tx, 1), 1);
    settle(tx, take(tx, 1).at(0), { .provider_id = "1", .thousand_paise = 18'000 }, at());
    CHECK(get(tx, id)->thousand_paise == 18'000);
}
