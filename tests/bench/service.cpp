// How fast the service is, beside the limit of its parts: the limit program and `samvad serve` in turn, three times
// each, under the same load, the median of each figure in one table. Ends with status 1 if the service misses what it
// promises against the limit.
//
//   bench_service [limit|commits|replies|notices|beside ...]    all, or these once
//
// Load, gateway and the measured program share the machine; the processor time is that of the measured program alone.

#include "tests/bench/filled.h"
#include "tests/bench/measuring.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <set>

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using bench::Done;
using bench::Figures;
using bench::Measuring;

constexpr int rounds = 3;
constexpr std::int64_t women = 100'000;
constexpr std::size_t messages_a_run = 80'000;
constexpr int connections = 64;
constexpr int connections_for_replies = 128;
constexpr std::int64_t notices = 60'000;
constexpr double replies_beside_notices = 500; // a second
constexpr auto beside_lasting = 6s;

constexpr double part_of_limit_wanted = 0.6;
constexpr double p99_of_limit_max = 3;
constexpr double replies_of_limit_wanted = 0.4;
constexpr double reply_p99_ms_max = 50;
constexpr double sent_per_second_wanted = 5'000;

// Filled once, copied for each run.
class Databases {
public:
    Databases()
    {
        bench::fill(folder_ / "plain.db", { .women = women, .messages = 2 * women });
        bench::fill(folder_ / "notices.db", { .women = women, .messages = 2 * women, .notices_waiting = notices });
    }

    void copy(const char* which, const Measuring& run) const
    {
        fs::copy_file(folder_ / which, bench::database_in(run.folder()));
    }

private:
    tests::TestFolder folder_;
};

Figures measure_limit()
{
    Measuring run { "limit", women };
    const auto limit = bench::start_limit(run.folder(), women);
    const auto figures = run.load(*limit, { .connections = connections }, messages_a_run);
    limit->stop();
    return figures;
}

// Its sender works too, at the pace WhatsApp allows.
Figures measure_commits(const Databases& databases)
{
    Measuring run { "commits", women };
    databases.copy("plain.db", run);
    const auto service = bench::start_service(run.folder(), run.gateway().url(), 0);
    const auto figures = run.load(*service, { .connections = connections }, messages_a_run);
    service->stop();
    return figures;
}

// per_second 0: as fast as it goes.
Figures measure_replies(const Databases& databases, double per_second)
{
    Measuring run { "replies", women };
    databases.copy("plain.db", run);
    const auto service = bench::start_service(run.folder(), run.gateway().url(), bench::no_limit);
    const auto figures =
        run.load(*service, { .connections = connections_for_replies, .per_second = per_second, .done = Done::Replied },
                 messages_a_run);
    service->stop();
    return figures;
}

// Many notices are due. How fast do they go, and how long does she wait who writes meanwhile?
Figures measure_notices(const Databases& databases, double replies_per_second)
{
    Measuring run { "notices", women };
    databases.copy("notices.db", run);
    const auto service = bench::start_service(run.folder(), run.gateway().url(), bench::no_limit);
    const auto began = std::chrono::steady_clock::now();
    const auto processor = service->processor_seconds();
    Figures figures;
    if (replies_per_second > 0)
        figures = run.load(*service,
                           { .connections = connections_for_replies,
                             .per_second = replies_per_second,
                             .done = Done::Replied,
                             .lasting = beside_lasting },
                           messages_a_run);
    else
        run.take_replies(notices, 20s);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
    const auto sent = static_cast<double>(std::max<std::int64_t>(1, run.gateway().messages()));
    figures.per_second = sent / seconds.count();
    figures.processor_us = 1e6 * (service->processor_seconds() - processor) / sent;
    figures.memory_mb = service->memory_peak_mb();
    service->stop();
    return figures;
}

bool wants(const char* what, double is, double wanted, bool kept)
{
    std::printf("%-60s %8.2f  wanted %8.2f  %s\n", what, is, wanted, kept ? "kept" : "MISSED");
    return kept;
}

bool compare(const std::map<std::string, Figures>& of)
{
    const auto& limit = of.at("limit");
    const auto& commits = of.at("commits");
    const auto& replies = of.at("replies");
    const auto& half = of.at("half load");
    const auto& notices_alone = of.at("notices");
    const auto& beside = of.at("beside");
    const double part = commits.per_second / limit.per_second;
    const double slower = commits.p99_ms / limit.p99_ms;
    const double replied = replies.per_second / limit.per_second;
    std::printf("\n");
    const bool kept[] {
        wants("webhook to commit, of the limit", part, part_of_limit_wanted, part >= part_of_limit_wanted),
        wants("  the same by processor time", limit.processor_us / commits.processor_us, part_of_limit_wanted,
              limit.processor_us / commits.processor_us >= part_of_limit_wanted),
        wants("  its p99, of the limit's", slower, p99_of_limit_max, slower <= p99_of_limit_max),
        wants("webhook to reply, of the limit", replied, replies_of_limit_wanted, replied >= replies_of_limit_wanted),
        wants("  its p99 at half load, ms", half.p99_ms, reply_p99_ms_max, half.p99_ms < reply_p99_ms_max),
        wants("notices sent a second", notices_alone.per_second, sent_per_second_wanted,
              notices_alone.per_second >= sent_per_second_wanted),
        wants("  p99 of 500 replies a second beside them, ms", beside.p99_ms, reply_p99_ms_max,
              beside.p99_ms < reply_p99_ms_max),
    };
    return std::ranges::all_of(kept, [](bool one) { return one; });
}

// Some of them once, to look into with a profiler.
int run_only(const std::set<std::string>& wanted)
{
    const Databases databases;
    bench::print_heading();
    if (wanted.contains("limit"))
        bench::print("limit", measure_limit());
    if (wanted.contains("commits"))
        bench::print("commits", measure_commits(databases));
    if (wanted.contains("replies"))
        bench::print("replies", measure_replies(databases, 0));
    if (wanted.contains("notices"))
        bench::print("notices", measure_notices(databases, 0));
    if (wanted.contains("beside"))
        bench::print("beside", measure_notices(databases, replies_beside_notices));
    return 0;
}

int run()
{
    const Databases databases;
    std::printf("%lld women, %d and %d connections, messages signed beforehand; load, gateway and program share this "
                "machine\n\n",
                static_cast<long long>(women), connections, connections_for_replies);
    bench::print_heading();
    std::map<std::string, std::vector<Figures>> all;
    const auto keep = [&](const std::string& what, const Figures& figures) {
        all[what].push_back(figures);
        bench::print("  " + what, figures);
    };
    for (int round = 0; round < rounds; ++round) {
        keep("limit", measure_limit());
        keep("commits", measure_commits(databases));
        keep("replies", measure_replies(databases, 0));
        keep("half load", measure_replies(databases, all["replies"].back().per_second / 2));
        keep("notices", measure_notices(databases, 0));
        keep("beside", measure_notices(databases, replies_beside_notices));
    }
    std::map<std::string, Figures> of;
    std::printf("\nthe medians\n");
    for (const auto& [what, title] :
         { std::pair { "limit", "the limit, webhook to commit" }, std::pair { "commits", "samvad, webhook to commit" },
           std::pair { "replies", "samvad, webhook to reply" }, std::pair { "half load", "  at half that load" },
           std::pair { "notices", "samvad, sending notices" }, std::pair { "beside", "  with 500 replies a second" } })
        bench::print(title, of[what] = bench::median(all[what]));
    return compare(of) ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    try {
        return count > 1 ? run_only({ words + 1, words + count }) : run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "measuring the service: %s\n", error.what());
        return 1;
    }
}
