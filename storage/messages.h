// Messages of both directions, for whoever looks at them: what came in and what we owe or sent, in one order. Only
// looks; what she wrote and what was answered is not among it.

#pragma once

#include "storage/database.h"

#include <functional>
#include <optional>

namespace storage::messages {

enum class Direction { In, Out };

struct Message {
    Direction direction = Direction::In;
    std::string channel;
    std::string provider_id; // empty for one of ours that no provider has taken yet
    std::optional<std::int64_t> person;
    Time at {};           // received, or queued
    std::string kind;     // in: what sort of message; out: "reply" or "notice"
    std::string outcome;  // in: what came of it; out: its state
    std::string text_key; // out: the name of the text
    std::string error;    // out: what the provider said against it
};

using EachMessage = std::function<void(const Message&)>;

// The newest `limit`, of one person or of all, oldest first, one after the other.
void each(Transaction& tx, std::optional<std::int64_t> person, std::int64_t limit, const EachMessage& each);

} // namespace storage::messages
