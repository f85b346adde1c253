// A notice's state as JSON, the same names in `notice preview` and `notice status`. Pure but for reading.

#pragma once

#include "bot/notices/notice_book.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace bot {

// Throws a sentence if there is no such notice.
notices::Status known_status(storage::Transaction& tx, std::int64_t number);

nlohmann::ordered_json status_json(const notices::Status& status);

// On one line, whatever bytes are in it.
std::string in_one_line(const nlohmann::ordered_json& json);

} // namespace bot
