// The two blue ticks and "is writing ..." just before a reply goes out: a courtesy that must never cost her the reply.
// Shown once for each message answered, only on the first attempt, only when nobody else waits for the thread; a
// provider that is slow with it is left alone for a while. Thread-safe.

#pragma once

#include "bot/outgoing.h"

#include <chrono>
#include <deque>
#include <mutex>
#include <string>

namespace bot {

enum class ShowRead { Never, BeforeReply };

class ReadMarks {
public:
    ReadMarks(Channel& channel, ShowRead show) : channel_(channel), show_(show) {}

    // Shows it for the message this reply answers, if it is right to.
    void show_for(const Outgoing& reply);

private:
    using Stopwatch = std::chrono::steady_clock; // measures the provider, so it is not the moved clock of tests

    static constexpr std::chrono::milliseconds slow { 700 };
    static constexpr std::chrono::minutes rest_when_slow { 1 };
    static constexpr std::size_t remembered_max = 256;

    bool is_first(const std::string& provider_id);

    Channel& channel_;
    ShowRead show_;
    std::mutex mutex_;
    std::deque<std::string> shown_;
    Stopwatch::time_point rests_until_ {};
};

} // namespace bot
