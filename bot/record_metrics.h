// What /metrics tells of the records themselves: what is owed to people and for how long, and complaints past their
// day, what the month has cost. Read beside the writer; its cost grows with what is unfinished, not with what is done.

#pragma once

#include "bot/metrics.h"
#include "storage/database.h"

namespace bot {

void record_metrics(MetricsText& text, storage::Transaction& tx, storage::Time now);

} // namespace bot
