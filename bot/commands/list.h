// `samvad list`: records as a table for people, or as JSON, one object a line.

#pragma once

#include "bot/config.h"
#include "bot/records.h"

#include <iosfwd>
#include <string>

namespace bot {

enum class ListForm { Table, Json };

struct ListOptions {
    std::string kind; // of record_kinds()
    RecordFilter filter {};
    ListForm form = ListForm::Table;
};

// Returns the process's exit code.
int list(const Settings& settings, const ListOptions& options, std::ostream& out);

} // namespace bot
