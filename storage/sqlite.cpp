#include "storage/sqlite.h"

#include <filesystem>
#include <sqlite3.h>
#include <unordered_map>

namespace storage::sqlite {

namespace {

constexpr int wait_for_others_ms = 10'000;
constexpr std::size_t statements_kept_max = 500;
constexpr std::int64_t application_id = 0x53414d56; // "SAMV", written into every file of ours

std::string mend_for(int code)
{
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return "; this file is not a database: give another path, or restore a backup";
    case SQLITE_CORRUPT:
        return "; the file is damaged: stop the service and restore a backup";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return "; let the user who runs the service write to this file and its folder";
    case SQLITE_BUSY:
        return "; another process has been writing for too long";
    case SQLITE_FULL:
        return "; free some space on the disk";
    default:
        return "";
    }
}

Error::Cause cause_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_ERROR: // wrong SQL
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
        return Error::Cause::Ours;
    default:
        return Error::Cause::World;
    }
}

[[noreturn]] void fail(sqlite3* handle, const std::string& attempted)
{
    const int code = handle ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
    throw Error { attempted + ": " + (handle ? sqlite3_errmsg(handle) : "out of memory") + mend_for(code),
                  cause_of(code) };
}

// What a statement does to the transaction, so that one which the database itself gave up is noticed.
enum class Bracket { Begins, Commits, Undoes, None };

Bracket bracket_of(std::string_view sql)
{
    if (sql.starts_with("BEGIN"))
        return Bracket::Begins;
    if (sql == "COMMIT")
        return Bracket::Commits;
    return sql == "ROLLBACK" ? Bracket::Undoes : Bracket::None;
}

class Statement {
public:
    Statement(sqlite3* handle, std::string_view sql) : sql_ { sql }, bracket_ { bracket_of(sql) }
    {
        const char* rest = nullptr;
        if (sqlite3_prepare_v3(handle, sql_.data(), static_cast<int>(sql_.size()), SQLITE_PREPARE_PERSISTENT,
                               &prepared_, &rest) != SQLITE_OK)
            fail(handle, "preparing \"" + sql_ + "\"");
        const int count = sqlite3_bind_parameter_count(prepared_);
        for (int number = 1; number <= count; ++number)
            places_.push_back(sqlite3_bind_parameter_index(prepared_, ("$" + std::to_string(number)).c_str()));
    }

    ~Statement() { sqlite3_finalize(prepared_); }

    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    sqlite3_stmt* get() const { return prepared_; }

    const std::string& sql() const { return sql_; }

    Bracket bracket() const { return bracket_; }

    void bind(std::initializer_list<Value> values)
    {
        if (values.size() != places_.size())
            throw Error { "running \"" + sql_ + "\": it takes " + std::to_string(places_.size()) + " values, " +
                          std::to_string(values.size()) + " were given" };
        auto place = places_.begin();
        for (const auto& value : values)
            bind_one(*place++, value);
    }

private:
    void bind_one(int place, const Value& value)
    {
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value))
            code = sqlite3_bind_int64(prepared_, place, *number);
        else if (const auto* text = std::get_if<std::string_view>(&value)) // an empty view may point nowhere: not NULL
            code = sqlite3_bind_text64(prepared_, place, text->empty() ? "" : text->data(), text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        if (code != SQLITE_OK)
            throw Error { "giving \"" + sql_ + "\" its values: " + sqlite3_errstr(code) };
    }

    std::string sql_;
    Bracket bracket_;
    sqlite3_stmt* prepared_ = nullptr;
    std::vector<int> places_; // places_[k] is SQLite's index of $k+1
};

// Ends the use of a statement however the use ends, so that it can be used again and holds no lock and no text.
class InUse {
public:
    explicit InUse(Statement& statement) : statement_ { statement } {}

    ~InUse()
    {
        sqlite3_reset(statement_.get());
        sqlite3_clear_bindings(statement_.get());
    }

    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;

private:
    Statement& statement_;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_ { statement } {}

    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }

    std::string_view text(int column) const override
    {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return bytes ? std::string_view { bytes, size } : std::string_view {};
    }

private:
    sqlite3_stmt* statement_;
};

struct CloseHandle {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

using Handle = std::unique_ptr<sqlite3, CloseHandle>;

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(Handle handle) : handle_ { std::move(handle) } {}

    std::int64_t run(std::string_view sql, std::initializer_list<Value> values, const EachRow& each) override
    {
        std::unique_ptr<Statement> once;
        auto& statement = find(sql, once);
        if (!still_in_transaction(statement))
            return 0;
        const InUse use { statement };
        statement.bind(values);
        const SqliteRow row { statement.get() };
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
            each(row);
        if (code != SQLITE_DONE)
            fail(handle_.get(), "running \"" + statement.sql() + "\"");
        note_bracket(statement.bracket());
        return sqlite3_stmt_readonly(statement.get()) ? 0 : sqlite3_changes64(handle_.get());
    }

