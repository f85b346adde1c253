// Chance from a seed, the same on every machine: nothing here depends on how a library distributes numbers.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <random>

namespace tests {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }

    bool once_in(std::size_t times) { return below(times) == 0; }

    std::chrono::milliseconds between(std::chrono::milliseconds least, std::chrono::milliseconds most)
    {
        return least + std::chrono::milliseconds { below(static_cast<std::size_t>((most - least).count()) + 1) };
    }

    template <class List> const auto& one_of(const List& list) { return list[below(list.size())]; }

    std::uint64_t seed() { return engine_(); } // of a chance of its own

private:
    std::mt19937_64 engine_;
};

} // namespace tests
