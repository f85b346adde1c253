#include "bot/commands/backup.h"

#include "bot/commands/open.h"
#include "storage/backup.h"

#include <filesystem>
#include <ostream>

namespace bot {

int backup(const Settings& settings, const std::string& file, std::ostream& out)
{
    open_for_reading(settings); // a missing database is told as such, and not as an empty copy
    storage::back_up(storage::Database { settings.database }, file);
    out << file << ": " << std::filesystem::file_size(file) << " bytes, read through and whole\n";
    return 0;
}

} // namespace bot
