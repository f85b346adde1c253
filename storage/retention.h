// How long messages are kept. The law wants them for a year at least (DPDP Rules 2025, Rule 8(3)), and nobody wants
// them for ever: what is older goes, a few rows at a time, so that no turn waits long. Records of the work (products,
// orders, statements, consents, the audit) are not messages and stay.

#pragma once

#include "storage/database.h"

namespace storage::retention {

// Deletes up to `limit` messages of each sort from before `cutoff`: received, sent or given up, parked, and what a
// channel told. What is still owed stays until it is settled. Returns how many went; fewer than `limit` of every sort
// means that none is left.
struct Removed {
    std::int64_t received = 0, sent = 0, parked = 0, events = 0;

    std::int64_t most() const;
};

Removed remove_before(Transaction& tx, Time cutoff, int limit);

} // namespace storage::retention
