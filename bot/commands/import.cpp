#include "bot/commands/import.h"

#include "bot/clock.h"
#include "bot/commands/open.h"

#include <iostream>

#include <unistd.h>

namespace bot {

namespace {

// One line that is written over, on a terminal only.
void show_progress(std::size_t done, std::size_t all)
{
    if (isatty(STDERR_FILENO) == 1)
        std::cerr << '\r' << done << " of " << all << " rows" << (done == all ? "\n" : "") << std::flush;
}

} // namespace

int import(const Settings& settings, const ImportOptions& options, std::ostream& out)
{
    const auto connection = open_for_writing(settings);
    const auto who = operator_name();
    const auto imported =
        import_file(*connection, { options.kind, options.file, options.writing, who, system_time() }, show_progress);
    out << options.file << ": " << imported.rows << (imported.rows == 1 ? " row" : " rows") << "; " << imported.added
        << " added, " << imported.changed << " changed, " << imported.same << " as they were"
        << (options.writing == Writing::Tried ? " (a dry run: nothing was written)" : "") << "\n";
    return 0;
}

} // namespace bot
