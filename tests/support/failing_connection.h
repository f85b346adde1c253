// A database that fails or dies when it is told to, and shows all it holds as text. Death is that of the process at
// this moment: nothing of the connection works any more, and what it had begun is undone by whoever opens the database
// next.

#pragma once

#include "storage/database.h"

#include <memory>
#include <string>

namespace tests {

// Thrown when the process dies; no std::exception, so that nobody who goes on after a failure goes on after this.
struct Killed {};

enum class Death { BeforeStatement, AfterStatement };

class FailingConnection final : public storage::Connection {
public:
    explicit FailingConnection(std::unique_ptr<storage::Connection> real) : real_(std::move(real)) {}

    // The statement of this place from now on, from 1, fails with this cause, before it does anything; once. 0: none.
    void fail_at(int place, storage::Error::Cause cause = storage::Error::Cause::World);

    // Dies at the statement of this place from now on, from 1; 0: at none.
    void die_at(int place, Death death = Death::BeforeStatement);

    // What is left of it for the next process: with this one's transaction undone.
    std::unique_ptr<storage::Connection> inherit();

    int statements() const { return statements_; } // since fail_at()

    std::int64_t run(std::string_view sql, std::initializer_list<storage::Value> values,
                     const storage::EachRow& each) override;

    void run_script(std::string_view sql) override { real_->run_script(sql); }

private:
    std::unique_ptr<storage::Connection> real_;
    storage::Error::Cause cause_ = storage::Error::Cause::World;
    Death death_ = Death::BeforeStatement;
    int statements_ = 0;
    int fails_at_ = 0, dies_at_ = 0;
    bool is_dead_ = false;
};

// Every row of every table, a line each, tables and rows in order.
std::string contents(storage::Connection& connection);

} // namespace tests
