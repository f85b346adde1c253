// `samvad draw`: the dialogs as Mermaid flowcharts, drawn from the same edges the engine walks.

#pragma once

#include "bot/config.h"
#include "dialogs/dialog.h"

#include <iosfwd>
#include <string>

namespace bot {

enum class DrawTo { Output, Readme };

// One dialog, or all where `dialog` is empty. Readme: writes all into dialogs/README.md of the data folder.
// Returns the process's exit code; throws with a sentence for a dialog that is not there or files that are faulty.
int draw(const Settings& settings, const std::string& dialog, DrawTo where, std::ostream& out);

// The page dialogs/README.md.
std::string drawings_page(const dialogs::Dialogs& dialogs);

} // namespace bot
