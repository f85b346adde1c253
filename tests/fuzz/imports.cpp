#include "bot/imports.h"
#include "locales/utf8.h"
#include "storage/migrate.h"
#include "tests/fuzz/target.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace fuzz {

namespace {

constexpr int imports_of_a_database = 500; // then a new one, so that what was imported does not pile up

const std::filesystem::path file =
    std::filesystem::temp_directory_path() / ("samvad_fuzz_" + std::to_string(::getpid()) + ".csv");

std::unique_ptr<storage::Connection> migrated()
{
    auto connection = storage::Database { "sqlite::memory:" }.open_writer();
    storage::migrate(*connection, std::filesystem::path { SAMVAD_SOURCE_DIR } / "storage/migrations",
                     storage::from_milliseconds(1'795'312'800'000));
    return connection;
}

storage::Connection& database()
{
    static std::unique_ptr<storage::Connection> connection;
    static int uses = 0;
    if (uses++ % imports_of_a_database == 0)
        connection = migrated();
    return *connection;
}

void write_file(std::string_view bytes)
{
    std::ofstream out { file, std::ios::binary | std::ios::trunc };
    out << bytes;
}

} // namespace

// A table is refused with sentences, or taken; taken again, it changes nothing. The first letter tells of what it is:
// p people, o orders, c commissions.
void imports(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const std::string_view kind = bytes.front() == 'o' ? "orders" : bytes.front() == 'c' ? "commissions" : "people";
    write_file(bytes.substr(1));
    auto& connection = database();
    const auto take = [&] {
        return bot::import_file(
            connection,
            { kind, file, bot::Writing::Real, "operator:fuzz", storage::from_milliseconds(1'795'312'900'000) },
            [](std::size_t, std::size_t) {});
    };
    try {
        const auto first = take();
        demand(first.added + first.changed + first.same == first.rows, "every row is counted");
        const auto again = take();
        demand(again.same == again.rows, "the same table again changes nothing");
    } catch (const bot::BadImport& refused) {
        const std::string sentence = refused.what();
        demand(!sentence.empty(), "a refusal says why");
        demand(locales::to_utf8(locales::to_utf32(sentence)) == sentence, "a refusal is valid UTF-8");
    }
}

} // namespace fuzz
