#include "opened.h"

#include <fstream>

using namespace storage;
using Catch::Matchers::Contains;
using opened::at;

namespace {

constexpr std::string_view insert_note = "INSERT INTO notes (id, words) VALUES ($1, $2)";

std::unique_ptr<Connection> with_notes(const Database& database)
{
    auto connection = database.open_writer();
    connection->run_script("CREATE TABLE IF NOT EXISTS notes (id BIGINT PRIMARY KEY, words TEXT)");
    return connection;
}

std::vector<std::int64_t> notes(Connection& connection)
{
    Transaction tx { connection, Mode::Read };
    return tx.all("SELECT id FROM notes ORDER BY id", {}, [](const Row& row) { return row.integer(0); });
}

} // namespace

TEST_CASE("A transaction that is not committed leaves nothing")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    {
        Transaction tx { *connection };
        tx.run(insert_note, { std::int64_t { 1 }, "lost" });
    }
    Transaction tx { *connection };
    tx.run(insert_note, { std::int64_t { 2 }, "kept" });
    tx.commit();
    CHECK(notes(*connection) == std::vector<std::int64_t> { 2 });
}

TEST_CASE("A savepoint is undone alone, also within another")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    Transaction tx { *connection };
    {
        Savepoint outer { tx };
        tx.run(insert_note, { std::int64_t { 1 }, "outer" });
        {
            Savepoint inner { tx };
            tx.run(insert_note, { std::int64_t { 2 }, "inner" });
        }
        tx.run(insert_note, { std::int64_t { 3 }, "outer again" });
        outer.keep();
    }
    tx.commit();
    CHECK(notes(*connection) == std::vector<std::int64_t> { 1, 3 });
}

TEST_CASE("A transaction that the database itself undid takes nothing more")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    {
        Transaction tx { *connection };
        tx.run(insert_note, { std::int64_t { 1 }, "before" });
        connection->run_script("ROLLBACK"); // what a full disk makes SQLite do
        CHECK_THROWS_WITH(tx.run(insert_note, { std::int64_t { 2 }, "after" }), Contains("undone this transaction"));
    }
    CHECK(notes(*connection).empty());
    Transaction tx { *connection };
    tx.run(insert_note, { std::int64_t { 3 }, "works again" });
    tx.commit();
    CHECK(notes(*connection) == std::vector<std::int64_t> { 3 });
}

TEST_CASE("Values come back as they were given")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    Transaction tx { *connection };
    const std::string zero_inside { "a\0b", 3 };
    tx.run(insert_note, { std::int64_t { 1 }, nullptr });
    tx.run(insert_note, { std::int64_t { 2 }, std::string_view {} });
    tx.run(insert_note, { std::int64_t { 3 }, zero_inside });
    tx.run(insert_note, { std::numeric_limits<std::int64_t>::min(), "नमस्ते" });
    const auto words =
        tx.all("SELECT words FROM notes ORDER BY id", {}, [](const Row& r) { return r.maybe_string(0); });
    CHECK(words == std::vector<std::optional<std::string>> { "नमस्ते", std::nullopt, "", zero_inside });
}

TEST_CASE("Parameters are given by their number, in whatever order and however often the statement names them")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    Transaction tx { *connection };
    const auto read = [](const Row& row) { return row.string(0); };
    CHECK(tx.first("SELECT $2 || $1 || $2", { "a", "b" }, read) == "bab");
    CHECK_THROWS_WITH(tx.run("SELECT $1", {}), Contains("takes 1 values, 0 were given"));
}

TEST_CASE("A query may be asked again inside its own rows")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    Transaction tx { *connection };
    for (std::int64_t id = 1; id <= 3; ++id)
        tx.run(insert_note, { id, "x" });
    int pairs = 0;
    constexpr std::string_view all = "SELECT id FROM notes";
    tx.each(all, {}, [&](const Row&) { tx.each(all, {}, [&](const Row&) { ++pairs; }); });
    CHECK(pairs == 9);
}

