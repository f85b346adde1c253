// What one person got of notices, for whoever asks "is there any notice?".

#pragma once

#include "storage/database.h"

namespace storage::received_notices {

struct Received {
    std::int64_t number = 0;
    std::string texts; // JSON of the caller
    Time started_at {};
};

// The newest first, at most `limit`: those in whose ledger she is a recipient and that were handed over for her.
std::vector<Received> of_person(Transaction& tx, std::int64_t person, int limit);

} // namespace storage::received_notices
