// A message on its way from the outbox to a channel: claimed with everything the channel needs to know, and its outcome
// recorded. Both are work for the Writer's shared commits; each call is one part of a transaction the caller commits.

#pragma once

#include "bot/channels/channel.h"
#include "bot/retries.h"
#include "storage/outbox.h"

#include <optional>
#include <string>
#include <vector>

namespace bot {

struct Outgoing {
    storage::outbox::Outbound row;
    OutboundMessage message;
    Time claimed_at {};
    Time window_until {};            // as it was when claimed
    std::string category {};         // what it costs as ...
    std::int64_t thousand_paise = 0; // ... and a thousand of its parts, today
    bool outside_window = false;     // counted for the provider's limit of people in a day
};

struct Claim {
    std::vector<Outgoing> ready;
    bool more = false;             // there may be more that is due now
    std::optional<Time> look_at;   // when there is next something to do on this channel
    std::int64_t not_sendable = 0; // settled at once: no address, or not readable
    std::int64_t window_shut = 0;  // settled at once: they wait for her next message
    std::int64_t held_back = 0;    // notices put off: quiet hours, a pause, the provider's limit of a day
    std::int64_t dropped = 0;      // notices she does not get after all
};

struct ClaimLimits {
    int messages = 0;
    std::chrono::milliseconds lease {};
    std::optional<std::int64_t> outside_window_per_day {}; // people written to by template in a moving day
};

// Takes up to `limits.messages` due messages of this channel, with their people's addresses and what each costs. What
// cannot be sent is settled here: outside the 24-hour window a free text is not even tried, because the provider would
// refuse it; what was written before she stopped is dropped; and a notice is looked at once more (notices/gate).
Claim claim_outgoing(storage::Transaction& tx, const Channel& channel, const ClaimLimits& limits, Time now);

// Writes what came of the attempt, and what was spent. If she wrote while a message was refused for its shut window, it
// is queued again; a notice goes by its template then.
void record(storage::Transaction& tx, const Outgoing& outgoing, const Sent& sent, const Verdict& verdict, Time now);

} // namespace bot
