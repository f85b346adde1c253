// Counts what turns came to, for /metrics. Thread-safe.

#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace bot {

class TurnCounts {
public:
    void add(const std::string& channel, const std::string& outcome)
    {
        const std::lock_guard lock { mutex_ };
        ++counts_[{ channel, outcome }];
    }

    std::map<std::pair<std::string, std::string>, std::int64_t> counts() const
    {
        const std::lock_guard lock { mutex_ };
        return counts_;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, std::int64_t> counts_; // channel and outcome
};

} // namespace bot
