// Counts how often a measured value fell under each of a few bounds, for /metrics. Adding is two atomic increments and
// never waits. Thread-safe; what is read while others add may lack their last value.

#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace bot {

constexpr std::size_t histogram_bounds = 10;

using HistogramBounds = std::array<std::int64_t, histogram_bounds>; // rising; a value on a bound is under it

// In milliseconds: a commit takes some, a gateway hundreds, nothing of ours more than half a minute.
constexpr HistogramBounds latency_bounds { 1, 3, 10, 30, 100, 300, 1'000, 3'000, 10'000, 30'000 };

// Jobs in one commit.
constexpr HistogramBounds batch_bounds { 1, 2, 4, 8, 16, 32, 64, 128, 192, 256 };

struct HistogramCounts {
    HistogramBounds bounds {};
    std::array<std::int64_t, histogram_bounds + 1> values {}; // in each bucket alone; the last is beyond all bounds
    std::int64_t sum = 0;
};

class Histogram {
public:
    explicit constexpr Histogram(const HistogramBounds& bounds) : bounds_(bounds) {}

    void add(std::int64_t value)
    {
        const auto bucket = std::ranges::lower_bound(bounds_, value) - bounds_.begin();
        values_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
        sum_.fetch_add(value, std::memory_order_relaxed);
    }

    HistogramCounts counts() const
    {
        HistogramCounts counts { bounds_, {}, sum_.load(std::memory_order_relaxed) };
        for (std::size_t i = 0; i < values_.size(); ++i)
            counts.values[i] = values_[i].load(std::memory_order_relaxed);
        return counts;
    }

private:
    const HistogramBounds bounds_;
    std::array<std::atomic<std::int64_t>, histogram_bounds + 1> values_ {};
    std::atomic<std::int64_t> sum_ { 0 };
};

// Adds the milliseconds of its own life to a histogram.
class Stopwatch {
public:
    explicit Stopwatch(Histogram& histogram) : histogram_(histogram) {}

    ~Stopwatch()
    {
        using std::chrono::milliseconds;
        histogram_.add(std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun_).count());
    }

    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    Histogram& histogram_;
    const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

} // namespace bot
