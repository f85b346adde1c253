// How the providers name a person: phone numbers in their many spellings, and WhatsApp's business-scoped user ids.
// Pure and thread-safe.

#pragma once

#include "dialogs/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

// E.164 with the plus, "+919812345678"; empty if it is no phone number. Spaces, hyphens, dots and brackets are skipped;
// ten digits, or eleven with a leading 0, that begin with 6 to 9 are an Indian mobile number.
std::string to_e164(std::string_view written);

// A country's two letters, a dot, perhaps "ENT.", and up to 128 letters or digits.
// Meta, Business-scoped user IDs, 2026: "IN.1349...", of a parent "US.ENT.1181...".
bool is_user_id(std::string_view value);

// A phone or a user id, whichever it is; empty if neither. Real clients meet user ids in the fields meant for phones.
std::optional<dialogs::Identity> to_identity(std::string_view value);

// Adds an identity that is not yet among them.
void add_identity(std::vector<dialogs::Identity>& all, const std::optional<dialogs::Identity>& one);

// The value of the first identity of this kind, empty if there is none.
std::string first_of(const std::vector<dialogs::Identity>& all, dialogs::IdentityKind kind);

} // namespace bot
