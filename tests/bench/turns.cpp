// What a turn costs the processor, without HTTP and without threads: the messages of the load read, taken and committed
// in one thread, on a filled database. For a profiler, and for figures that do not depend on who else uses the machine.
//
//   bench_turns [MESSAGES]

#include "bot/channels/whatsapp_inbound.h"
#include "bot/deliveries.h"
#include "bot/equipment.h"
#include "storage/database.h"
#include "tests/bench/contestant.h"
#include "tests/bench/filled.h"
#include "tests/bench/messages.h"

#include <cstdio>
#include <ctime>
#include <exception>

namespace {

constexpr std::int64_t women = 20'000;
constexpr std::size_t messages_a_commit = 64;

double processor_us()
{
    return 1e6 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int run(std::size_t count)
{
    const tests::TestFolder folder;
    const auto path = bench::database_in(folder / "");
    bench::fill(path, { .women = women, .messages = 2 * women });
    const auto connection = storage::Database { "sqlite:" + path.string() }.open_writer();
    const bot::Equipment equipment { SAMVAD_SOURCE_DIR };
    const auto messages =
        bench::prepare({ .women = women, .messages = count, .run = "turns", .secret = bench::app_secret });
    double reading_us = 0, turns_us = 0, commits_us = 0;
    for (std::size_t next = 0; next < messages.size();) {
        auto begin = processor_us();
        std::vector<dialogs::Delivery> deliveries;
        for (; next < messages.size() && deliveries.size() < messages_a_commit; ++next) {
            const std::string_view request = messages[next].request;
            deliveries.push_back(bot::read_whatsapp(request.substr(request.find("\r\n\r\n") + 4)));
        }
        reading_us += processor_us() - std::exchange(begin, processor_us());
        storage::Transaction tx { *connection };
        const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        for (const auto& delivery : deliveries) {
            storage::Savepoint savepoint { tx };
            bot::take_delivery(equipment.bot(), tx, delivery, now);
            savepoint.keep();
        }
        turns_us += processor_us() - std::exchange(begin, processor_us());
        tx.commit();
        commits_us += processor_us() - begin;
    }
    const auto each = static_cast<double>(messages.size());
    std::printf("processor time of a message, us: reading %.1f, its turn %.1f, its part of a commit of %zu %.1f\n",
                reading_us / each, turns_us / each, messages_a_commit, commits_us / each);
    return 0;
}

} // namespace

int main(int count, char** words)
{
    try {
        return run(count > 1 ? std::stoul(words[1]) : 30'000);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "measuring turns: %s\n", error.what());
        return 1;
    }
}
