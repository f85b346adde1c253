// The whole simulated from a printed seed: SAMVAD_TEST_SEED takes another, SAMVAD_TEST_SIMULATION more conversations.

#include "tests/support/simulation.h"
#include "tests/support/quiet_log.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>

namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise)
{
    const auto* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

} // namespace

TEST_CASE("Whoever writes, whatever fails and whenever the process dies, every promise is kept")
{
    tests::SimulationPlan plan;
    plan.seed = from_environment("SAMVAD_TEST_SEED", 20'261'123);
    plan.conversations = static_cast<std::int64_t>(from_environment("SAMVAD_TEST_SIMULATION", 500));
    const auto simulated = [&] {
        const tests::QuietLog quiet;
        return tests::simulate(plan);
    }();
    INFO("SAMVAD_TEST_SEED=" << plan.seed << " runs it again");
    CHECK(simulated.trouble == "");
    std::cout << "simulated " << simulated.conversations << " conversations from seed " << plan.seed << " in "
              << simulated.worlds << " worlds: " << simulated.messages << " messages, " << simulated.duplicates
              << " taken for the second time, " << simulated.letters << " letters and " << simulated.notices
              << " of notices, " << simulated.copies << " on phones, " << simulated.refused << " sends that failed, "
              << simulated.fired << " timers, " << simulated.deaths << " deaths, " << simulated.failed_commits
              << " deliveries not answered 200, " << simulated.parked << " parked\n";
    CHECK(simulated.outcomes.size() > 8);
    CHECK(simulated.deaths > 0);
    CHECK(simulated.duplicates > 0);
    CHECK(simulated.refused > 0);
}
