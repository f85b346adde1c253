// Reads the dialogs of a folder. All faults are found before anything is said: each is one sentence with the file, the
// step and the mend. Nothing here looks at texts or actions; that is check.h.

#pragma once

#include "dialogs/dialog.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dialogs {

struct Loaded {
    Dialogs dialogs;
    std::vector<std::string> faults; // empty when everything could be read
};

// Reads `folder`/flows/*.json and `folder`/menu.json. Does not throw for what the files hold.
Loaded load(const std::filesystem::path& folder);

// The same for whoever can do nothing without them. Throws std::runtime_error with every fault, a line each.
Dialogs load_or_throw(const std::filesystem::path& folder);

// Reads one dialog from its JSON; `file` is its name in the faults, which are added to `faults`.
Dialog read_dialog(std::string_view json, const std::string& file, std::vector<std::string>& faults);

// The name among `known` that is nearest to `name`, as "; did you mean ...?", or empty when none is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

} // namespace dialogs
