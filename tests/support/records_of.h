// The records of a workplace: written before the program runs, and read from the lines it prints.

#pragma once

#include "bot/clock.h"
#include "storage/migrate.h"
#include "tests/support/process.h"

#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace tests {

inline std::vector<nlohmann::json> objects_of(const std::string& lines)
{
    std::vector<nlohmann::json> objects;
    std::istringstream in { lines };
    for (std::string line; std::getline(in, line);)
        objects.push_back(nlohmann::json::parse(line));
    return objects;
}

// What `write(Transaction&)` returns, once it is committed to the workplace's migrated database.
template <class Write> auto written(const Workplace& place, Write write)
{
    const auto connection = place.database().open_writer();
    storage::migrate(*connection, SAMVAD_SOURCE_DIR "/storage/migrations", bot::system_time());
    storage::Transaction tx { *connection };
    const auto result = write(tx);
    tx.commit();
    return result;
}

} // namespace tests
