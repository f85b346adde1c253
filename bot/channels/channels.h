// The table of channels with what each can take. One line a channel; the sources stand beside the numbers.

#pragma once

#include "bot/channels/channel.h"

#include <string_view>

namespace bot {

// "whatsapp", "sms" or "terminal"; throws std::invalid_argument for another name.
const ChannelLimits& limits_of(std::string_view channel);

} // namespace bot
