#include "bot/timers.h"

#include "bot/log.h"
#include "bot/run_own.h"

#include <latch>
#include <memory>

namespace bot {

namespace {

using storage::timers::Timer;

}

Timers::Timers(Writer& writer, Clock clock, Fire fire, std::function<void()> fired, TimerLimits limits)
    : writer_(writer), clock_(std::move(clock)), fire_(std::move(fire)), fired_(std::move(fired)), limits_(limits),
      alarm_(clock_, limits.nap_max), thread_([this] { work(); })
{
}

Timers::~Timers()
{
    stop();
}

void Timers::stop()
{
    alarm_.stop();
    if (thread_.joinable())
        thread_.join();
}

void Timers::work()
{
    Time look_at {};
    while (alarm_.wait_until(look_at))
        look_at = look();
}

// Fires what is due and says when to look again.
Time Timers::look()
{
    const Time now = clock_();
    std::optional<Time> next;
    const auto timers = due(now, next);
    const auto fired = fire_all(timers, now);
    if (fired > 0 && fired_)
        fired_();
    if (std::cmp_greater_equal(fired, limits_.batch))
        return now;
    const Time later = now + limits_.look_every;
    return next && *next > now ? std::min(*next, later) : later;
}

// Without those that failed and wait. They are asked for beyond the batch, so that they take no place in it.
std::vector<Timer> Timers::due(Time now, std::optional<Time>& next)
{
    std::vector<Timer> timers;
    const auto most = limits_.batch + static_cast<int>(failing_.size());
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        timers = storage::timers::due(tx, now, most);
        next = storage::timers::next_due_at(tx);
    });
    if (committed != Committed::Yes)
        return {};
    std::erase_if(timers, [&](const Timer& timer) {
        const auto found = failing_.find(storage::timers::name_of_firing(timer));
        if (found == failing_.end())
            return false;
        const auto& wait_until = found->second.not_before; // further away than any wait: the clock was put back
        return wait_until > now && wait_until <= now + limits_.backoff_max;
    });
    return timers;
}

// All in the writer's next commit, each a job of its own. Returns how many were fired.
std::size_t Timers::fire_all(const std::vector<Timer>& timers, Time now)
{
    std::vector<Committed> results(timers.size(), Committed::Failed);
    // Shared, because the writer may still be in count_down() when we wake.
    const auto all = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(timers.size()));
    for (std::size_t i = 0; i < timers.size(); ++i)
        writer_.submit_own([this, &timers, i, now](storage::Transaction& tx) { fire_(tx, timers[i], now); },
                           [&results, i, all](Committed committed) {
                               results[i] = committed;
                               all->count_down();
                           });
    all->wait();
    std::size_t fired = 0;
    for (std::size_t i = 0; i < timers.size(); ++i) {
        if (results[i] == Committed::Yes) {
            ++fired;
            failing_.erase(storage::timers::name_of_firing(timers[i]));
        } else {
            put_off(timers[i], now);
        }
    }
    return fired;
}

void Timers::put_off(const Timer& timer, Time now)
{
    auto& failing = failing_[storage::timers::name_of_firing(timer)];
    auto wait = limits_.first_backoff;
    for (int i = 0; i < failing.times && wait < limits_.backoff_max; ++i)
        wait *= 2;
    ++failing.times;
    failing.not_before = now + std::min(wait, limits_.backoff_max);
    log(LogLevel::Error, "a timer of kind " + timer.kind + " could not be fired " + std::to_string(failing.times) +
                             " times; it is tried again later");
}

} // namespace bot