TEST_CASE("A writing statement says how many rows it changed, a reading one none")
{
    const auto connection = with_notes(Database { "sqlite::memory:" });
    Transaction tx { *connection };
    CHECK(tx.run("INSERT INTO notes (id, words) VALUES (1, 'a'), (2, 'b')") == 2);
    CHECK(tx.run("SELECT id FROM notes") == 0);
    CHECK(tx.run("INSERT INTO notes (id, words) VALUES (1, 'c') ON CONFLICT DO NOTHING") == 0);
    CHECK(tx.run("UPDATE notes SET words = 'd' WHERE id = 1 RETURNING id") == 1);
}

TEST_CASE("A reopened file has what was committed and not what was not")
{
    const opened::Folder folder;
    const auto database = folder.database("new folder/samvad.db");
    {
        const auto connection = with_notes(database);
        Transaction tx { *connection };
        tx.run(insert_note, { std::int64_t { 1 }, "committed" });
        tx.commit();
        // A process that dies has no destructors: the copy of the files is what the next one finds.
        Transaction unfinished { *connection };
        unfinished.run(insert_note, { std::int64_t { 2 }, "not committed" });
        std::filesystem::copy(folder / "new folder", folder / "after the crash");
    }
    const auto found = folder.database("after the crash/samvad.db").open_writer();
    CHECK(notes(*found) == std::vector<std::int64_t> { 1 });
}

TEST_CASE("A reader sees the last commit while somebody writes, and cannot write")
{
    const opened::Folder folder;
    const auto database = folder.database("samvad.db");
    const auto writer = with_notes(database);
    Transaction tx { *writer };
    tx.run(insert_note, { std::int64_t { 1 }, "soon" });
    const auto reader = database.open_reader();
    CHECK(notes(*reader).empty());
    tx.commit();
    CHECK(notes(*reader) == std::vector<std::int64_t> { 1 });
    CHECK_THROWS_AS(reader->run_script("DELETE FROM notes"), Error);
}

TEST_CASE("What is not our database is refused and left as it is")
{
    const opened::Folder folder;
    SECTION("a text file")
    {
        const std::string words = GENERATE(std::string { "my letters" }, std::string(10'000, 'x'));
        std::ofstream { folder / "letters.txt" } << words;
        CHECK_THROWS_WITH(folder.database("letters.txt").open_writer(), Contains("not a database"));
        std::ifstream stream { folder / "letters.txt" };
        CHECK(std::string { std::istreambuf_iterator<char> { stream }, {} } == words);
    }
    SECTION("another program's database")
    {
        {
            const auto ours = with_notes(folder.database("other.db"));
            ours->run_script("PRAGMA application_id = 7");
        }
        CHECK_THROWS_WITH(folder.database("other.db").open_writer(), Contains("belongs to another program"));
        CHECK_THROWS_WITH(folder.database("other.db").open_reader(), Contains("belongs to another program"));
    }
    SECTION("a damaged file")
    {
        {
            const auto ours = with_notes(folder.database("samvad.db"));
            Transaction tx { *ours };
            for (std::int64_t id = 0; id < 1000; ++id)
                tx.run(insert_note, { id, "long enough to fill a few pages of this file" });
            tx.commit();
        }
        std::fstream file { folder / "samvad.db", std::ios::in | std::ios::out | std::ios::binary };
        file.seekp(200);
        file << std::string(60'000, '\x7f');
        file.close();
        CHECK_THROWS_WITH(folder.database("samvad.db").open_writer(), Contains("damaged"));
    }
    SECTION("a folder")
    {
        std::filesystem::create_directory(folder / "samvad.db");
        CHECK_THROWS_WITH(folder.database("samvad.db").open_writer(), Contains("opening the database"));
    }
    SECTION("a file that is missing, for reading")
    {
        CHECK_THROWS_AS(folder.database("none.db").open_reader(), Error);
        CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
    }
}

TEST_CASE("An address that names no SQLite database is refused in words")
{
    CHECK_THROWS_WITH(Database { "postgres://somewhere" }, Contains("sqlite:PATH"));
    CHECK_THROWS_WITH(Database { "sqlite:" }, Contains("sqlite:PATH"));
    CHECK_THROWS_WITH(Database { "sqlite::memory:" }.open_reader(), Contains("in memory"));
}
