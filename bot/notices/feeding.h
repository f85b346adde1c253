// The pieces of work of the feeder, each small enough for one job of the writer, whole or not at all; its cursor is in
// the ledger. Each looks at the notice anew, since commands and dialogs change it meanwhile.

#pragma once

#include "bot/notices/notice_book.h"
#include "storage/audience.h"

namespace bot::notices {

struct FeederLimits {
    std::chrono::milliseconds piece { 10 };        // what one job of writing a ledger may take
    std::int64_t span_min = 100, span_max = 2'000; // numbers of people looked at in it
    int feed_batch = 200;                          // recipients handed over in one job
    std::chrono::milliseconds ahead { 2'000 };     // of the channel's rate: what may wait in the outbox
    std::chrono::milliseconds look_every { 1'000 };
    int failures_looked_at = 100; // the last so many outcomes of a notice ...
    int failures_allowed = 30;    // ... of which so many may have failed before it pauses itself
    int fallback_batch = 500;     // messages looked at for SMS in one job
    int drop_batch = 500;         // messages dropped or let go in one job
    std::chrono::milliseconds nap_max { 500 };
};

struct Shift {
    const NoticeRules& rules;
    const FeederLimits& limits;
    Time now {};
    int sharers = 1; // notices that are being sent
};

enum class More { No, Yes };

// Pauses it by itself; the first word of the reason says of what kind it is: "failures: ...", "template: ...",
// "budget: ...", "account: ...", "audience: ...". False if it was not at work.
bool pause_by_itself(storage::Transaction& tx, std::int64_t number, const std::string& why, Time now);

// A planned one whose time has come: its ledger is begun, and the next of a row is planned as a notice of its own.
void begin(storage::Transaction& tx, std::int64_t number, Time now);

// The audience and the ways to reach it, read once for a notice whose ledger is being written. Throws BadAudience.
struct Reach {
    std::int64_t notice = 0;
    storage::audience::Audience audience;
    storage::audience::Means means;
};

Reach reach_of(storage::Transaction& tx, std::int64_t number, const NoticeRules& rules);

// A piece of its ledger, of so many numbers; when it is whole the sending begins.
More write_piece(storage::Transaction& tx, const Reach& reach, std::int64_t span, const Shift& shift);

// Hands recipients over, as many as its share of what may wait in the outbox allows.
More feed(storage::Transaction& tx, std::int64_t number, const Shift& shift);

// Once at every look: lets go what a pause held back, looks at failures since `since`, and turns to SMS where WhatsApp
// did not deliver in time. Says whether anything is left to do.
More tend(storage::Transaction& tx, std::int64_t number, Time since, const Shift& shift);

// Ends a notice for which nothing is left to do, and returns it; empty if there is something again.
std::optional<storage::notices::Notice> end(storage::Transaction& tx, std::int64_t number, const Shift& shift);

// Drops what is still queued of cancelled notices, a piece of each.
More drop_cancelled(storage::Transaction& tx, const FeederLimits& limits, Time now);

} // namespace bot::notices
