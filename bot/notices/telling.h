// What the authors of notices are told of them: that one has ended, that one paused by itself and why, that the month's
// money runs out. By WhatsApp where she wrote within the day, else by SMS; at night it waits for the morning.

#pragma once

#include "bot/notices/notice_book.h"
#include "bot/render.h"

namespace bot::notices {

// `sent` as status_of() counts it.
void tell_finished(storage::Transaction& tx, const Speech& speech, const storage::notices::Notice& notice,
                   std::int64_t sent, const NoticeRules& rules, Time now);

// Nothing for a notice that a person paused.
void tell_paused(storage::Transaction& tx, const Speech& speech, const storage::notices::Notice& notice,
                 const NoticeRules& rules, Time now);

void tell_budget(storage::Transaction& tx, const Speech& speech, std::int64_t author, std::int64_t percent,
                 const NoticeRules& rules, Time now);

} // namespace bot::notices
