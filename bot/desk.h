// The desk of one channel: what is claimed and not begun, replies before notices; how fast it may go; whether the
// channel may send at all; and what each answer teaches. Decisions only, from the time that is given: no thread, no
// database, and nothing is sent here. Belongs to one thread, or stands behind its owner's lock.

#pragma once

#include "bot/histogram.h"
#include "bot/hold.h"
#include "bot/outgoing.h"
#include "bot/pacing.h"
#include "bot/read_marks.h"
#include "bot/recorder.h"
#include "bot/retries.h"

#include <array>
#include <deque>
#include <optional>
#include <random>
#include <string>
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

// Claimed, but not sent, and known not to be: to be queued again from `due_at` on, as if it had not been claimed.
struct PutBack {
    Outgoing outgoing;
    Time due_at {};
};

struct Lesson {
    Verdict verdict;
    bool hold_changed = false; // the hold began or ended with this answer
};

class Desk {
public:
    // Of the channel's limits the rates; `seed` is for the jitter of what is tried again.
    Desk(const std::string& channel, const ChannelLimits& of_channel, const DispatcherLimits& limits,
         std::uint_fast32_t seed);

    // Something was queued. True if that is news.
    bool wake();

    // How many messages may be claimed now.
    int may_claim(Time now);

    // When may_claim() is worth another look.
    Time look_again_at(Time now) const;

    // What is to be claimed is asked for; it failed, or here it is. What must not go yet is to be put back.
    void claim_begins() { is_woken_ = false; }

    void claim_failed(Time now) { look_at_ = now + limits_.database_rest; }

    std::vector<PutBack> take(Claim claim, Time now);

    // The next to be sent. Whoever takes one says with sent_one() that its attempt is over.
    std::optional<Outgoing> next();
    bool may_begin(const Outgoing& outgoing, Time now) const; // or its lease could run out while it is sent

    void sent_one() { --in_hand_; }

    Lesson learn(const Outgoing& outgoing, const Sent& sent, Time now);

    // Nothing is claimed or begun any more; what was not begun is to be put back.
    std::vector<PutBack> stop();

    bool is_stopping() const { return is_stopping_; }

    bool is_woken() const { return is_woken_; }

    bool has_next() const { return !hand_.empty(); }

    std::size_t waiting() const { return hand_.size(); } // claimed, not begun

    int in_hand() const { return in_hand_; } // claimed, not yet answered by the channel

    DispatcherCounts counts() const; // but for what only the threads know

private:
    void put_in_hand(Outgoing outgoing);

    DispatcherLimits limits_;
    NumberPace number_pace_;
    PersonPace person_pace_;
    Hold hold_;
    std::minstd_rand random_;
    DispatcherCounts counts_;
    std::deque<Outgoing> hand_;
    int in_hand_ = 0;
    bool is_woken_ = true;
    Time look_at_ {};
    bool is_stopping_ = false;
};

} // namespace bot
