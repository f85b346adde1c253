// `samvad check`: proves dialogs, texts and settings as the start does, and says what an operator wants to know before
// it: how many SMS each text takes at its longest, and how many open conversations a changed dialog touches.

#pragma once

#include "bot/config.h"
#include "dialogs/dialog.h"
#include "locales/catalog.h"
#include "storage/database.h"

#include <iosfwd>

namespace bot {

// Returns the process's exit code: 1 if anything is at fault, every fault told, a line each.
int check(const Environment& environment, std::ostream& out);

// A line for each text: how many SMS it takes in each language with every variable at its longest, and its length.
void print_sms_parts(const locales::Catalog& catalog, std::ostream& out);

// A sentence for each dialog whose open conversations began with another version of it.
void print_touched(storage::Transaction& tx, const dialogs::Dialogs& dialogs, std::ostream& out);

} // namespace bot
