// What a turn costs the processor, without HTTP and without threads: the messages of the load read, taken and committed
// in one thread, on a filled database. For a profiler, and for figures that do not depend on who else uses the machine.
//
//   bench_turns [MESSAGES]
//
// Afterwards each statement with how often a turn runs it and what it takes.

#include "bot/channels/whatsapp_inbound.h"
#include "bot/deliveries.h"
#include "bot/equipment.h"
#include "storage/database.h"
#include "tests/bench/contestant.h"
#include "tests/bench/filled.h"
#include "tests/bench/messages.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t women = 20'000;
constexpr std::size_t messages_a_commit = 64;

double processor_us()
{
    return 1e6 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Passes everything on and adds up what each statement takes, by the clock, which costs less to read than the
// processor's time.
class Timed final : public storage::Connection {
public:
    explicit Timed(std::unique_ptr<storage::Connection> inner) : inner_(std::move(inner)) {}

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override
    {
        const auto began = Clock::now();
        const auto changed = inner_->run(sql, values, each);
        auto& spent = spent_[sql.data()];
        spent.sql = sql;
        spent.us += std::chrono::duration<double, std::micro>(Clock::now() - began).count();
        ++spent.times;
        return changed;
    }

    void run_script(std::string_view sql) override { inner_->run_script(sql); }

    void print(std::size_t turns) const
    {
        std::vector<Spent> all;
        for (const auto& [place, spent] : spent_)
            all.push_back(spent);
        std::ranges::sort(all, std::ranges::greater {}, &Spent::us);
        constexpr std::size_t shown = 25;
        for (std::size_t i = 0; i < std::min(shown, all.size()); ++i)
            std::printf("%8.2f us a turn, run %5.2f times: %.100s\n", all[i].us / static_cast<double>(turns),
                        static_cast<double>(all[i].times) / static_cast<double>(turns), all[i].sql.c_str());
    }

private:
    using Clock = std::chrono::steady_clock;

    struct Spent {
        std::string sql;
        double us = 0;
        std::int64_t times = 0;
    };

    std::unique_ptr<storage::Connection> inner_;
    std::map<const char*, Spent> spent_; // a statement is a literal
};

int run(std::size_t count)
{
    const tests::TestFolder folder;
    const auto path = bench::database_in(folder / "");
    bench::fill(path, { .women = women, .messages = 2 * women });
    Timed connection { storage::Database { "sqlite:" + path.string() }.open_writer() };
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
        storage::Transaction tx { connection, storage::Mode::Write, storage::Undoing::Spoils };
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
    connection.print(messages.size());
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
