#include "bot/channels/signature.h"

#include "bot/hashes.h"

namespace bot {

std::string sign(std::string_view body, std::string_view app_secret)
{
    return "sha256=" + hmac_sha256_hex(app_secret, body);
}

bool is_signed(std::string_view body, std::string_view header, std::string_view app_secret)
{
    return !app_secret.empty() && equal_in_constant_time(sign(body, app_secret), header);
}

} // namespace bot
