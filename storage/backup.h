// A backup of a database in use: its state of one moment, in one file, read through before it gets its name.

#pragma once

#include "storage/database.h"

#include <filesystem>

namespace storage {

// Writes `file` by way of `file`.part. A file that is there already is refused. Throws Error; then no `file` exists.
void back_up(const Database& database, const std::filesystem::path& file);

} // namespace storage
