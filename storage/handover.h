// Where the ledger of notices and the outbox meet: what decides about a notice's message at the moment it is sent, what
// is held back while its notice is paused, and what tells how the sending goes.

#pragma once

#include "storage/outbox.h"

namespace storage::handover {

// The due time of what a pause holds back: later than anything is ever due.
inline constexpr Time held { std::chrono::milliseconds { 253'370'764'800'000 } }; // the year 9999

struct Standing {
    std::optional<Time> gone_since {}; // she stopped, or asked to be forgotten
    std::int64_t notices_agreed = 0;   // -1 refused, 0 never asked, 1 agreed
    Time window_until {};              // on WhatsApp
};

Standing standing_of(Transaction& tx, std::int64_t person);

// Whether an SMS of this notice was written to her.
bool has_sms(Transaction& tx, std::int64_t notice, std::int64_t person);

// What a pause held back may go again, at most `limit` of it. Returns how many.
std::int64_t release(Transaction& tx, std::int64_t notice, Time now, int limit);

// Drops what is queued of it, on this channel or on all, at most `limit` messages. Returns how many.
std::int64_t drop(Transaction& tx, std::int64_t notice, std::string_view reason, Time now, int limit);
std::int64_t drop(Transaction& tx, std::int64_t notice, std::string_view channel, std::string_view reason, Time now,
                  int limit);

// Cancelled notices of which something is still queued.
std::vector<std::int64_t> cancelled_yet_queued(Transaction& tx);

// A recipient of the ledger who cannot be written to after all: she is left out for this word.
void leave_out(Transaction& tx, std::int64_t notice, std::int64_t person, std::string_view why);

// What became of the newest `limit` messages that were tried, newest first.
struct Tried {
    std::string channel;
    bool failed = false;
    std::int64_t error_code = 0;
    Time at {}; // of the failure or the acceptance
};

std::vector<Tried> last_tried(Transaction& tx, std::int64_t notice, int limit);

// She no longer agrees to marketing, or does again; what she said about notices as a whole stays. False if nothing
// changed.
enum class Marketing { Stopped, Resumed };
bool set_marketing(Transaction& tx, std::int64_t person, Marketing marketing);

} // namespace storage::handover
