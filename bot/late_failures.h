// A message the provider took and could not deliver after all, as a status tells later: what can be mended is sent
// again, by the same table as at once; what it cost is taken back, because nothing is billed that was not delivered.

#pragma once

#include "bot/retries.h"
#include "storage/statuses.h"

namespace bot {

// `status` has just moved its message to Failed.
void take_late_failure(storage::Transaction& tx, const storage::statuses::Status& status, Time now);

} // namespace bot
