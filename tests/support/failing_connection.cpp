#include "tests/support/failing_connection.h"

#include <vector>

namespace tests {

using storage::Error;

void FailingConnection::fail_at(int place, Error::Cause cause)
{
    fails_at_ = place;
    cause_ = cause;
    statements_ = 0;
}

void FailingConnection::die_at(int place, Death death)
{
    dies_at_ = place;
    death_ = death;
    statements_ = 0;
}

std::unique_ptr<storage::Connection> FailingConnection::inherit()
{
    is_dead_ = true;
    try {
        real_->run("ROLLBACK", {}, [](const storage::Row&) {});
    } catch (const Error&) {
        // it had begun nothing
    }
    return std::move(real_);
}

std::int64_t FailingConnection::run(std::string_view sql, std::initializer_list<storage::Value> values,
                                    const storage::EachRow& each)
{
    if (is_dead_)
        throw Error { "running a statement: its process is dead" };
    ++statements_;
    if (statements_ == dies_at_) {
        is_dead_ = true;
        if (death_ == Death::AfterStatement)
            real_->run(sql, values, each);
        throw Killed {};
    }
    if (statements_ == fails_at_)
        throw Error { "running the statement of place " + std::to_string(fails_at_) + ": the disk fails as told",
                      cause_ };
    return real_->run(sql, values, each);
}

namespace {

std::vector<std::string> names(storage::Connection& connection, const std::string& sql)
{
    std::vector<std::string> found;
    connection.run(sql, {}, [&](const storage::Row& row) { found.push_back(row.string(0)); });
    return found;
}

} // namespace

std::string contents(storage::Connection& connection)
{
    std::string all;
    for (const auto& table : names(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
        std::string columns;
        for (const auto& column : names(connection, "SELECT name FROM pragma_table_info('" + table + "')"))
            columns += (columns.empty() ? "quote(" : " || ' ' || quote(") + column + ")";
        all += table + "\n";
        for (const auto& row : names(connection, "SELECT " + columns + " FROM " + table + " ORDER BY 1"))
            all += "  " + row + "\n";
    }
    return all;
}

} // namespace tests
