// A phone and the whole road behind it in memory: what she sends becomes a turn on the demo's people, what is owed to
// her is taken out of the outbox as a provider would, and the clock is moved by hand.

#pragma once

#include "bot/turns.h"
#include "tests/support/failing_connection.h"

#include <optional>

namespace tests {

// The program's own dialogs, texts and words, read once.
const bot::Bot& proved_bot();

// A database in memory with the demo's people.
class MemoryOffice {
public:
    MemoryOffice();

    FailingConnection& connection() { return connection_; }

    // In a transaction of its own, committed.
    bot::TurnReport take(const dialogs::Arrival& arrival);
    bot::TurnReport fire(const storage::timers::Timer& timer);

    // The timer that comes due first, if it does before `until`.
    std::optional<storage::timers::Timer> due(storage::Time until);

    // What is owed on this channel is accepted by the provider, for whomever it is.
    struct Letter {
        std::string phone; // of whom it is for, may be empty
        bot::Letter letter;
    };

    std::vector<Letter> deliver(const std::string& channel);

    dialogs::Conversation conversation(const std::string& phone, const std::string& channel);

    storage::Time now;

private:
    FailingConnection connection_;
};

// A text message; `id` is the provider's.
dialogs::Arrival text_of(const std::string& phone, const std::string& channel, const std::string& id,
                         const std::string& words, storage::Time now);

} // namespace tests
