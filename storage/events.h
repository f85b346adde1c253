// Whatever else a channel tells us: template states, account warnings, preferences. Recorded once, whole.

#pragma once

#include "storage/database.h"

namespace storage::events {

struct Event {
    std::string key; // the same for a second delivery of the same event
    std::string channel;
    std::string field;
    std::string payload;
    Time at {};
};

// False if it was here already.
bool record(Transaction& tx, const Event& event);

// Newest first.
std::vector<Event> list(Transaction& tx, int limit);

} // namespace storage::events
