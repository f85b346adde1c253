// SHA-256 and its spellings. Pure and thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace bot {

std::string sha256_hex(std::string_view bytes);                              // 64 lower-case hex digits
std::string hmac_sha256_hex(std::string_view key, std::string_view message); // 64 lower-case hex digits

// WhatsApp writes a hash as base64, some fixtures as hex. Lower-case hex of either; empty if it is neither.
std::string sha256_as_hex(std::string_view base64_or_hex);

// Takes the same time wherever the two differ, so that a secret cannot be guessed letter by letter.
bool equal_in_constant_time(std::string_view one, std::string_view other);

} // namespace bot
