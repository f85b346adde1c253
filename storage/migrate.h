// The shape of the database, brought up to date at start. Migrations are plain SQL files NNNN_name.sql in one folder,
// numbered from 0001 without gaps, applied in order, one transaction each, forward only. A checksum of each is kept: a
// file edited after it was applied, and a database newer than the program, are refused and nothing is changed.

#pragma once

#include "storage/database.h"

#include <filesystem>

namespace storage {

// Applies what is missing and returns how many were applied. Throws Error.
int migrate(Connection& connection, const std::filesystem::path& folder, Time now);

// How many migrations this database still lacks; looks only, so a reader will do. Throws Error where migrate() would
// refuse.
int count_missing(Connection& connection, const std::filesystem::path& folder);

} // namespace storage
