// The table of channels with what each can take. One line a channel; the sources stand beside the numbers.

#pragma once

#include "bot/channels/channel.h"

#include <string_view>

namespace bot {

// "whatsapp", "sms" or "terminal"; throws std::invalid_argument for another name.
const ChannelLimits& limits_of(std::string_view channel);

// What a provider's error code means that was told later, by a status. Broken for a channel without codes.
SendResult meaning_of(std::string_view channel, std::int64_t error_code);

} // namespace bot
