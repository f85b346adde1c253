// The time, as an argument: the program gives the system's clock, a test one that it moves.

#pragma once

#include "storage/database.h"

#include <functional>

namespace bot {

// Called from many threads at once.
using Clock = std::function<storage::Time()>;

inline storage::Time system_time()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace bot
