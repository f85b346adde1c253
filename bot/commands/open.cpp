#include "bot/commands/open.h"

#include "bot/clock.h"
#include "storage/migrate.h"

#include <filesystem>

#include <pwd.h>
#include <unistd.h>

namespace bot {

std::unique_ptr<storage::Connection> open_for_writing(const Settings& settings)
{
    auto connection = storage::Database { settings.database }.open_writer();
    storage::migrate(*connection, settings.data / "storage" / "migrations", system_time());
    return connection;
}

std::unique_ptr<storage::Connection> open_for_reading(const Settings& settings)
{
    const std::string scheme = "sqlite:";
    const auto file = settings.database.substr(std::min(settings.database.size(), scheme.size()));
    if (settings.database.starts_with(scheme) && !std::filesystem::exists(file))
        throw storage::Error { "opening " + settings.database +
                               ": there is no database yet; start the service or import people first, or set "
                               "SAMVAD_DATABASE to the one that is meant" };
    return storage::Database { settings.database }.open_reader();
}

std::string operator_name()
{
    const auto* known = getpwuid(getuid());
    return "operator:" + (known != nullptr ? std::string { known->pw_name } : std::to_string(getuid()));
}

} // namespace bot
