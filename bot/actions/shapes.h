// What the dialogs may do to records: every action's name, the slots it needs and gives, and the outcomes a dialog must
// handle. The comments in shapes.cpp are the contract of each action; the running table is proved against this one.
//
// Common to all: slots named in `gives` are filled for every outcome unless the comment says otherwise. `officer` is
// the name of the coordinator who will act (Text), or the Phrase "officer.unknown" where none is known; `by` is the Day
// by which she will. A Table's row id is the number she sees, so that "PACK 1234" picks row "1234".

#pragma once

#include "dialogs/dialog.h"

#include <vector>

namespace bot {

const std::vector<dialogs::ActionShape>& action_shapes();

}
