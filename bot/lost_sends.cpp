#include "bot/lost_sends.h"

#include "storage/outbox.h"

namespace bot {

LostSends look_after_the_lost(storage::Transaction& tx, Time now, std::chrono::milliseconds lease_left,
                              std::chrono::milliseconds status_wait)
{
    LostSends sends;
    sends.lost = storage::outbox::reopen_expired(tx, now + lease_left, status_wait - lease_left);
    sends.resent = storage::outbox::resend_uncertain(tx, now);
    return sends;
}

} // namespace bot
