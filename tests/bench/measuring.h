// One measuring: a database of its own, a program on it, a load; and the figures it gives.

#pragma once

#include "tests/bench/contestant.h"
#include "tests/bench/load.h"

#include <string>
#include <vector>

namespace bench {

inline constexpr int no_limit = 100'000; // messages a second that nobody here can send

struct Figures {
    double per_second = 0, p50_ms = 0, p99_ms = 0, processor_us = 0, memory_mb = 0, bytes = 0;
};

double median(std::vector<double> values);

// Of each figure by itself.
Figures median(const std::vector<Figures>& all);

void print_heading();
void print(const std::string& what, const Figures& figures);

class Measuring {
public:
    Measuring(std::string name, std::int64_t women) : name_(std::move(name)), women_(women) {}

    std::filesystem::path folder() const { return folder_ / ""; }

    // Puts the plan's load on it, with so many messages at most that were never sent before.
    Figures load(Contestant& contestant, Plan plan, std::size_t messages);

    // Lets the gateway take what comes until there are so many or the time is over.
    void take_replies(std::int64_t messages, std::chrono::milliseconds time);

    Gateway& gateway() { return gateway_; }

private:
    std::string name_;
    std::int64_t women_;
    tests::TestFolder folder_;
    Loop loop_;
    Gateway gateway_ { loop_ };
};

} // namespace bench
