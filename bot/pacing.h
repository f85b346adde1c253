// How fast we may write: to the whole channel from one of our numbers, and to one person. Decisions only, from the time
// that is given; nothing is sent and nobody sleeps here. Each belongs to one thread. What they remember is lost with
// the process; the provider's own answer then slows us down.

#pragma once

#include "storage/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace bot {

using storage::Time;

// A bucket of tokens for one of our numbers. Holds a twentieth of a second's messages, at least one, and is filled so
// slowly that no second ever sees more than `per_second`, full bucket included.
class NumberPace {
public:
    explicit NumberPace(int per_second);

    // How many messages may go now. When the bucket was emptied it counts as empty until half of it is back, so that
    // messages are claimed a few at a time and not one by one.
    int available(Time now);
    void take(int messages);

    // When available() is above zero again.
    Time ready_at(Time now) const;

private:
    void fill(Time now);
    double least() const; // tokens at which we go on

    double burst_;
    double per_millisecond_;
    double tokens_;
    bool emptied_ = false;
    Time filled_at_ {};
};

// The rate to each person: `burst` at once, then one an `interval`; what went at once is borrowed from the time after.
// Source: Meta, "Pair rate limits" (one message in 6 seconds to one user, 45 at once).
class PersonPace {
public:
    PersonPace(std::chrono::milliseconds interval, int burst);

    // Empty: it may go now, and is counted. Else the moment from which it may.
    std::optional<Time> take(std::int64_t person, Time now);

    std::size_t remembered() const { return paid_until_.size(); }

private:
    void forget_the_idle(Time now);

    std::chrono::milliseconds interval_;
    std::chrono::milliseconds credit_;
    std::size_t forget_at_ = 1'000;
    std::unordered_map<std::int64_t, Time> paid_until_; // when all that was sent is paid back
};

} // namespace bot
