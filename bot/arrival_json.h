// An arrival as JSON and back: how a parked message is kept until it is run again. Nothing is lost on the way.

#pragma once

#include "dialogs/message.h"

#include <string>
#include <string_view>

namespace bot {

std::string to_json(const dialogs::Arrival& arrival);

// Throws std::runtime_error if it is not what to_json() wrote.
dialogs::Arrival arrival_from_json(std::string_view json);

// The name of a kind of message, as the inbox keeps it: "text", "tap", "photo" ...
std::string_view name_of(dialogs::MessageKind kind);

} // namespace bot
