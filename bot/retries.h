// What becomes of a message after an attempt, by the provider's answer: one table of rules, pure. The sender does what
// it says. Waiting times and numbers of tries stand here and nowhere else.
// Source of the rules: Meta, "Error codes"; "Pair rate limits" (4^X seconds).

#pragma once

#include "bot/channels/channel.h"
#include "storage/outbox.h"

#include <chrono>
#include <cstdint>

namespace bot {

using storage::Time;

struct RetryLimits {
    int tries_max = 6;                                 // faults that may pass, then it has failed
    int unknown_max = 4;                               // answers that were lost; each may be a copy she got
    std::chrono::milliseconds first_backoff { 2'000 }; // doubled with every failure
    std::chrono::milliseconds backoff_max { 300'000 };
    std::chrono::milliseconds status_wait { 120'000 }; // how long an unknown outcome waits for the provider's status
    int person_later_steps = 6;                        // 4^6 seconds is the longest wait for one person
    int person_later_max = 12;                         // then it has failed: some eight hours
    std::chrono::hours other_day { 24 };               // after "enough for today"
    int other_day_max = 3;                             // then it has failed
};

// One attempt, as far as it matters for what comes next.
struct Attempt {
    std::int64_t failures = 0; // that counted before this one
    Time now {};
    Time held_until {};      // the channel is held so long; in the past if it is not
    bool began_hold = false; // its answer is what holds the channel
    double jitter = 0;       // 0 to 1, so that those who failed together do not come back together
};

struct Verdict {
    storage::outbox::State state = storage::outbox::State::Accepted;
    std::optional<Time> due_at;
    std::int64_t failures = 0;

    bool operator==(const Verdict&) const = default;
};

Verdict judge(const Sent& sent, const Attempt& attempt, const RetryLimits& limits = {});

// No answer of the provider stands behind it: nothing listens, or a gateway on the way is down. Says nothing about the
// message, so it does not count against it.
bool is_unreached(const Sent& sent);

// One word for logs and metrics: "accepted", "try_later" ...
std::string_view name_of(SendResult result);

} // namespace bot
