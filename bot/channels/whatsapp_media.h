// What must be true of media before it is fetched and after. A part of whatsapp; pure and thread-safe.

#pragma once

#include "bot/channels/channel.h"

#include <string>
#include <string_view>

namespace bot {

// Whether the bearer token may go to this address: the API's own scheme, host and port, or by https a host of Meta's
// (*.fbsbx.com, *.fbcdn.net, *.whatsapp.net). Meta, "Download media": the address is on another host than the API.
bool may_have_token(std::string_view url, std::string_view api_url);

// "image/jpeg" or "image/png" by the first bytes, empty for anything else.
std::string picture_type(std::string_view bytes);

// The bytes as Fetched, or why not: larger than allowed, with another hash, or not what `told_type` promises. Taken are
// pictures, sounds, PDF and office files, each known by its first bytes; of untold type pictures only.
// `sha256` in hex; empty is not compared.
FetchedMedia checked_media(std::string bytes, const std::string& told_type, const std::string& sha256,
                           std::size_t most_bytes);

} // namespace bot
