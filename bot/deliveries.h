// Deliveries: all that one request of a provider holds, taken in one job of the writer. Several deliveries may share a
// commit; within it they are taken in the order in which their messages were written.

#pragma once

#include "bot/turns.h"

#include <vector>

namespace bot {

// All of one request: its messages in the order she wrote them, its statuses, its events.
std::vector<TurnReport> take_delivery(const Bot& bot, storage::Transaction& tx, const dialogs::Delivery& delivery,
                                      Time now);

// The order in which deliveries of one commit are taken: the time its earliest message was written.
Time order_of(const dialogs::Delivery& delivery, Time now);

} // namespace bot
