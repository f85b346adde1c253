// A simulated clock and what is still to happen, in the order of time; at one moment in the order in which it was
// planned. What happens may plan more.

#pragma once

#include "storage/database.h"

#include <functional>
#include <queue>
#include <vector>

namespace tests {

using storage::Time;

class Agenda {
public:
    explicit Agenda(Time begin) : now_(begin) {}

    Time now() const { return now_; }

    void at(Time when, std::function<void()> what) { plans_.push({ std::max(when, now_), count_++, std::move(what) }); }

    void after(std::chrono::milliseconds wait, std::function<void()> what) { at(now_ + wait, std::move(what)); }

    // False when nothing is left before `end`; the clock stands there then.
    bool run_next(Time end)
    {
        if (plans_.empty() || plans_.top().when > end) {
            now_ = std::max(now_, end);
            return false;
        }
        auto what = plans_.top().what;
        now_ = plans_.top().when;
        plans_.pop();
        what();
        return true;
    }

private:
    struct Plan {
        Time when;
        std::uint64_t count;
        std::function<void()> what;

        bool operator<(const Plan& other) const
        {
            return std::tie(other.when, other.count) < std::tie(when, count); // the earliest stands on top
        }
    };

    Time now_;
    std::uint64_t count_ = 0;
    std::priority_queue<Plan> plans_;
};

} // namespace tests
