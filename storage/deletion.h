// "Delete my data." Use of it ends at once: she is marked, gets nothing more, and her conversation is cleared. What
// Rule 8(3) of the DPDP Rules 2025 makes us keep for a year stays that long and is then purged. Accounts of money
// (orders, commission statements) stay without her name, because tax law wants them longer.

#pragma once

#include "storage/database.h"

namespace storage::deletion {

// Returns when what must be kept will be purged. Forgetting again changes nothing.
Time forget(Transaction& tx, std::int64_t person, Time now);

// She wants to stay after all; possible until the purge.
void take_back(Transaction& tx, std::int64_t person);

// Purges up to `limit` people whose year has passed. Returns the hashes of photos that nothing shows any more.
std::vector<std::string> purge_due(Transaction& tx, Time now, int limit);

// How much is held about her.
struct Held {
    std::int64_t messages = 0, replies = 0, consents = 0, photos = 0;
    std::int64_t products = 0, orders = 0, statements = 0, collections = 0, complaints = 0;
};

Held my_data(Transaction& tx, std::int64_t person);

} // namespace storage::deletion
