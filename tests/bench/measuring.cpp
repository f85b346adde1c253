#include "tests/bench/measuring.h"

#include "tests/bench/filled.h"

#include <algorithm>
#include <cstdio>

namespace bench {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

Figures median(const std::vector<Figures>& all)
{
    const auto of = [&](double Figures::* figure) {
        std::vector<double> values;
        for (const auto& one : all)
            values.push_back(one.*figure);
        return median(values);
    };
    return { of(&Figures::per_second),   of(&Figures::p50_ms),    of(&Figures::p99_ms),
             of(&Figures::processor_us), of(&Figures::memory_mb), of(&Figures::bytes) };
}

void print_heading()
{
    std::printf("%-34s %10s %9s %9s %12s %10s %12s\n", "", "a second", "p50 ms", "p99 ms", "CPU us each", "memory MB",
                "bytes each");
}

void print(const std::string& what, const Figures& figures)
{
    std::printf("%-34s %10.0f %9.1f %9.1f %12.0f %10.0f %12.0f\n", what.c_str(), figures.per_second, figures.p50_ms,
                figures.p99_ms, figures.processor_us, figures.memory_mb, figures.bytes);
    std::fflush(stdout);
}

Figures Measuring::load(Contestant& contestant, Plan plan, std::size_t messages)
{
    static std::int64_t run = 0;
    ++run;
    const auto prepared = prepare({ .women = women_,
                                    .first = run * 31'000,
                                    .messages = messages,
                                    .run = name_ + std::to_string(run),
                                    .secret = app_secret });
    Load load { loop_, gateway_, prepared, women_ };
    plan.port = contestant.port();
    const auto database = database_in(folder());
    const auto processor = contestant.processor_seconds();
    const auto bytes = database_bytes(database);
    auto measured = load.run(plan);
    const auto done = static_cast<double>(std::max<std::int64_t>(1, measured.answered));
    auto& times = plan.done == Done::Committed ? measured.committed_ms : measured.replied_ms;
    if (measured.refused > 0)
        std::printf("  %s: %lld messages were not taken\n", name_.c_str(), static_cast<long long>(measured.refused));
    return { measured.per_second(plan.done == Done::Committed ? measured.answered : measured.replied),
             quantile(times, 0.5),
             quantile(times, 0.99),
             1e6 * (contestant.processor_seconds() - processor) / done,
             contestant.memory_peak_mb(),
             static_cast<double>(database_bytes(database) - bytes) / done };
}

void Measuring::take_replies(std::int64_t messages, std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (gateway_.messages() < messages && std::chrono::steady_clock::now() < until)
        loop_.run_once(std::chrono::milliseconds { 20 });
}

} // namespace bench
