// What the author of a notice is shown before it goes: whom it reaches, who is left out and why, what it costs, when it
// goes and how it reads. Pure.

#pragma once

#include "bot/notices/notice_book.h"
#include "dialogs/answer.h"

namespace bot {

void give_preview(dialogs::Slots& gives, const storage::notices::Notice& notice, const notices::Preview& preview,
                  storage::Time now);

// Only who is left out, for a notice that reaches nobody.
void give_left_out(dialogs::Slots& gives, const notices::Preview& preview);

} // namespace bot
