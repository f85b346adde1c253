// What a channel tells besides messages and statuses, taken into the records: a registered text moves with its
// provider's word, and notices that go by it pause; who refuses marketing there refuses notices here. Recorded as an
// event beforehand; a second delivery changes nothing.

#pragma once

#include "dialogs/message.h"
#include "storage/database.h"

namespace bot {

// Never throws for the event's shape. Throws storage::Error.
void take_news(storage::Transaction& tx, const dialogs::ChannelEvent& event, storage::Time now);

} // namespace bot
