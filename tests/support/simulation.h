// A simulation of the whole from a seed, in one thread: women write, letters come to their phones, providers fail in
// every way they can, the process is killed at any statement, days go by in milliseconds. After every step the promises
// are looked after. A run is one world after another, each with a database and a few weeks of its own.
//
// The same seed gives the same run, on every machine.

#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace tests {

struct SimulationPlan {
    std::uint64_t seed = 0;
    std::int64_t conversations = 0; // at least so many; each the messages of one woman until she falls silent
};

struct Simulated {
    std::int64_t worlds = 0, conversations = 0, messages = 0, duplicates = 0, letters = 0, notices = 0, copies = 0;
    std::int64_t refused = 0, deaths = 0, failed_commits = 0, parked = 0, fired = 0;
    std::map<std::string, std::int64_t> outcomes {};

    // The promise that was broken, with the seed of its world and a transcript to keep; empty if none was. The run
    // ends with the first.
    std::string trouble {};
};

Simulated simulate(const SimulationPlan& plan);

} // namespace tests
