// Whether a turn costs the same in a small and in a large database: ten thousand women and a hundred thousand messages,
// then a million women and ten million messages. Also how soon the service is ready, how much memory it ever had, and
// how many bytes a message takes with everything that belongs to it. Ends with status 1 if it misses what it promises.
//
//   bench_growth [PART]    a part of the large database, 1.0 if nothing is said: about ten GB and ten minutes

#include "tests/bench/filled.h"
#include "tests/bench/measuring.h"

#include <cstdio>
#include <exception>

namespace {

using namespace std::chrono_literals;
using bench::Figures;

constexpr int rounds = 3;
constexpr std::size_t messages_a_round = 20'000;
constexpr double dearer_max = 1.3;
constexpr double ready_seconds_max = 1;
constexpr double memory_mb_max = 150;

struct Grown {
    Figures figures;
    double seconds_to_ready = 0, memory_mb_first = 0, memory_mb_last = 0;
};

// The same messages in the same number of rounds, sent and answered.
Grown measure(const bench::History& history)
{
    bench::Measuring run { "growth", history.women };
    const auto database = bench::database_in(run.folder());
    bench::fill(database, history);
    std::printf("\n%lld women, %lld messages: %.0f MB, %.0f bytes a message\n", static_cast<long long>(history.women),
                static_cast<long long>(history.messages), static_cast<double>(bench::database_bytes(database)) / 1e6,
                static_cast<double>(bench::database_bytes(database)) / static_cast<double>(history.messages));
    const auto service = bench::start_service(run.folder(), run.gateway().url(), bench::no_limit);
    Grown grown;
    grown.seconds_to_ready = service->seconds_to_ready();
    std::vector<Figures> all;
    for (int round = 0; round < rounds; ++round) {
        all.push_back(
            run.load(*service, { .connections = 128, .done = bench::Done::Replied, .lasting = 60s }, messages_a_round));
        bench::print("  webhook to reply", all.back());
    }
    grown.figures = bench::median(all);
    grown.memory_mb_first = all.front().memory_mb;
    grown.memory_mb_last = all.back().memory_mb;
    service->stop();
    return grown;
}

bool wants(const char* what, double is, double most)
{
    const bool kept = is <= most;
    std::printf("%-60s %8.2f  at most %8.2f  %s\n", what, is, most, kept ? "kept" : "MISSED");
    return kept;
}

int run(double part)
{
    bench::print_heading();
    const auto small = measure({ .women = 10'000, .messages = 100'000 });
    const auto large = measure({ .women = static_cast<std::int64_t>(1'000'000 * part),
                                 .messages = static_cast<std::int64_t>(10'000'000 * part) });
    std::printf("\n");
    const bool kept[] {
        wants("processor time of a turn, large to small", large.figures.processor_us / small.figures.processor_us,
              dearer_max),
        wants("ready after, seconds", large.seconds_to_ready, ready_seconds_max),
        wants("memory at most, MB", large.memory_mb_last, memory_mb_max),
        wants("memory at the end to that of the first round", large.memory_mb_last / large.memory_mb_first, 1.2),
    };
    return kept[0] && kept[1] && kept[2] && kept[3] ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    try {
        return run(count > 1 ? std::stod(words[1]) : 1.0);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "measuring growth: %s\n", error.what());
        return 1;
    }
}
