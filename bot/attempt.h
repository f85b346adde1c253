// One attempt to send: whatever the adapter does, there is an outcome. One that throws leaves us not knowing how far it
// came. Called from many threads at once.

#pragma once

#include "bot/channels/channel.h"

namespace bot {

Sent attempt(Channel& channel, const OutboundMessage& message);

} // namespace bot
