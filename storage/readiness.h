// The proof that the database can commit: one row, written again at every question of /ready.

#pragma once

#include "storage/database.h"

namespace storage::readiness {

void note(Transaction& tx, Time now);

} // namespace storage::readiness
