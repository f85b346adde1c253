// Imports of the programme's tables: people, orders, commissions, registered templates and prices. A file is taken
// whole or not at all: if one row is bad, nothing is written and every bad one is told. Importing the same file again
// changes nothing. It works while the service runs: everything is read and proved first, then written in one short
// transaction.

#pragma once

#include "storage/database.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

struct ImportLimits {
    static constexpr std::uintmax_t file_bytes_max = 64 * 1024 * 1024;
    static constexpr std::size_t rows_max = 100'000; // so that others wait for the writing no longer than seconds
};

// Nothing was written. A line for the file, then one for each bad row with its line, its column and the mend.
struct BadImport : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Imported {
    std::size_t rows = 0;
    std::size_t added = 0, changed = 0, same = 0;
};

enum class Writing { Real, Tried }; // Tried: everything is done and then undone

// Told now and then how many rows of all are written.
using ImportProgress = std::function<void(std::size_t done, std::size_t all)>;

// "people", "orders", "commissions", "templates" and "prices".
std::vector<std::string> import_kinds();

// The header a file of this kind must have, its columns separated by commas.
std::string import_header(std::string_view kind);

struct ImportRequest {
    std::string_view kind;
    std::filesystem::path file;
    Writing writing = Writing::Real;
    std::string_view who; // for the audit, "operator:asha"
    storage::Time now {};
};

// Throws BadImport, or storage::Error when the database fails; then nothing is written either.
Imported import_file(storage::Connection& connection, const ImportRequest& request, const ImportProgress& progress);

} // namespace bot
