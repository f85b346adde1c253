#include "tests/support/simulation.h"

#include "tests/support/simulated_world.h"

namespace tests {

namespace {

constexpr std::int64_t conversations_in_a_world = 100;

std::string told(const Trouble& trouble, std::uint64_t seed)
{
    return trouble.sentence + "\nin the world of seed " + std::to_string(seed) + "\n\n" + trouble.transcript;
}

// The same world in which she alone writes: if it shows the trouble too, that is the shorter story.
Trouble shrunk(const Library& library, const WorldPlan& plan, const Trouble& trouble)
{
    if (!trouble.whose)
        return trouble;
    auto alone = plan;
    alone.only = trouble.whose;
    World world { library, alone };
    auto again = world.run();
    return again.sentence == trouble.sentence ? again : trouble;
}

} // namespace

Simulated simulate(const SimulationPlan& plan)
{
    static const Library library;
    Simulated sums;
    Chance chance { plan.seed };
    for (bool is_first = true; sums.conversations < plan.conversations; is_first = false) {
        const auto seed = is_first ? plan.seed : chance.seed(); // so that the seed of a world begins a run with it
        const WorldPlan of_world { seed, conversations_in_a_world };
        World world { library, of_world };
        const auto trouble = world.run();
        world.add_to(sums);
        if (!trouble.sentence.empty()) {
            sums.trouble = told(shrunk(library, of_world, trouble), seed);
            return sums;
        }
    }
    return sums;
}

} // namespace tests
