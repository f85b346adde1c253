// SQLite behind the door of database.h. A file is opened with a write-ahead log, a disk flush at every commit, foreign
// keys kept, and a wait of some seconds for another process that writes. A file that is not ours, damaged, or not
// writable is refused with a sentence; nothing in it is touched.

#pragma once

#include "storage/database.h"

#include <string>

namespace storage::sqlite {

enum class Access { Write, Read };

// Write creates the file and its folder if missing. Throws Error.
std::unique_ptr<Connection> open(const std::string& path, Access access);

// Copies the database at `from`, as it is at this moment and while others write to it, into a new single file `to`,
// and reads the copy through (integrity check). Throws Error; `to` may then be half-written.
void copy_online(const std::string& from, const std::string& to);

// Reads every page of the database at `path` beside whoever uses it, without comparing indexes with their tables.
// Returns what is wrong with it, empty if nothing. Throws Error if it cannot be opened.
std::string damage_of(const std::string& path);

} // namespace storage::sqlite
