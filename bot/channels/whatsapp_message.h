// What one message of a WhatsApp webhook says. A part of whatsapp_inbound; pure and thread-safe.

#pragma once

#include "dialogs/message.h"

#include <nlohmann/json_fwd.hpp>

namespace bot {

// The content of a message object by its `type`; MessageKind::Unknown for types this program does not know.
// Throws BadRequest if a known field has another type than it should.
dialogs::Message read_whatsapp_message(const nlohmann::json& message);

} // namespace bot
