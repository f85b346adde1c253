// A migrated database for one test, in memory or in a file of its own, and moments that read well.

#pragma once

#include "storage/migrate.h"

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

// Looks at the plan of every statement the tests run: a walk through a whole table fails the test, because tables have
// millions of rows where this runs for real. Allowed are the few rows of small tables, of lists in a statement, of
// partial indexes and of queries that a LIMIT ended ("moments", "oldest", "newest ..."), an audience that may be
// everybody, and walks along an index that a LIMIT ends.
class Watched final : public storage::Connection {
public:
    explicit Watched(std::unique_ptr<storage::Connection> inner) : inner_ { std::move(inner) } {}

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override
    {
        if (is_planned(sql) && seen_.insert(std::string { sql }).second)
            inner_->run("EXPLAIN QUERY PLAN " + std::string { sql }, values,
                        [&](const storage::Row& row) { check_plan(sql, row.string(3)); });
        return inner_->run(sql, values, each);
    }

    void run_script(std::string_view sql) override { inner_->run_script(sql); }

private:
    static bool is_planned(std::string_view sql)
    {
        for (const std::string_view verb : { "SELECT", "UPDATE", "DELETE", "INSERT", "WITH" })
            if (sql.starts_with(verb))
                return true;
        return false;
    }

    // "SCAN p" is no leave to walk through people.
    static bool holds_word(const std::string& step, std::string_view words)
    {
        const auto at = step.find(words);
        return at != std::string::npos && (at + words.size() == step.size() || step[at + words.size()] == ' ');
    }

    static bool is_small(const std::string& step)
    {
        for (const auto* small :
             { "CONSTANT ROW", "moments", "SCAN oldest", "SCAN newest", "SCAN newest_received", "SCAN newest_owed",
               "SCAN messages", "parked", "migrations", "commission_rates", "INDEX outbox_in_order",
               "INDEX outbox_waiting", "INDEX orders_to_pack", "SCAN p", "SCAN words", "SCAN spelt", "SCAN decided",
               "INDEX conversations_open", "INDEX identity_conflicts_open" })
            if (holds_word(step, small))
                return true;
        return false;
    }

    static void check_plan(std::string_view sql, const std::string& step)
    {
        const bool walks = step.starts_with("SCAN") && !is_small(step);
        const bool ended = step.find("INDEX") != std::string::npos && sql.find("LIMIT") != std::string_view::npos;
        INFO(sql);
        INFO(step);
        CHECK_FALSE((walks && !ended));
    }

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
