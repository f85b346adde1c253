// A small fictional programme to try the service with: two groups of Hardoi and Kangra, two Vidyut Sakhis, one
// coordinator, and what they sell, have to pack and are owed. No name and no number belongs to anybody: all phones are
// +91 98000 000xx. Members 01 to 08 (08 is in the import and has not joined), sakhis 21 and 22, the coordinator 31.

#pragma once

#include "storage/database.h"

namespace bot {

// Fills an empty database, all days relative to `now`. Changes nothing where it was filled before.
void fill_demo(storage::Transaction& tx, storage::Time now);

} // namespace bot
