// What `samvad doctor` looks at: settings, gateways, disk, database, what is stuck, the last backup, the clock. It
// works beside a running service and changes nothing; to gateways it sends nothing but a question.

#pragma once

#include "bot/config.h"
#include "storage/database.h"

#include <string>
#include <vector>

namespace bot {

struct Finding {
    enum class State { Good, Look, Bad };
    State state = State::Good;
    std::string about; // "disk", "database" ...
    std::string found; // a sentence
    std::string mend;  // what to do; empty when good
};

std::string_view name_of(Finding::State state); // "good", "look", "bad"

// What counts as too little, too old or too long.
struct ExaminationLimits {
    std::uintmax_t disk_bad_bytes = 200ULL << 20;   // less stops the service soon
    std::uintmax_t disk_look_bytes = 2048ULL << 20; // less is worth a look
    std::chrono::hours backup_age { 36 };           // a day, and what may be late of it
    std::chrono::minutes timer_late { 10 };
    std::chrono::minutes clock_slip { 2 };       // the newest row may lie so far in the future
    std::chrono::hours unfinished_within { 24 }; // how far back messages without an outcome are looked for
    std::chrono::seconds answer_wait { 10 };     // for a gateway
};

// `backups` is the folder backups are written to; empty: not known.
std::vector<Finding> examine(const Settings& settings, const std::filesystem::path& backups, storage::Time now,
                             const ExaminationLimits& limits = {});

} // namespace bot
