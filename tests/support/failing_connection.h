// A database in memory that fails when it is told to, and shows all it holds as text.

#pragma once

#include "storage/database.h"

#include <memory>
#include <string>

namespace tests {

class FailingConnection final : public storage::Connection {
public:
    explicit FailingConnection(std::unique_ptr<storage::Connection> real) : real_(std::move(real)) {}

    // The statement of this place from now on, from 1, fails with this cause, before it does anything; once. 0: none.
    void fail_at(int place, storage::Error::Cause cause = storage::Error::Cause::World);

    int statements() const { return statements_; } // since fail_at()

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override;

    void run_script(std::string_view sql) override { real_->run_script(sql); }

private:
    std::unique_ptr<storage::Connection> real_;
    storage::Error::Cause cause_ = storage::Error::Cause::World;
    int statements_ = 0;
    int fails_at_ = 0;
};

// Every row of every table, a line each, tables and rows in order.
std::string contents(storage::Connection& connection);

} // namespace tests
