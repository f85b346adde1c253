#include "opened.h"

#include <fstream>

using namespace storage;
using Catch::Matchers::Contains;
using opened::at;

namespace {

struct Migrations {
    opened::Folder folder;

    void write(const std::string& name, const std::string& sql) const { std::ofstream { folder / name } << sql; }

    int apply(Connection& connection) const { return migrate(connection, folder / "", at()); }
};

std::vector<std::string> tables(Connection& connection)
{
    Transaction tx { connection };
    return tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", {},
                  [](const Row& row) { return row.string(0); });
}

} // namespace

TEST_CASE("Migrations are applied once each, in order, and again only the new ones")
{
    const Migrations migrations;
    const auto connection = Database { "sqlite::memory:" }.open_writer();
    migrations.write("0002_second.sql", "ALTER TABLE a ADD COLUMN more TEXT;");
    migrations.write("0001_first.sql", "CREATE TABLE a (id BIGINT);");
    CHECK(migrations.apply(*connection) == 2);
    CHECK(migrations.apply(*connection) == 0);
    migrations.write("0003_third.sql", "CREATE TABLE b (id BIGINT);");
    CHECK(migrations.apply(*connection) == 1);
    CHECK(tables(*connection) == std::vector<std::string> { "a", "b", "migrations" });
}

TEST_CASE("A migration that fails changes nothing and is named with its cause")
{
    const Migrations migrations;
    const auto connection = Database { "sqlite::memory:" }.open_writer();
    migrations.write("0001_first.sql", "CREATE TABLE a (id BIGINT); CREATE TABEL b (id BIGINT);");
    CHECK_THROWS_WITH(migrations.apply(*connection),
                      Contains("applying") && Contains("0001_first.sql") && Contains("near \"TABEL\""));
    CHECK(tables(*connection) == std::vector<std::string> { "migrations" });
}

TEST_CASE("A migration that was edited after it was applied is refused")
{
    const Migrations migrations;
    const auto connection = Database { "sqlite::memory:" }.open_writer();
    migrations.write("0001_first.sql", "CREATE TABLE a (id BIGINT);");
    migrations.apply(*connection);
    migrations.write("0001_first.sql", "CREATE TABLE a (id TEXT);");
    migrations.write("0002_second.sql", "CREATE TABLE b (id BIGINT);");
    CHECK_THROWS_WITH(migrations.apply(*connection), Contains("edited after"));
    CHECK(tables(*connection) == std::vector<std::string> { "a", "migrations" });
}

TEST_CASE("A database newer than the program is refused")
{
    const Migrations migrations;
    const auto connection = Database { "sqlite::memory:" }.open_writer();
    migrations.write("0001_first.sql", "CREATE TABLE a (id BIGINT);");
    migrations.write("0002_second.sql", "CREATE TABLE b (id BIGINT);");
    migrations.apply(*connection);
    std::filesystem::remove(migrations.folder / "0002_second.sql");
    CHECK_THROWS_WITH(migrations.apply(*connection), Contains("newer than this program"));
}

TEST_CASE("Migrations with a gap, a double number, a bad name, or none at all are refused")
{
    const Migrations migrations;
    const auto connection = Database { "sqlite::memory:" }.open_writer();
    CHECK_THROWS_WITH(migrations.apply(*connection), Contains("there are none"));
    CHECK_THROWS_WITH(migrate(*connection, migrations.folder / "nowhere", at()), Contains("nowhere"));
    migrations.write("0001_first.sql", "CREATE TABLE a (id BIGINT);");
    SECTION("gap")
    {
        migrations.write("0003_third.sql", "CREATE TABLE c (id BIGINT);");
        CHECK_THROWS_WITH(migrations.apply(*connection), Contains("number 2 was expected"));
    }
    SECTION("double")
    {
        migrations.write("0001_other.sql", "CREATE TABLE c (id BIGINT);");
        CHECK_THROWS_WITH(migrations.apply(*connection), Contains("each once"));
    }
    SECTION("name")
    {
        migrations.write("two.sql", "CREATE TABLE c (id BIGINT);");
        CHECK_THROWS_WITH(migrations.apply(*connection), Contains("named like"));
    }
    CHECK(tables(*connection).empty());
}
