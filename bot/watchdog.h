// The watchdog looks after what should have moved and did not: a message whose turn left no outcome, a message that
// stays in sending, a wait that reaches into a future no wait of ours reaches (as after a clock that was put back), a
// timer that is late. Each is counted, logged once, and put right: parked for a person, opened again, brought
// forward, fired. It looks beside the writer where it reads much, and through it where it changes. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/metrics.h"
#include "bot/writer.h"

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace bot {

struct WatchdogLimits {
    std::chrono::milliseconds look_every { 30'000 };
    std::chrono::milliseconds outcome_within { 120'000 };     // of a message that was received
    std::chrono::milliseconds look_back { 3'600'000 };        // for such messages, at the start
    std::chrono::milliseconds lease_max { 100'000 };          // that the sender gives
    std::chrono::milliseconds status_wait { 120'000 };        // for the status of an uncertain message
    std::chrono::milliseconds retry_wait_max { 129'600'000 }; // between two tries of a reply: a day and a half
    std::chrono::milliseconds put_off_max { 300'000 };        // of a reply that is not at fault: a pace, a hold
    std::chrono::milliseconds slack { 60'000 };               // on top of each of these before it counts as stuck
    std::chrono::milliseconds timer_late { 600'000 };
    int messages_parked_max = 100; // a look
    std::chrono::milliseconds nap_max { 500 };
};

enum class Stuck { NoOutcome, Sending, StatusWait, FutureReply, LateTimer };
constexpr std::size_t kinds_of_stuck = 5;

struct WatchdogDoors {
    // Runs this on a reader beside the writer.
    std::function<void(const std::function<void(storage::Transaction&)>&)> look;
    std::function<void()> wake; // something was put right: senders and timers look at once
};

class Watchdog {
public:
    using Counts = std::array<std::int64_t, kinds_of_stuck>; // by Stuck

    Watchdog(Writer& writer, Clock clock, std::vector<std::string> channels, WatchdogDoors doors,
             WatchdogLimits limits = {});
    ~Watchdog(); // stops
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void stop();

    Counts counts() const;

private:
    void work();
    void look();
    void put_right(storage::Time now, Counts& found);
    void park_unfinished(storage::Time now, Counts& found);
    void look_at_timers(storage::Time now, Counts& found);
    void tell(const Counts& found);

    Writer& writer_;
    Clock clock_;
    std::vector<std::string> channels_;
    WatchdogDoors doors_;
    WatchdogLimits limits_;
    storage::Time looked_until_ {}; // messages received before it have an outcome
    Counts last_ {};                // of the look before
    std::array<std::atomic<std::int64_t>, kinds_of_stuck> counts_ {};
    Alarm alarm_;
    std::thread thread_;
};

void watchdog_metrics(MetricsText& text, const Watchdog::Counts& counts);

} // namespace bot
