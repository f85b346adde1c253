// Deliveries: all that one request of a provider holds, taken in one job of the writer. Several deliveries may share a
// commit; within it they are taken in the order in which their messages were written.

#pragma once

#include "bot/turns.h"

#include <set>
#include <vector>

namespace bot {

// What became of a delivery, for whoever must look at once.
struct DeliveryReport {
    std::vector<TurnReport> turns;                    // in the order they were taken
    std::set<std::string, std::less<>> may_be_due_on; // channels on which something may be sent now
    bool wants_media = false;                         // something is to be fetched
};

// All of one request: its messages in the order she wrote them, its statuses, its events.
DeliveryReport take_delivery(const Bot& bot, storage::Transaction& tx, const dialogs::Delivery& delivery, Time now);

// The order in which deliveries of one commit are taken: the time its earliest message was written.
Time order_of(const dialogs::Delivery& delivery, Time now);

} // namespace bot
