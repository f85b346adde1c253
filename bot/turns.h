// Turns: one message, whole or not at all. The caller holds the transaction and commits it; what is done here is found
// again after a crash, or never happened. Several turns may share a transaction, a savepoint each.

#pragma once

#include "bot/notices/notice_book.h"
#include "bot/render.h"
#include "dialogs/advance.h"
#include "dialogs/message.h"
#include "dialogs/understand.h"
#include "storage/database.h"
#include "storage/timers.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bot {

using storage::Time;

// Everything that is read and proved once, and const afterwards.
struct Bot {
    const dialogs::Dialogs& dialogs;
    const dialogs::Knowledge& knowledge;
    Speech speech;
    std::function<const ChannelLimits&(std::string_view channel)> limits_of;
    notices::NoticeRules notice_rules {};
};

struct TurnTimes {
    static constexpr std::chrono::hours window { 24 };      // WhatsApp: free text after her last message
    static constexpr std::chrono::hours sleep_after { 72 }; // an open question no longer counts
};

// What a turn did, for whoever must wake up and for the tests that count what was walked.
struct TurnReport {
    std::string outcome; // "duplicate", "parked", "moved" or the engine's
    std::vector<dialogs::Walked> walked {};
    std::string channel {};
    std::vector<std::string> owes_on {}; // channels on which it queued something
};

// One message. Returns what happened; a message that was here before changes nothing.
// Throws storage::Error when the database fails, anything else when the turn is at fault.
TurnReport take_turn(const Bot& bot, storage::Transaction& tx, const dialogs::Arrival& arrival, Time now);

// Whether she hears that her message could not be taken and a person looks at it. Once is enough.
enum class OnTrouble { TellHer, SayNothing };

// The same, but a turn that is at fault is undone alone and its message parked with the reason, so that it stops
// nobody. Throws storage::Error when the database itself fails: then nothing may be answered 200.
TurnReport take_turn_or_park(const Bot& bot, storage::Transaction& tx, const dialogs::Arrival& arrival, Time now,
                             OnTrouble trouble = OnTrouble::TellHer);

// A timer that came due, through the same path. One that was moved or cleared meanwhile does nothing ("moved").
TurnReport take_timer(const Bot& bot, storage::Transaction& tx, const storage::timers::Timer& timer, Time now);

} // namespace bot
