#include "storage/migrate.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <openssl/evp.h>

namespace storage {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t number_digits = 4;

struct Migration {
    std::int64_t number = 0;
    fs::path file;
    std::string sql;
    std::string checksum;
};

struct Applied {
    std::int64_t number = 0;
    std::string name;
    std::string checksum;
};

std::string sha256_hex(const std::string& bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw Error { "computing the checksum of a migration: the cryptographic library refused" };
    std::string hex;
    for (unsigned place = 0; place < size; ++place)
        for (const int half : { digest[place] >> 4, digest[place] & 15 })
            hex.push_back("0123456789abcdef"[half]);
    return hex;
}

bool is_named_well(const std::string& name)
{
    return name.size() > number_digits + 1 && name[number_digits] == '_' &&
           std::all_of(name.begin(), name.begin() + number_digits,
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

Migration read(const fs::path& file)
{
    const auto name = file.filename().string();
    if (!is_named_well(name))
        throw Error { "reading " + file.string() + ": a migration is named like 0001_people.sql" };
    std::ifstream stream { file, std::ios::binary };
    std::string sql { std::istreambuf_iterator<char> { stream }, {} };
    if (!stream.good() && !stream.eof())
        throw Error { "reading " + file.string() + ": the file cannot be read" };
    auto checksum = sha256_hex(sql);
    return { std::stoll(name.substr(0, number_digits)), file, std::move(sql), std::move(checksum) };
}

std::vector<Migration> read_all(const fs::path& folder)
{
    std::error_code fault;
    std::vector<Migration> found;
    for (const auto& entry : fs::directory_iterator { folder, fault })
        if (entry.path().extension() == ".sql")
            found.push_back(read(entry.path()));
    if (fault)
        throw Error { "reading the migrations in " + folder.string() + ": " + fault.message() };
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    for (std::size_t place = 0; place < found.size(); ++place)
        if (found[place].number != static_cast<std::int64_t>(place) + 1)
            throw Error { "reading " + found[place].file.string() +
                          ": migrations are numbered 0001, 0002, ... each once; number " + std::to_string(place + 1) +
                          " was expected here" };
    if (found.empty())
        throw Error { "reading the migrations in " + folder.string() + ": there are none" };
    return found;
}

std::vector<Applied> list_applied(Transaction& tx)
{
    return tx.all("SELECT number, name, checksum FROM migrations ORDER BY number", {},
                  [](const Row& row) { return Applied { row.integer(0), row.string(1), row.string(2) }; });
}

std::vector<Applied> read_applied(Connection& connection)
{
    Transaction tx { connection };
    tx.run("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
           "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)");
    auto applied = list_applied(tx);
    tx.commit();
    return applied;
}

void refuse_unknown(const std::vector<Applied>& applied, const std::vector<Migration>& known)
{
    if (applied.size() > known.size())
        throw Error { "opening the database: it is newer than this program (it has migration " + applied.back().name +
                      ", the program knows " + known.back().file.filename().string() + "); start the newer program" };
    for (std::size_t place = 0; place < applied.size(); ++place)
        if (applied[place].checksum != known[place].checksum)
            throw Error { "comparing " + known[place].file.string() + " with the database: the file was edited after " +
                          "it was applied; restore it and write the change as a new migration" };
}

void apply(Connection& connection, const Migration& migration, Time now)
{
    const auto name = migration.file.filename().string();
    try {
        Transaction tx { connection };
        connection.run_script(migration.sql);
        tx.run("INSERT INTO migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
               { migration.number, name, migration.checksum, value(now) });
        tx.commit();
    } catch (const Error& error) {
        throw Error { "applying " + migration.file.string() + ": " + error.what() };
    }
}

} // namespace

int migrate(Connection& connection, const fs::path& folder, Time now)
{
    const auto known = read_all(folder);
    const auto applied = read_applied(connection);
    refuse_unknown(applied, known);
    for (auto place = applied.size(); place < known.size(); ++place)
        apply(connection, known[place], now);
    return static_cast<int>(known.size() - applied.size());
}

int count_missing(Connection& connection, const fs::path& folder)
{
    const auto known = read_all(folder);
    Transaction tx { connection, Mode::Read };
    const auto applied = list_applied(tx);
    refuse_unknown(applied, known);
    return static_cast<int>(known.size() - applied.size());
}

} // namespace storage
