// The proof that a webhook comes from Meta: `X-Hub-Signature-256: sha256=<hex>`, the HMAC-SHA256 of the raw body with
// the app secret. Looked at before anything is parsed, over the bytes as they came: Meta escapes letters as \uXXXX, and
// writing the JSON again would change them. Pure and thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace bot {

// The header Meta would send with this body.
std::string sign(std::string_view body, std::string_view app_secret);

// True if `header` is the signature of `body`; compared in constant time. An empty header or secret is never right.
bool is_signed(std::string_view body, std::string_view header, std::string_view app_secret);

} // namespace bot
