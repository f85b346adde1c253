// A migrated database for one test, in memory or in a file of its own, and moments that read well.

#pragma once

#include "storage/migrate.h"
#include "tests/storage/query_plan.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <unistd.h>

namespace opened {

using namespace std::chrono_literals;

inline const std::filesystem::path migrations { SAMVAD_SOURCE_DIR "/storage/migrations" };

// `after` the morning of 22 November 2026.
inline storage::Time at(std::chrono::milliseconds after = 0ms)
{
    return storage::from_milliseconds(1'795'312'800'000) + after;
}

// Looks at the plan of every statement the tests run, those included that are put together while the program runs.
class Watched final : public storage::Connection {
public:
    explicit Watched(std::unique_ptr<storage::Connection> inner) : inner_ { std::move(inner) } {}

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override
    {
        if (query_plan::has_plan(sql) && seen_.insert(std::string { sql }).second)
            inner_->run("EXPLAIN QUERY PLAN " + std::string { sql }, values,
                        [&](const storage::Row& row) { query_plan::check(sql, row.string(3)); });
        return inner_->run(sql, values, each);
    }

    void run_script(std::string_view sql) override { inner_->run_script(sql); }

private:
    std::unique_ptr<storage::Connection> inner_;
    std::set<std::string> seen_;
};

inline std::unique_ptr<storage::Connection> in_memory()
{
    auto connection = std::make_unique<Watched>(storage::Database { "sqlite::memory:" }.open_writer());
    storage::migrate(*connection, migrations, at());
    return connection;
}

// A folder that goes with the test.
class Folder {
public:
    Folder()
    {
        static int count = 0;
        path_ = std::filesystem::path { SAMVAD_BINARY_DIR } /
                ("storage_test_" + std::to_string(getpid()) + "_" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }

    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    storage::Database database(const std::string& name) const
    {
        return storage::Database { "sqlite:" + (path_ / name).string() };
    }

private:
    std::filesystem::path path_;
};

inline std::int64_t person(storage::Transaction& tx, std::int64_t id)
{
    tx.run("INSERT INTO people (id, created_at) VALUES ($1, $2)", { id, storage::value(at()) });
    return id;
}

} // namespace opened
