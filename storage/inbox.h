// The inbox keeps every message a channel delivered, in her words and the provider's. Providers deliver twice;
// receiving again changes nothing. A message whose turn failed is parked beside it with the reason, and can be run
// again.

#pragma once

#include "storage/database.h"

namespace storage::inbox {

struct Inbound {
    std::string channel;
    std::string provider_id;
    std::optional<std::int64_t> person; // may be known only after receiving; finish() says it
    std::string kind;                   // what sort of message: "text", "photo" ...
    std::string text;
    std::string raw;
    Time sent_at {};
    Time received_at {};
    std::string outcome; // empty until finished
};

// Was it received before, finished or parked?
bool knows(Transaction& tx, std::string_view channel, std::string_view provider_id);

// False if the message was here already, finished or parked.
bool receive(Transaction& tx, const Inbound& message);

// Says whose message it was and what came of it.
void finish(Transaction& tx, std::string_view channel, std::string_view provider_id, std::optional<std::int64_t> person,
            std::string_view outcome);

struct Parked {
    std::int64_t id = 0;
    std::string channel;
    std::string provider_id;
    std::string arrival; // the whole arrival, in the caller's own form
    std::string reason;
    Time parked_at {};
};

// Receives the message with the outcome "parked", so that a second delivery changes nothing, and keeps `arrival` to be
// run again. Returns the number for `samvad retry`.
std::int64_t park(Transaction& tx, const Inbound& message, std::string_view arrival, std::string_view reason, Time now);

std::vector<Parked> parked(Transaction& tx);

// Takes a parked message out, and out of the inbox too, so that it can be received again. Empty if there is none.
std::optional<Parked> take_parked(Transaction& tx, std::int64_t id);

// Newest first; of one person or of all, received before `before`.
std::vector<Inbound> list(Transaction& tx, std::optional<std::int64_t> person, Time before, int limit);

} // namespace storage::inbox
