// `samvad import`: tables of the programme into the records.

#pragma once

#include "bot/config.h"
#include "bot/imports.h"

#include <iosfwd>
#include <string>

namespace bot {

struct ImportOptions {
    std::string kind; // one of import_kinds()
    std::string file;
    Writing writing = Writing::Real;
};

// Says what was, or would be, added and changed. Returns the process's exit code; throws BadImport with every bad row.
int import(const Settings& settings, const ImportOptions& options, std::ostream& out);

} // namespace bot
