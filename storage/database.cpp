#include "storage/database.h"

#include "storage/sqlite.h"

namespace storage {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::string_view in_memory = ":memory:";

void ignore_row(const Row&) {}

std::string path_of(const std::string& url)
{
    return url.substr(sqlite_scheme.size());
}

} // namespace

Value or_null(const std::optional<std::int64_t>& value)
{
    return value ? Value { *value } : Value { nullptr };
}

Value or_null(const std::optional<std::string>& value)
{
    return value ? Value { std::string_view { *value } } : Value { nullptr };
}

std::optional<std::int64_t> Row::maybe_integer(int column) const
{
    return is_null(column) ? std::nullopt : std::optional { integer(column) };
}

std::optional<std::string> Row::maybe_string(int column) const
{
    return is_null(column) ? std::nullopt : std::optional { string(column) };
}

std::optional<Time> Row::maybe_time(int column) const
{
    return is_null(column) ? std::nullopt : std::optional { time(column) };
}

Transaction::Transaction(Connection& connection, Mode mode, Undoing undoing)
    : connection_ { connection }, undoing_ { undoing }
{
    connection_.run(mode == Mode::Write ? "BEGIN IMMEDIATE" : "BEGIN", {}, ignore_row);
}

Transaction::~Transaction()
{
    if (!open_)
        return;
    try {
        connection_.run("ROLLBACK", {}, ignore_row);
    } catch (const Error&) {
        // The database undoes an unfinished transaction by itself when the connection closes.
    }
}

void Transaction::commit()
{
    refuse_if_spoilt();
    connection_.run("COMMIT", {}, ignore_row);
    open_ = false;
}

void Transaction::refuse_if_spoilt() const
{
    if (spoilt_)
        throw Error { "using a transaction of which a part was undone: it must be taken again" };
}

std::int64_t Transaction::run(std::string_view sql, std::initializer_list<Value> values)
{
    refuse_if_spoilt();
    return connection_.run(sql, values, ignore_row);
}

void Transaction::each(std::string_view sql, std::initializer_list<Value> values, const EachRow& row)
{
    refuse_if_spoilt();
    connection_.run(sql, values, row);
}

bool Transaction::any(std::string_view sql, std::initializer_list<Value> values)
{
    refuse_if_spoilt();
    bool found = false;
    connection_.run(sql, values, [&](const Row&) { found = true; });
    return found;
}

Savepoint::Savepoint(Transaction& transaction) : transaction_ { transaction }
{
    if (transaction_.undoing_ == Undoing::Alone)
        transaction_.run("SAVEPOINT part");
}

Savepoint::~Savepoint()
{
    if (!open_)
        return;
    if (transaction_.undoing_ == Undoing::Spoils) {
        transaction_.spoilt_ = true;
        return;
    }
    try {
        transaction_.run("ROLLBACK TO SAVEPOINT part");
        transaction_.run("RELEASE SAVEPOINT part");
    } catch (const Error&) {
        // The whole transaction is gone already; every later statement in it says so.
    }
}

void Savepoint::keep()
{
    if (transaction_.undoing_ == Undoing::Alone)
        transaction_.run("RELEASE SAVEPOINT part");
    open_ = false;
}

Database::Database(std::string url) : url_ { std::move(url) }
{
    if (!url_.starts_with(sqlite_scheme) || path_of(url_).empty())
        throw Error { "reading the database address \"" + url_ +
                      "\": it must be sqlite:PATH, for example sqlite:var/samvad.db, or sqlite::memory:" };
}

std::unique_ptr<Connection> Database::open_writer() const
{
    return sqlite::open(path_of(url_), sqlite::Access::Write);
}

std::unique_ptr<Connection> Database::open_reader() const
{
    if (path_of(url_) == in_memory)
        throw Error {
            "opening sqlite::memory: for reading: a database in memory lives in its writing connection only"
        };
    return sqlite::open(path_of(url_), sqlite::Access::Read);
}

} // namespace storage
