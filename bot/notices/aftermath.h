// What the answers of a provider mean for more than one message: she is not on WhatsApp, so an SMS is tried at once;
// she wants no marketing; a template or the account is barred, so the notice pauses until a person has looked. Called
// within the transaction that records the answer.

#pragma once

#include "bot/channels/channel.h"
#include "storage/outbox.h"

namespace bot::notices {

using storage::Time;

// The notice's message `row` came to this end, at once or told later by a status.
void follow(storage::Transaction& tx, const storage::outbox::Outbound& row, const Letter& letter, const Sent& sent,
            Time now);

// Queues the SMS of a notice for somebody WhatsApp does not reach, if the notice has one that fits her, she has a phone
// and got none yet. False if not.
bool turn_to_sms(storage::Transaction& tx, std::int64_t notice, std::int64_t person, Time now);

} // namespace bot::notices
