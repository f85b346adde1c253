// The service in one thread: what Writer, Dispatcher, Sender, Timers and Feeder do with threads is done here by the
// parts they are made of, one after the other, at simulated time. Every commit may kill it: Killed is thrown through
// it, and whoever owns it throws it away. What it had planned is then forgotten, as a process forgets.

#pragma once

#include "bot/desk.h"
#include "bot/notices/feeding.h"
#include "bot/shared_commit.h"
#include "bot/turns.h"
#include "tests/support/agenda.h"
#include "tests/support/failing_connection.h"

#include <list>
#include <memory>

namespace tests {

// Whoever looks on.
struct Onlookers {
    std::function<void(FailingConnection&)> before_commit; // may arm the connection
    std::function<void(const bot::Outgoing&)> sends;       // an attempt begins
    std::function<void(const bot::Outgoing&, const bot::Sent&)> recorded;
    std::function<void(const storage::timers::Timer&, const bot::TurnReport&)> fired;
    std::function<std::chrono::milliseconds()> latency; // of the attempt that was just made
};

class SimulatedProgram {
public:
    // Begins with what a process before it left on its way. May throw Killed at once, as everything here may. The
    // connection outlives it.
    SimulatedProgram(const bot::Bot& bot, FailingConnection& connection, const std::vector<bot::Channel*>& channels,
                     Agenda& agenda, const Onlookers& onlookers, std::uint64_t seed);

    // The jobs in one commit; what became of each, in the order in which they were run.
    std::vector<bot::Committed> commit(std::deque<bot::CommitJob>& jobs);

    // Something was written: look at the outbox and the timers.
    void wake();

    bool fires_timers = true;

    static bot::DispatcherLimits limits();

private:
    struct Line { // of one channel
        bot::Channel& channel;
        bot::Desk desk;
        int busy = 0; // workers that wait for the provider's answer
        Time looks_at = Time::max();
    };

    bool run(const std::function<void(storage::Transaction&)>& job);
    void later(Time when, std::function<void()> what);
    void pump(Line& line);
    void look_again(Line& line);
    void begin_sends(Line& line);
    void attempt(Line& line, bot::Outgoing outgoing);
    void answer(Line& line, const bot::Outgoing& outgoing, const bot::Sent& sent);
    void record(Line& line, const bot::Outgoing& outgoing, const bot::Sent& sent, const bot::Verdict& verdict);
    void watch(std::chrono::milliseconds lease_left);
    void look_at_timers();
    void fire_timers();
    void feed_notices();
    bool feed_notice(const storage::notices::Notice& notice, const bot::notices::Shift& shift);

    const bot::Bot& bot_;
    FailingConnection& connection_;
    Agenda& agenda_;
    const Onlookers& onlookers_;
    bot::Histogram commit_milliseconds_ { bot::latency_bounds };
    std::list<Line> lines_;
    Time fires_at_ = Time::max();
    std::shared_ptr<int> life_ = std::make_shared<int>(0); // what is planned holds it weakly
};

} // namespace tests
