// How many an audience has, counted beside the writer: of a million people that takes the better part of a second, for
// which nobody's turn may wait. A turn that needs a count which is not known is postponed: it throws CountFirst and is
// undone, the count is made by readers on a thread of its own, and the turn is taken again. Thread-safe.

#pragma once

#include "bot/shared_commit.h"
#include "storage/audience.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bot::notices {

struct CountQuestion {
    storage::audience::Audience audience;
    storage::audience::Means means;
    Time now {};
};

struct CountFirst : Postponed {
    explicit CountFirst(CountQuestion its_question) : question(std::move(its_question)) {}

    const char* what() const noexcept override { return "an audience is counted first"; }

    CountQuestion question;
};

struct CensusLimits {
    std::int64_t counted_at_once_max = 20'000; // people: some 20 ms
    std::chrono::minutes known_for { 2 };
    std::size_t known_max = 32; // counts
    unsigned readers_max = 4;
};

class Census {
public:
    using Limits = CensusLimits;

    explicit Census(storage::Database database, Limits limits = {});
    ~Census(); // what still waits is let go on uncounted

    // Inside a turn: what was counted lately, or of few people the count itself. Otherwise throws CountFirst.
    std::vector<storage::audience::Count> counts(storage::Transaction& tx, const storage::audience::Audience& audience,
                                                 const storage::audience::Means& means, Time now);

    // Counts on the census' own thread, one question after the other, and calls `then` there; also if it could not be
    // counted, which is logged.
    void count(CountQuestion question, std::function<void()> then);

    // Calls `then` after all that was asked before.
    void after_all(std::function<void()> then);

    // Ends the thread; what waits is let go on uncounted.
    void stop();

private:
    struct Known {
        std::string key;
        Time at {};
        std::vector<storage::audience::Count> counts;
    };

    void put(std::function<void()> task);
    void work();
    void learn(const CountQuestion& question);
    std::vector<storage::audience::Count> count_shared_out(const CountQuestion& question) const;

    const storage::Database database_;
    const Limits limits_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Known> known_; // the oldest first
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace bot::notices
