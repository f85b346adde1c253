// What Meta answers to a send: the table of its error codes. A part of whatsapp; pure and thread-safe.
// Source: Meta, "Error codes", read September 2026: decide by `code`, never by HTTP status, title or subcode.

#pragma once

#include "bot/channels/channel.h"
#include "bot/http_client.h"

#include <cstdint>

namespace bot {

// What to do after this error code; `status` decides only for codes not in the table.
SendResult whatsapp_result_of(std::int64_t code, int status);

// An answer that names the messages sent is Accepted; an error by the table; anything lost, cut off or unreadable after
// the request was written is Unknown, because the message may have been taken.
Sent whatsapp_sent(const HttpAnswer& answer);

} // namespace bot
