// When a repeating notice comes again: at the same hour in India, the next day, week or month. A month that is too
// short takes its last day. Times that went by while nothing ran are passed over. Pure.

#pragma once

#include "storage/notices.h"

namespace bot::notices {

// The first time after `now` in the row that began at `first`. `repeats` is not Never.
storage::Time next_time(storage::notices::Repeats repeats, storage::Time first, storage::Time now);

} // namespace bot::notices
