#include "bot/writer.h"

#include "bot/run_own.h"
#include "storage/events.h"
#include "storage/migrate.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <map>
#include <set>

using bot::Committed;
using bot::Writer;

namespace {

std::unique_ptr<storage::Connection> office()
{
    auto connection = storage::Database { "sqlite::memory:" }.open_writer();
    storage::migrate(*connection, SAMVAD_SOURCE_DIR "/storage/migrations", {});
    return connection;
}

void write_down(storage::Transaction& tx, const std::string& key)
{
    storage::events::record(tx, { key, "whatsapp", "a_field", "{}", {} });
}

std::set<std::string> written(Writer& writer)
{
    std::set<std::string> keys;
    bot::run_own(writer, [&](storage::Transaction& tx) {
        for (const auto& key :
             tx.all("SELECT key FROM channel_events", {}, [](const storage::Row& row) { return row.string(0); }))
            keys.insert(key);
    });
    return keys;
}

// A job that holds the writer until it is let go.
struct Block {
    std::promise<void> begun, go;

    void hold(Writer& writer)
    {
        writer.submit(
            [this](storage::Transaction&) {
                begun.set_value();
                go.get_future().wait();
            },
            [](Committed) {});
        begun.get_future().wait();
    }
};

} // namespace

TEST_CASE("Beyond its bound the writer refuses at once and does nothing of it, but takes its own housekeeping")
{
    Writer writer { office(), { .jobs_waiting_max = 3, .jobs_per_commit_max = 2 } };
    Block block;
    block.hold(writer);
    std::atomic<int> committed { 0 }, full { 0 };
    const auto count = [&](Committed outcome) { ++(outcome == Committed::Yes ? committed : full); };
    for (const std::string key : { "1", "2", "3", "4", "5" })
        writer.submit([key](storage::Transaction& tx) { write_down(tx, key); }, count);
    CHECK(full == 2);
    CHECK(committed == 0);
    writer.submit_own([](storage::Transaction& tx) { write_down(tx, "own"); });
    block.go.set_value();
    CHECK(written(writer) == std::set<std::string> { "1", "2", "3", "own" });
    CHECK(committed == 3);
    CHECK(writer.counts().refused == 2);
}

TEST_CASE("Jobs that come together share a commit, and one that throws is undone alone")
{
    Writer writer { office() };
    Block block;
    block.hold(writer);
    std::atomic<int> committed { 0 }, failed { 0 };
    const auto count = [&](Committed outcome) { ++(outcome == Committed::Yes ? committed : failed); };
    for (int i = 0; i < 20; ++i)
        writer.submit(
            [i](storage::Transaction& tx) {
                write_down(tx, std::to_string(i));
                if (i == 7)
                    throw std::runtime_error { "the seventh is at fault" };
            },
            count);
    const auto before = writer.counts().commits;
    block.go.set_value();
    const auto keys = written(writer);
    CHECK(keys.size() == 19);
    CHECK(!keys.contains("7"));
    CHECK(committed == 19);
    CHECK(failed == 1);
    CHECK(writer.counts().commits - before <= 4);
}

TEST_CASE("Where one job is undone the others have their effect once, whatever was set before it failed")
{
    Writer writer { office() };
    Block block;
    block.hold(writer);
    std::map<std::string, int> runs; // on the writer's thread
    std::atomic<int> committed { 0 };
    for (const std::string key : { "before", "faulty", "after" })
        writer.submit(
            [&runs, key](storage::Transaction& tx) {
                ++runs[key];
                tx.run("INSERT INTO counters (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET "
                       "value = counters.value + 1",
                       { key });
                if (key == "faulty")
                    throw std::runtime_error { "this job is at fault" };
            },
            [&committed](Committed outcome) { committed += outcome == Committed::Yes ? 1 : 0; });
    block.go.set_value();
    std::map<std::string, std::int64_t> values;
    bot::run_own(writer, [&](storage::Transaction& tx) {
        values.clear();
        tx.each("SELECT name, value FROM counters", {},
                [&](const storage::Row& row) { values[row.string(0)] = row.integer(1); });
    });
    CHECK(values == std::map<std::string, std::int64_t> { { "before", 1 }, { "after", 1 } });
    CHECK(committed == 2);
    CHECK(runs["before"] == 2);
}

TEST_CASE("Within one commit the jobs run in the order of what they answer, not of their arrival")
{
    Writer writer { office() };
    Block block;
    block.hold(writer);
    std::vector<int> order;
    for (const int minute : { 3, 1, 2 })
        writer.submit([&order, minute](storage::Transaction&) { order.push_back(minute); }, [](Committed) {},
                      storage::Time { std::chrono::minutes { minute } });
    block.go.set_value();
    written(writer);
    CHECK(order == std::vector<int> { 1, 2, 3 });
}
