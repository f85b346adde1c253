// A letter as JSON and back: how the outbox keeps it. Nothing is lost on the way.

#pragma once

#include "bot/channels/channel.h"

#include <string>
#include <string_view>

namespace bot {

std::string to_json(const Letter& letter);

// Throws std::runtime_error if it is not what to_json() wrote.
Letter letter_from_json(std::string_view json);

} // namespace bot
