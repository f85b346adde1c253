// Opening the database for a command, beside a service that may be running.

#pragma once

#include "bot/config.h"
#include "storage/database.h"

#include <memory>
#include <string>

namespace bot {

// For writing; made and brought up to date if need be. Throws storage::Error.
std::unique_ptr<storage::Connection> open_for_writing(const Settings& settings);

// For looking only. Throws storage::Error, also if there is no database yet.
std::unique_ptr<storage::Connection> open_for_reading(const Settings& settings);

// Who runs this command, for the audit: "operator:asha".
std::string operator_name();

} // namespace bot
