// Whether a channel may send at all. A provider that says our number is too fast, that our account or token is refused,
// or that answers nobody, holds the channel: everything waits, then one message goes alone as a probe, and only when it
// gets through the others follow. Decisions only; belongs to one thread, or stands behind its owner's lock.

#pragma once

#include "bot/channels/channel.h"

#include <chrono>
#include <cstdint>

namespace bot {

using dialogs::Time;

struct HoldLimits {
    std::chrono::milliseconds slow_first { 1'000 }; // doubled each time the provider says so again
    std::chrono::milliseconds slow_max { 60'000 };
    std::chrono::milliseconds stopped { 60'000 }; // between two probes while a person must look
    int silent_before = 3;                        // in a row: one lost connection holds nobody
    std::chrono::milliseconds silent_first { 1'000 };
    std::chrono::milliseconds silent_max { 30'000 };
};

class Hold {
public:
    enum class Kind { None, Slow, Silent, Stopped };
    enum class Gate { Open, OneProbe, Shut };

    explicit Hold(HoldLimits limits = {}) : limits_(limits) {}

    Gate gate(Time now) const;

    // Learns from an answer. Returns true if the hold began or ended with it.
    bool note(const Sent& sent, Time now);

    Kind kind() const { return kind_; }

    // Until when everything waits; in the past when nothing holds.
    Time until() const { return until_; }

private:
    bool hold(Kind kind, Time until);

    HoldLimits limits_;
    Kind kind_ = Kind::None;
    Time until_ {};
    int slow_ = 0, silent_ = 0; // in a row
};

} // namespace bot
