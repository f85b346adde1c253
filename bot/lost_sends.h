// What was on its way when a process died, outlasted its lease or lost its answer: marked as uncertain, and sent again
// when the provider's status did not tell in time what became of it. One part of a transaction the caller commits.

#pragma once

#include "storage/database.h"

namespace bot {

using storage::Time;

struct LostSends {
    std::int64_t lost = 0;   // leases that ran out: uncertain from now on
    std::int64_t resent = 0; // uncertain ones that waited long enough: queued again
};

// Leases with at most `lease_left` to run count as lost: all of them at the start of a process, because whoever claimed
// is no more. If a process beside us holds one all the same, it settles it before the wait for a status ends, so
// nothing is sent twice for this.
LostSends look_after_the_lost(storage::Transaction& tx, Time now, std::chrono::milliseconds lease_left,
                              std::chrono::milliseconds status_wait);

} // namespace bot
