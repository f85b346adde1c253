// A database as it looks after long service: women who joined, what they wrote and what they were answered, half of the
// messages each way. Filled by SQL, far faster than by turns, with rows of the size that turns leave.

#pragma once

#include <cstdint>
#include <filesystem>

namespace bench {

struct History {
    std::int64_t women = 0;
    std::int64_t messages = 0;        // inbox and outbox together
    std::int64_t notices_waiting = 0; // messages that are owed and due
};

// Creates the file. Its women are those of messages.h.
void fill(const std::filesystem::path& database, const History& history);

// Pages in use times their size, what stands in the log beside the file too.
std::int64_t database_bytes(const std::filesystem::path& database);

} // namespace bench
