// What comes due later: the expiry of a dialog, a reminder. A timer is named by person, channel, kind and key; setting
// it again moves it. A timer that fires is taken in the turn that handles it; one that was moved meanwhile is not.

#pragma once

#include "storage/database.h"

namespace storage::timers {

struct Timer {
    std::int64_t person = 0;
    std::string channel;
    std::string kind;
    std::string key;
    Time due_at {};
    std::string payload;
};

void set(Transaction& tx, const Timer& timer);
void clear(Transaction& tx, std::int64_t person, std::string_view channel, std::string_view kind, std::string_view key);

// All timers of this person, when she stops or is forgotten.
void clear_all(Transaction& tx, std::int64_t person);

// Those due at `now`, earliest first. They stay until taken.
std::vector<Timer> due(Transaction& tx, Time now, int limit);

// Deletes this timer as it was; false if it is gone or was moved to another time.
bool take(Transaction& tx, const Timer& timer);

std::optional<Time> next_due_at(Transaction& tx);

// A text that is this firing's own, good as the key that makes a second firing change nothing.
std::string name_of_firing(const Timer& timer);

} // namespace storage::timers
