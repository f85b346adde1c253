// A letter as plain text, for channels without buttons and for more choices than a channel shows: the choices follow
// the text, a line each, as they are labelled ("1 हाँ"). Pure and thread-safe.

#pragma once

#include "bot/channels/channel.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bot {

std::string plain_text(const Letter& letter);

// How many messages this channel makes of it: an SMS has parts.
std::int64_t parts_of(const Letter& letter, std::string_view channel);

} // namespace bot