    void run_script(std::string_view sql) override
    {
        const std::string whole { sql };
        if (sqlite3_exec(handle_.get(), whole.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(handle_.get(), "running a script");
    }

private:
    // The kept statement of this text. One that is being stepped through right now (a query inside its own rows), or
    // one too many, is prepared for this use alone and owned by `once`.
    Statement& find(std::string_view sql, std::unique_ptr<Statement>& once)
    {
        if (const auto known = kept_.find(sql); known != kept_.end() && !sqlite3_stmt_busy(known->second->get()))
            return *known->second;
        once = std::make_unique<Statement>(handle_.get(), sql);
        if (kept_.size() >= statements_kept_max || kept_.contains(sql))
            return *once;
        const std::string_view key = once->sql();
        return *kept_.emplace(key, std::move(once)).first->second;
    }

    // A full disk or a fault of the file makes SQLite undo the whole transaction by itself. What came after would then
    // be committed statement by statement, so it is refused. False: there is nothing left to undo.
    bool still_in_transaction(const Statement& statement)
    {
        if (!in_transaction_ || !sqlite3_get_autocommit(handle_.get()))
            return true;
        if (statement.bracket() == Bracket::Undoes) {
            in_transaction_ = false;
            return false;
        }
        throw Error { "running \"" + statement.sql() + "\": the database has undone this transaction after a fault" };
    }

    void note_bracket(Bracket bracket)
    {
        if (bracket != Bracket::None)
            in_transaction_ = bracket == Bracket::Begins;
    }

    Handle handle_; // closed after the statements
    std::unordered_map<std::string_view, std::unique_ptr<Statement>> kept_;
    bool in_transaction_ = false;
};

// SQLite counts its memory behind one lock for all threads unless told not to before its first use; a tenth of the time
// of a turn. If it refuses, it is only slower.
void stop_counting_memory()
{
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(configured);
}

Handle open_handle(const std::string& path, int flags)
{
    stop_counting_memory();
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Handle handle { raw };
    if (code != SQLITE_OK)
        fail(raw, "opening the database " + path);
    sqlite3_busy_timeout(raw, wait_for_others_ms);
    return handle;
}

void run_pragma(sqlite3* handle, const std::string& path, const char* sql)
{
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(handle, "opening the database " + path);
}

std::string ask(sqlite3* handle, const std::string& path, const char* sql)
{
    std::string answer;
    const auto keep_first = [](void* into, int count, char** values, char**) {
        if (count > 0 && values[0] && static_cast<std::string*>(into)->empty())
            *static_cast<std::string*>(into) = values[0];
        return 0;
    };
    if (sqlite3_exec(handle, sql, keep_first, &answer, nullptr) != SQLITE_OK)
        fail(handle, "reading the database " + path);
    return answer;
}

// Reads before anything is written, so that a file of somebody else stays as it is.
void refuse_foreign(sqlite3* handle, const std::string& path)
{
    const bool empty = ask(handle, path, "SELECT count(*) FROM sqlite_master") == "0";
    const bool ours = ask(handle, path, "PRAGMA application_id") == std::to_string(application_id);
    if (!empty && !ours)
        throw Error { "opening the database " + path + ": it belongs to another program; give another path" };
}

void prepare_writer(sqlite3* handle, const std::string& path)
{
    if (sqlite3_db_readonly(handle, "main") == 1)
        throw Error { "opening the database " + path +
                      ": it is read-only; let the user who runs the service write to this file and its folder" };
    run_pragma(handle, path, "PRAGMA journal_mode = WAL");
    if (ask(handle, path, "PRAGMA application_id") == "0")
        run_pragma(handle, path, ("PRAGMA application_id = " + std::to_string(application_id)).c_str());
    run_pragma(handle, path,
               "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
               "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000");
}

void create_folder_of(const std::string& path)
{
    const auto folder = std::filesystem::path { path }.parent_path();
    std::error_code fault;
    if (!folder.empty() && !std::filesystem::is_directory(folder))
        std::filesystem::create_directories(folder, fault);
    if (fault)
        throw Error { "creating the folder " + folder.string() + " for the database: " + fault.message() };
}

} // namespace

std::unique_ptr<Connection> open(const std::string& path, Access access)
{
    if (access == Access::Write && path != ":memory:")
        create_folder_of(path);
    // A reader too opens the file for writing, because it may have to create the shared index of the log beside it.
    auto handle = open_handle(path, SQLITE_OPEN_READWRITE | (access == Access::Write ? SQLITE_OPEN_CREATE : 0));
    refuse_foreign(handle.get(), path);
    if (access == Access::Write)
        prepare_writer(handle.get(), path);
    else
        run_pragma(handle.get(), path, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY");
    return std::make_unique<SqliteConnection>(std::move(handle));
}

void copy_online(const std::string& from, const std::string& to)
{
    const auto source = open_handle(from, SQLITE_OPEN_READWRITE);
    refuse_foreign(source.get(), from);
    const auto target = open_handle(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // All pages in one step: one moment of the database, while the writer goes on beside it.
    sqlite3_backup* copying = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (!copying)
        fail(target.get(), "copying the database " + from + " to " + to);
    sqlite3_backup_step(copying, -1);
    if (sqlite3_backup_finish(copying) != SQLITE_OK)
        fail(target.get(), "copying the database " + from + " to " + to);
    run_pragma(target.get(), to, "PRAGMA journal_mode = DELETE");
    const auto verdict = ask(target.get(), to, "PRAGMA integrity_check");
    if (verdict != "ok")
        throw Error { "checking the copy " + to + " of the database " + from + ": " + verdict };
}

std::string damage_of(const std::string& path)
{
    const auto handle = open_handle(path, SQLITE_OPEN_READWRITE);
    refuse_foreign(handle.get(), path);
    const auto verdict = ask(handle.get(), path, "PRAGMA quick_check(1)");
    return verdict == "ok" ? std::string {} : verdict;
}

} // namespace storage::sqlite
