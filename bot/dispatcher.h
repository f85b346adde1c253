// Sends what is due on one channel. One thread claims due messages, replies before notices, as fast as the channel's
// limits allow; a few workers send them and hand each outcome to the Writer without waiting for its commit.
//
// Promises: every message is sent at least once or says why not; one person's messages go strictly in order, since the
// next is free only when the one before is settled; an attempt whose outcome is not known is never repeated before the
// provider had time to tell; nothing is sent that could outlast its lease. Thread-safe.

#pragma once

#include "bot/clock.h"
#include "bot/histogram.h"
#include "bot/hold.h"
#include "bot/outgoing.h"
#include "bot/pacing.h"
#include "bot/read_marks.h"
#include "bot/recorder.h"
#include "bot/retries.h"
#include "bot/writer.h"

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace bot {

struct DispatcherLimits {
    int workers = 8;
    int in_hand_per_worker = 4;                  // claimed and not yet sent
    std::chrono::milliseconds lease { 100'000 }; // within which a claimed message is settled ...
    std::chrono::milliseconds start_within {
        30'000
    }; // ... so its sending, an upload and 50 s at most, begins before this
    std::chrono::milliseconds look_every { 5'000 };        // for what other programs queued
    std::chrono::milliseconds database_rest { 1'000 };     // after a claim whose commit failed
    std::chrono::milliseconds nap_max { 500 };             // between two looks at the clock
    std::optional<int> per_second {};                      // messages of our number; otherwise the channel's own rate
    std::optional<std::int64_t> outside_window_per_day {}; // people written to by template in a moving day
    ShowRead show_read = ShowRead::Never;
    RetryLimits retries {};
    HoldLimits holds {};
    RecorderLimits recording {};
};

struct DispatcherCounts {
    std::string channel;
    std::array<std::int64_t, send_results> by_result {}; // of attempts, by SendResult
    std::int64_t given_up = 0;                           // failed for good
    std::int64_t person_paced = 0;                       // put off because one person was written to too fast
    std::int64_t window_shut = 0;                        // put off until she writes, without an attempt
    std::int64_t held_back = 0;                          // notices whose time has not come
    std::int64_t dropped = 0;                            // notices she does not get after all
    std::int64_t recorded_again = 0;                     // outcomes whose first commit failed
    std::int64_t in_hand = 0;
    Hold::Kind hold = Hold::Kind::None;
    std::chrono::milliseconds queue_age {}; // how long the oldest queued message has been due; filled in by the Sender
    HistogramCounts send_milliseconds {};
};

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
    int may_claim(Time now);
    std::chrono::milliseconds nap_length(Time now) const;
    std::optional<Claim> claim(int messages);
    void hand_over(Claim claim);
    void put_in_hand(Outgoing outgoing);
    void put_back(Outgoing outgoing, Time due_at);

    void work();
    std::optional<Outgoing> take();
    void attempt(Outgoing outgoing);
    bool nobody_waits() const;
    Sent send(const Outgoing& outgoing);
    Verdict learn(const Outgoing& outgoing, const Sent& sent);
    void tell(const Outgoing& outgoing, const Sent& sent, const Verdict& verdict, bool hold_changed) const;

    Channel& channel_;
    Writer& writer_;
    Clock clock_;
    DispatcherLimits limits_;
    ReadMarks read_marks_;

    Histogram send_milliseconds_ { latency_bounds };
    mutable std::mutex mutex_;        // guards everything below
    std::condition_variable changed_; // for the claiming thread and who waits for the end
    std::condition_variable claimed_; // for the workers
    NumberPace number_pace_;
    PersonPace person_pace_;
    Hold hold_;
    std::minstd_rand random_;
    DispatcherCounts counts_;
    std::deque<Outgoing> hand_; // claimed, not begun
    int in_hand_ = 0;           // claimed, not yet answered by the channel
    bool woken_ = true;
    Time look_at_ {};
    bool stopping_ = false;

    Recorder recorder_; // ends before the rest, which its reports touch
    std::vector<std::thread> workers_;
    std::thread thread_;
};

} // namespace bot
