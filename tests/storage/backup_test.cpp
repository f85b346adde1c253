#include "opened.h"

#include "storage/backup.h"
#include "storage/people.h"

#include <atomic>
#include <fstream>
#include <thread>

using namespace storage;
using Catch::Matchers::Contains;
using opened::at;
using opened::person;

namespace {

std::int64_t count_people(const Database& database)
{
    const auto connection = database.open_reader();
    Transaction tx { *connection, Mode::Read };
    return tx.first("SELECT count(*) FROM people", {}, [](const Row& row) { return row.integer(0); }).value();
}

} // namespace

TEST_CASE("A backup of a database in use is whole, and opens")
{
    const opened::Folder folder;
    const auto database = folder.database("samvad.db");
    const auto writer = database.open_writer();
    migrate(*writer, opened::migrations, at());
    std::atomic<bool> done = false;
    std::atomic<std::int64_t> committed = 0;
    std::thread writing { [&] {
        for (std::int64_t id = 0; !done; id += 2) {
            Transaction tx { *writer };
            person(tx, id + 1);
            person(tx, id + 2);
            tx.commit();
            committed = id + 2;
        }
    } };
    while (committed < 20)
        std::this_thread::yield();
    back_up(database, folder / "copy.db");
    done = true;
    writing.join();

    const auto copied = count_people(folder.database("copy.db"));
    CHECK(copied >= 20);
    CHECK(copied % 2 == 0); // no half transaction
    CHECK(copied <= committed);
    CHECK_FALSE(std::filesystem::exists(folder / "copy.db.part"));
    const auto restored = folder.database("copy.db").open_writer();
    CHECK(migrate(*restored, opened::migrations, at()) == 0);
}

TEST_CASE("A backup never replaces a file, and a backup that fails leaves none")
{
    const opened::Folder folder;
    const auto database = folder.database("samvad.db");
    migrate(*database.open_writer(), opened::migrations, at());
    std::ofstream { folder / "precious" } << "letters";
    CHECK_THROWS_WITH(back_up(database, folder / "precious"), Contains("there already"));
    CHECK(std::filesystem::file_size(folder / "precious") == 7);
    CHECK_THROWS_AS(back_up(database, folder / "no such folder/copy.db"), Error);
    CHECK_THROWS_AS(back_up(folder.database("missing.db"), folder / "copy.db"), Error);
    CHECK_THROWS_WITH(back_up(Database { "sqlite::memory:" }, folder / "copy.db"), Contains("in memory"));
    CHECK_FALSE(std::filesystem::exists(folder / "copy.db"));
    CHECK_FALSE(std::filesystem::exists(folder / "copy.db.part"));
}
