// The database: a door of a few classes behind which SQLite stands today. A Transaction is a bracket: what was not
// committed when it ends is undone. Statements are prepared once a connection and kept; give the same literal again.
//
// SQL is written for SQLite and PostgreSQL alike: parameters $1, $2 ..., columns TEXT or BIGINT only, times in
// milliseconds UTC, money in paise, ids from the program; no statement relies on an error of an earlier one.
//
// A Connection belongs to one thread at a time. Everything throws storage::Error, whose sentence says what was
// attempted, on what, and the cause.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace storage {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

inline std::int64_t milliseconds(Time time)
{
    return time.time_since_epoch().count();
}

inline Time from_milliseconds(std::int64_t value)
{
    return Time { std::chrono::milliseconds { value } };
}

// World: the disk, a lock, the network; it may pass, and nothing of the transaction counts. Ours: a statement that is
// wrong or breaks a rule of the tables; it will fail again.
struct Error : std::runtime_error {
    enum class Cause { World, Ours };

    explicit Error(const std::string& sentence, Cause its_cause = Cause::World)
        : std::runtime_error(sentence), cause(its_cause)
    {
    }

    Cause cause;
};

// A parameter: nothing (NULL), a whole number, or text. Text is looked at only during the call.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view>;

// An optional as a parameter: NULL when empty.
Value or_null(const std::optional<std::int64_t>& value);
Value or_null(const std::optional<std::string>& value);

// A moment, and a moment that may be missing, as a parameter.
inline Value value(Time time)
{
    return Value { milliseconds(time) };
}

inline Value or_null(const std::optional<Time>& time)
{
    return time ? value(*time) : Value { nullptr };
}

// The row a statement stands on; its views die with the next step.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;  // 0 for NULL
    virtual std::string_view text(int column) const = 0; // empty for NULL

    std::string string(int column) const { return std::string { text(column) }; }

    Time time(int column) const { return from_milliseconds(integer(column)); }

    std::optional<std::int64_t> maybe_integer(int column) const;
    std::optional<std::string> maybe_string(int column) const;
    std::optional<Time> maybe_time(int column) const;
};

using EachRow = std::function<void(const Row&)>;

class Connection {
public:
    virtual ~Connection() = default;
    // Runs one statement, gives each row to `each`, returns how many rows were changed (of a writing statement).
    virtual std::int64_t run(std::string_view sql, std::initializer_list<Value> values, const EachRow& each) = 0;
    // Runs many statements separated by semicolons; for migrations.
    virtual void run_script(std::string_view sql) = 0;
};

enum class Mode { Write, Read };

// What undoing a part of a transaction (a Savepoint) means. Alone: that part and nothing else; for that the database
// copies every page a part changes, an eighth of the time of a turn. Spoils: parts cost nothing, but one that is undone
// spoils the whole transaction; every later use of it throws, and it must be taken again with parts that are undone
// alone.
enum class Undoing { Alone, Spoils };

class Transaction {
public:
    // Begins at once: Mode::Write takes the writer's lock now (BEGIN IMMEDIATE), so nothing fails half-way for it.
    explicit Transaction(Connection& connection, Mode mode = Mode::Write, Undoing undoing = Undoing::Alone);
    ~Transaction(); // undoes what was not committed
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

    bool is_spoilt() const { return spoilt_; }

    std::int64_t run(std::string_view sql, std::initializer_list<Value> values = {});
    void each(std::string_view sql, std::initializer_list<Value> values, const EachRow& row);
    bool any(std::string_view sql, std::initializer_list<Value> values);

    // The first row, turned into a value by `read(const Row&)`; empty when there is none.
    template <class Read>
    auto first(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> std::optional<decltype(read(std::declval<const Row&>()))>
    {
        std::optional<decltype(read(std::declval<const Row&>()))> found;
        each(sql, values, [&](const Row& row) {
            if (!found)
                found = read(row);
        });
        return found;
    }

    // All rows, each turned into a value.
    template <class Read>
    auto all(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> std::vector<decltype(read(std::declval<const Row&>()))>
    {
        std::vector<decltype(read(std::declval<const Row&>()))> found;
        each(sql, values, [&](const Row& row) { found.push_back(read(row)); });
        return found;
    }

private:
    friend class Savepoint;
    void refuse_if_spoilt() const;

    Connection& connection_;
    const Undoing undoing_;
    bool open_ = true;
    bool spoilt_ = false;
};

// A part of a transaction that can be undone, alone if the transaction was begun so. Undone when it ends without
// keep().
class Savepoint {
public:
    explicit Savepoint(Transaction& transaction);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;

    void keep();

private:
    Transaction& transaction_;
    bool open_ = true;
};

// "sqlite:PATH" or "sqlite::memory:". Opens connections; one for writing, any number for reading beside it.
// An in-memory database has one connection's life: open_writer() may be called once, and readers are refused.
class Database {
public:
    explicit Database(std::string url);
    std::unique_ptr<Connection> open_writer() const; // creates the file and its folder if missing
    std::unique_ptr<Connection> open_reader() const;

    const std::string& url() const { return url_; }

private:
    std::string url_;
};

} // namespace storage
