// A complaint whose day passed unsolved goes one step up: from the coordinator of her federation to the one of her
// block, then of her district, then of her state. Whoever has it now is told what it is and whom it lay with; she is
// told who has it and by when; the history and the audit keep it. Set as a timer whenever a due day is set.

#pragma once

#include "bot/actions/action.h"

#include <string_view>

namespace bot {

inline constexpr std::string_view complaint_due = "complaint_due"; // the timer's kind; its key is the number

// Call after every change of a complaint's due day.
void watch_due_day(storage::Transaction& tx, std::int64_t person, std::string_view channel, std::int64_t number,
                   dialogs::Time due_at);

// The timer of complaint `number` came due. Returns what happened: "escalated", "nobody_above" (it stays overdue where
// it lies, and is looked at again as many days later as its kind has), or "noted" when it is solved, gone or was given
// another day.
std::string escalate(ActionCall& call, std::int64_t number);

} // namespace bot
