// What should have moved and did not, put right: leases nobody ends, waits that reach into a future no wait of ours
// reaches, as after a clock that was put back, and messages whose turn left no outcome. Each function looks by an index
// at unfinished rows only, and returns how many it put right.

#pragma once

#include "storage/database.h"

#include <vector>

namespace storage::stuck {

// Messages being sent whose lease ended before `ended` or would end after `never`: uncertain until `wait_until`.
std::int64_t reopen_leases(Transaction& tx, Time ended, Time never, Time wait_until);

// Uncertain messages whose wait for a status would end after `never`: it ends at `wait_until`.
std::int64_t shorten_waits(Transaction& tx, Time never, Time wait_until);

// Replies that were queued after `written`, whose next try after a failure is after `next_try`, or that were put off
// through no fault of theirs until after `put_off`: due at `now`.
struct Latest {
    Time written {}, next_try {}, put_off {};
};

std::int64_t bring_forward(Transaction& tx, std::string_view channel, const Latest& latest, Time now);

// Messages received from `from` and before `before` whose turn left no outcome, which no turn should; oldest first.
struct Unfinished {
    std::string channel, provider_id, kind, text;
    Time sent_at {}, received_at {};
};

std::vector<Unfinished> without_outcome(Transaction& tx, Time from, Time before, int limit);

} // namespace storage::stuck
