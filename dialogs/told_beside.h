// A message that answers the open question and tells more: "180 rs 25 dibbe" to the question of the price. What it
// tells beside the answer is read as the first message of a dialog is, see sentence.h, and fills what is still to be
// asked. Pure, never throws.

#pragma once

#include "dialogs/answer.h"
#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/read_answer.h"

namespace dialogs {

// Of what a sentence tells, the values for asks of the open frame that have none yet, that of the open question among
// them. Choices that decide the way are not: a word in passing is no decision. None beside a question for her own
// words, which may be about anything.
Slots still_open(const Dialog& dialog, const Frame& frame, const Step& open, Slots sentence);

// The answer with what is told beside it. `told` is what still_open() left of the same message; nothing is taken that
// may be the answer itself read once more.
ReadAnswer with_told(ReadAnswer read, const Step& open, const Slots& told);

} // namespace dialogs
