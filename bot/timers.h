// Fires timers that came due: the expiry of a dialog, a reminder, a photo that was lost. Each firing is a job of its
// own in the Writer's shared commits; it takes the timer and does what follows from it, whole or not at all. A firing
// that fails leaves its timer, which is tried again ever more rarely and never stops the others. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/writer.h"
#include "storage/timers.h"

#include <map>
#include <string>
#include <thread>
#include <vector>

namespace bot {

struct TimerLimits {
    int batch = 64;                                     // fired together, in one commit where possible
    std::chrono::milliseconds look_every { 1'000 };     // for timers set since
    std::chrono::milliseconds first_backoff { 60'000 }; // after a firing that failed; doubled each time
    std::chrono::milliseconds backoff_max { 3'600'000 };
    std::chrono::milliseconds nap_max { 500 };
};

class Timers {
public:
    // Takes the timer (storage::timers::take) and does what it is for. Runs on the writer's thread.
    using Fire = std::function<void(storage::Transaction&, const storage::timers::Timer&, Time now)>;

    // `fired` is told, on the timers' own thread, when some were fired: replies may be waiting.
    Timers(Writer& writer, Clock clock, Fire fire, std::function<void()> fired = {}, TimerLimits limits = {});
    ~Timers(); // stops
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;

    void wake() { alarm_.wake(); } // look now

    void stop(); // after what is being fired

private:
    struct Failing {
        int times = 0;
        Time not_before {};
    };

    void work();
    Time look();
    std::vector<storage::timers::Timer> due(Time now, std::optional<Time>& next);
    std::size_t fire_all(const std::vector<storage::timers::Timer>& timers, Time now);
    void put_off(const storage::timers::Timer& timer, Time now);

    Writer& writer_;
    Clock clock_;
    Fire fire_;
    std::function<void()> fired_;
    TimerLimits limits_;
    std::map<std::string, Failing> failing_; // by name of firing
    Alarm alarm_;
    std::thread thread_;
};

} // namespace bot
