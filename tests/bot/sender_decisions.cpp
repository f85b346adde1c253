// Pace, retries and holds, as tables: pure decisions from the time that is given.

#include "bot/hold.h"
#include "bot/pacing.h"
#include "bot/retries.h"

#include <catch2/catch.hpp>

using namespace bot;
using namespace std::chrono_literals;
using storage::outbox::State;

namespace {

const Time start = storage::from_milliseconds(1'795'312'800'000);

Sent sent(SendResult result, std::int64_t code = 1)
{
    Sent made;
    made.result = result;
    made.error_code = code;
    return made;
}

} // namespace

TEST_CASE("Every answer of a provider has one consequence")
{
    struct Line {
        SendResult result;
        std::int64_t failures;
        Verdict verdict;
    };

    const std::vector<Line> lines {
        { SendResult::Accepted, 0, { State::Accepted, std::nullopt, 0 } },
        { SendResult::Unknown, 0, { State::Uncertain, start + 2min, 1 } },
        { SendResult::Unknown, 3, { State::Failed, std::nullopt, 4 } },
        { SendResult::TryLater, 0, { State::Queued, start + 2s, 1 } },
        { SendResult::TryLater, 4, { State::Queued, start + 32s, 5 } },
        { SendResult::TryLater, 5, { State::Failed, std::nullopt, 6 } },
        { SendResult::PersonLater, 0, { State::Queued, start + 1s, 1 } },
        { SendResult::PersonLater, 2, { State::Queued, start + 16s, 3 } },
        { SendResult::PersonLater, 9, { State::Queued, start + 4096s, 10 } },
        { SendResult::PersonLater, 11, { State::Failed, std::nullopt, 12 } },
        { SendResult::SlowDown, 2, { State::Queued, start + 9s, 2 } },
        { SendResult::StopSending, 5, { State::Queued, start + 9s, 5 } },
        { SendResult::WindowShut, 3, { State::Waiting, std::nullopt, 0 } },
        { SendResult::Unreachable, 0, { State::Failed, std::nullopt, 1 } },
        { SendResult::Suppressed, 0, { State::Failed, std::nullopt, 1 } },
        { SendResult::Broken, 0, { State::Failed, std::nullopt, 1 } },
        { SendResult::OtherDay, 0, { State::Queued, start + 24h, 1 } },
        { SendResult::OtherDay, 2, { State::Failed, std::nullopt, 3 } },
        { SendResult::TextRefused, 1, { State::Queued, start + 5min, 1 } },
    };
    for (const auto& line : lines) {
        INFO(name_of(line.result) << " after " << line.failures << " failures");
        const auto verdict = judge(sent(line.result), { line.failures, start, start + 9s, false, 0.0 });
        CHECK(verdict == line.verdict);
    }
}

TEST_CASE("Jitter lengthens a wait by at most half, and what the provider asks for is the least")
{
    CHECK(judge(sent(SendResult::TryLater), { 0, start, {}, false, 1.0 }).due_at == start + 3s);
    auto asked = sent(SendResult::TryLater);
    asked.retry_after = 90s;
    CHECK(judge(asked, { 0, start, {}, false, 1.0 }).due_at == start + 90s);
}

TEST_CASE("A message that alone stops the whole channel again and again is at fault itself")
{
    CHECK(judge(sent(SendResult::StopSending), { 4, start, start, true, 0.0 }).failures == 5);
    CHECK(judge(sent(SendResult::StopSending), { 5, start, start, true, 0.0 }).state == State::Failed);
}

TEST_CASE("A hold ends only when a probe gets through, and doubles while it does not")
{
    Hold hold;
    CHECK(hold.note(sent(SendResult::SlowDown), start));
    CHECK(hold.gate(start) == Hold::Gate::Shut);
    CHECK_FALSE(hold.note(sent(SendResult::Accepted), start)); // sent before the hold began
    CHECK(hold.gate(start + 1s) == Hold::Gate::OneProbe);
    hold.note(sent(SendResult::SlowDown), start + 1s);
    CHECK(hold.gate(start + 2s) == Hold::Gate::Shut);
    CHECK(hold.gate(start + 3s) == Hold::Gate::OneProbe);
    CHECK(hold.note(sent(SendResult::Accepted), start + 3s));
    CHECK(hold.gate(start + 3s) == Hold::Gate::Open);
}

TEST_CASE("One lost connection holds nobody; three in a row do")
{
    Hold hold;
    hold.note(sent(SendResult::TryLater, 0), start);
    hold.note(sent(SendResult::TryLater, 0), start);
    hold.note(sent(SendResult::Accepted), start);
    hold.note(sent(SendResult::TryLater, 0), start);
    hold.note(sent(SendResult::Unknown, 0), start);
    CHECK(hold.gate(start) == Hold::Gate::Open);
    hold.note(sent(SendResult::TryLater, 0), start);
    CHECK(hold.gate(start) == Hold::Gate::Shut);
    CHECK(hold.kind() == Hold::Kind::Silent);
}

TEST_CASE("No second sees more messages than the number may send, and nearly as many are sent")
{
    NumberPace pace { 80 };
    std::vector<Time> at;
    for (Time now = start; now < start + 10s; now += 1ms)
        if (const int messages = pace.available(now); messages > 0) {
            pace.take(messages);
            at.insert(at.end(), static_cast<std::size_t>(messages), now);
        }
    CHECK(at.size() >= 740);
    for (std::size_t i = 80; i < at.size(); ++i)
        REQUIRE(at[i] - at[i - 80] >= 1s);
}

TEST_CASE("The pace tells when it is ready again")
{
    NumberPace pace { 80 };
    pace.take(pace.available(start));
    const auto ready = pace.ready_at(start);
    CHECK(pace.available(ready - 1ms) == 0);
    CHECK(pace.available(ready) > 0);
}

TEST_CASE("Forty-five messages to one person may go at once and are paid back at one in six seconds")
{
    PersonPace pace { 6s, 45 };
    for (int i = 0; i < 45; ++i)
        REQUIRE_FALSE(pace.take(1, start).has_value());
    CHECK(pace.take(1, start) == start + 6s);
    CHECK_FALSE(pace.take(2, start).has_value());
    CHECK_FALSE(pace.take(1, start + 6s).has_value());
    CHECK(pace.take(1, start + 6s) == start + 12s);
}

TEST_CASE("People who were not written to lately are forgotten, so that memory stays small")
{
    PersonPace pace { 6s, 45 };
    for (int person = 0; person < 10'000; ++person)
        pace.take(person, start + std::chrono::seconds { person });
    CHECK(pace.remembered() <= 1'000);
}
