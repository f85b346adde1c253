// Reads the body of a WhatsApp Cloud API webhook: every entry, change, message and status of a batch. Pure and
// thread-safe; the signature was proved before.
//
// Forgiving where Meta is free to change: unknown fields are ignored, unknown types of messages become
// MessageKind::Unknown, other webhooks become ChannelEvents, and so does one message or status that cannot be read,
// whole, beside the others of its batch. Strict where the shape of the batch itself is broken.
// Source: Meta, "Webhooks reference" and "Business-scoped user IDs", Graph API v25.0, September 2026.

#pragma once

#include "dialogs/message.h"

#include <string_view>

namespace bot {

// Throws BadRequest with one sentence, which never holds message text, for malformed JSON, a wrong shape, or sizes
// beyond the limits of bounded_json.h.
dialogs::Delivery read_whatsapp(std::string_view body);

} // namespace bot
