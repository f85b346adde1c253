// `samvad evaluate`: how well the classifier does, in figures.

#pragma once

#include "bot/config.h"

#include <iosfwd>
#include <string>

namespace bot {

// Teaches `train` and asks `test`, files of `text<TAB>intent`; with both empty, cross-validates our own lines.
// Returns the process's exit code, 2 if only one file is given; throws FaultyFiles.
int evaluate(const Settings& settings, const std::string& train, const std::string& test, std::ostream& out,
             std::ostream& errors);

} // namespace bot
