// Brings notices to the outbox: starts those that are due, writes their ledgers piece by piece, hands recipients to the
// outbox only a little ahead of what is being sent, turns to SMS where WhatsApp did not deliver in time, pauses what
// fails too often, ends what is done and tells its author. All of it in small jobs of the one writer, so that no turn
// waits; each job is whole or not at all and its cursor is in the ledger, so that a restart goes on exactly where it
// was. Notices at work take equal turns. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/clock.h"
#include "bot/notices/notice_book.h"
#include "bot/writer.h"

#include <functional>
#include <string>
#include <thread>

namespace bot::notices {

struct FeederLimits {
    std::int64_t ledger_span = 2'000;          // numbers of people looked at in one job
    int feed_batch = 200;                      // recipients handed over in one job
    std::chrono::milliseconds ahead { 2'000 }; // of the channel's rate: what may wait in the outbox
    std::chrono::milliseconds look_every { 1'000 };
    int failures_looked_at = 100; // the last so many outcomes of a notice ...
    int failures_allowed = 30;    // ... of which so many may have failed before it pauses itself
};

class Feeder {
public:
    // `fed` wakes the sender of a channel. The writer outlives the feeder.
    Feeder(Writer& writer, Clock clock, NoticeRules rules, std::function<void(std::string_view channel)> fed,
           FeederLimits limits = {});
    ~Feeder();
    Feeder(const Feeder&) = delete;
    Feeder& operator=(const Feeder&) = delete;

    void wake();
    void stop();

private:
    void work();
    bool step(); // true if there is more to do at once

    Writer& writer_;
    Clock clock_;
    NoticeRules rules_;
    std::function<void(std::string_view)> fed_;
    FeederLimits limits_;
    Alarm alarm_;
    std::thread thread_;
};

} // namespace bot::notices
