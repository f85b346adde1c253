// How a thread of ours sleeps: until a moment of the given clock, until it is woken, or until it must end. The clock
// may be moved, by a test or by whoever sets the machine's, so it is looked at every `nap_max`, and a clock that was
// put back makes no sleep longer than it was begun. One thread waits; any thread may wake or stop it.

#pragma once

#include "bot/clock.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace bot {

class Alarm {
public:
    explicit Alarm(Clock clock, std::chrono::milliseconds nap_max = std::chrono::milliseconds { 500 })
        : clock_(std::move(clock)), nap_max_(nap_max)
    {
    }

    // False when the thread must end.
    bool wait_until(storage::Time at)
    {
        std::unique_lock lock { mutex_ };
        const auto begun = std::chrono::steady_clock::now();
        const auto wait = at - clock_();
        const auto slept = [begun] {
            return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
        };
        while (!stopped_ && !woken_ && clock_() < at && slept() < wait)
            changed_.wait_for(lock, std::clamp(at - clock_(), std::chrono::milliseconds { 1 }, nap_max_));
        woken_ = false;
        return !stopped_;
    }

    void wake() { change(woken_); }

    void stop() { change(stopped_); }

private:
    void change(bool& what)
    {
        const std::lock_guard lock { mutex_ };
        what = true;
        changed_.notify_all();
    }

    Clock clock_;
    std::chrono::milliseconds nap_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false, stopped_ = false;
};

} // namespace bot
