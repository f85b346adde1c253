// The body of a send request for a letter. A part of whatsapp; pure and thread-safe.
// Source: Meta, "Messages" and its pages on text, image, interactive buttons, lists, contact requests and templates,
// v25.0.

#pragma once

#include "bot/channels/channel.h"

#include <string>

namespace bot {

// JSON of POST /messages. Up to three short choices become buttons, up to ten a list; more, or a text too long for
// choices, become lines of the text. Labels beyond a limit are cut between letters, a row's whole label then stands in
// its description. Where the window is shut a letter with a registered text goes as that template, its choices as the
// payloads of the template's own quick replies. `upload_id` is the picture's, empty for none. `message.to` must not be
// empty.
std::string whatsapp_body(const OutboundMessage& message, const std::string& upload_id);

// JSON that marks a message as read and shows that an answer is being written.
std::string whatsapp_read_body(const std::string& provider_id);

} // namespace bot
