// Sends what is due on one channel. One thread claims due messages, replies before notices, as fast as the channel's
// limits allow; a few workers send them and hand each outcome to the Writer without waiting for its commit.
//
// Promises: every message is sent at least once or says why not; one person's messages go strictly in order, since the
// next is free only when the one before is settled; an attempt whose outcome is not known is never repeated before the
// provider had time to tell; nothing is sent that could outlast its lease. Thread-safe.

#pragma once

#include "bot/clock.h"
#include "bot/desk.h"
#include "bot/writer.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bot {

class Dispatcher {
public:
    // Starts its threads. The channel and the writer outlive it.
    Dispatcher(Channel& channel, Writer& writer, Clock clock, DispatcherLimits limits = {});
    ~Dispatcher(); // stops, and waits for what is being sent
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    const std::string& channel() const { return channel_.name(); }

    // Something was queued.
    void wake();

    // Claims nothing more; what was claimed and not begun goes back to the queue.
    void stop_claiming();

    // After stop_claiming(): waits until everything in hand is sent and recorded; false if it was not by then. What is
    // left keeps its lease and becomes uncertain.
    bool finish_until(std::chrono::steady_clock::time_point deadline);

    DispatcherCounts counts() const;

private:
    void dispatch();
    bool rest();
    std::chrono::milliseconds nap_length(Time now) const;
    std::optional<Claim> claim(int messages);
    void hand_over(Claim claim);
    void put_back(std::vector<PutBack> not_sent);

    void work();
    std::optional<Outgoing> take();
    void attempt(Outgoing outgoing);
    bool nobody_waits() const;
    Sent send(const Outgoing& outgoing);
    Verdict learn(const Outgoing& outgoing, const Sent& sent);
    void tell(const Outgoing& outgoing, const Sent& sent, const Lesson& lesson) const;

    Channel& channel_;
    Writer& writer_;
    Clock clock_;
    DispatcherLimits limits_;
    ReadMarks read_marks_;

    Histogram send_milliseconds_ { latency_bounds };
    mutable std::mutex mutex_;        // guards everything below
    std::condition_variable changed_; // for the claiming thread and who waits for the end
    std::condition_variable claimed_; // for the workers
    Desk desk_;

    Recorder recorder_; // ends before the rest, which its reports touch
    std::vector<std::thread> workers_;
    std::thread thread_;
};

} // namespace bot
