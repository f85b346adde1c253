// What an operator asks of a database in use: is it whole, and does its newest row lie in the future? Looks only.

#pragma once

#include "storage/database.h"

#include <string>

namespace storage::checkup {

// What is wrong with the file, empty if nothing; reads every page, some seconds a gigabyte. Throws Error if it cannot
// be opened.
std::string damage_of(const Database& database);

// When the newest message was received or written, whichever is later; empty if there is none yet.
std::optional<Time> newest_at(Transaction& tx);

// Timers that were due before `before` and are still there.
std::int64_t count_late_timers(Transaction& tx, Time before);

} // namespace storage::checkup
