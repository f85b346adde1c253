// What a provider tells about a message of ours. A state never moves down; a failure gives way to delivered and read,
// and takes effect only on what was not delivered. An uncertain message is settled by any status.

#pragma once

#include "storage/outbox.h"

namespace storage::statuses {

struct Status {
    std::string_view channel;
    std::string_view provider_id {};           // may be empty if outbox_id is known
    std::optional<std::int64_t> outbox_id {};  // our number, given back by the provider
    outbox::State state = outbox::State::Sent; // Accepted, Sent, Delivered, Read or Failed
    Time at {};
    std::int64_t error_code = 0;
    std::string_view error {};
    std::string_view price_category {}, price_type {};
};

// The number of the message it is about; empty if it is none of ours.
std::optional<std::int64_t> message_of(Transaction& tx, const Status& status);

// Settled: moved, and it was uncertain, so that her next message no longer waits for it.
enum class Applied { Moved, Settled, NothingNew, UnknownMessage };

Applied apply(Transaction& tx, const Status& status);

} // namespace storage::statuses
