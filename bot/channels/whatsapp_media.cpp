#include "bot/channels/whatsapp_media.h"

#include "bot/form.h"
#include "bot/hashes.h"

namespace bot {

namespace {

FetchedMedia not_fetched(FetchedMedia::Result result, std::string error)
{
    FetchedMedia media;
    media.result = result;
    media.error = "fetching media: " + std::move(error);
    return media;
}

} // namespace

bool may_have_token(std::string_view url, std::string_view api_url)
{
    const auto asked = split_url(url);
    const auto api = split_url(api_url);
    if (asked.scheme.empty() || api.scheme.empty())
        return false;
    if (asked.origin() == api.origin())
        return true;
    if (asked.scheme != "https" || asked.port != 443)
        return false;
    for (const auto* ending : { ".fbsbx.com", ".fbcdn.net", ".whatsapp.net" })
        if (asked.host.ends_with(ending))
            return true;
    return false;
}

std::string picture_type(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xd8\xff"))
        return "image/jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
        return "image/png";
    return {};
}

FetchedMedia checked_picture(std::string bytes, const std::string& told_type, const std::string& sha256,
                             std::size_t most_bytes)
{
    using Result = FetchedMedia::Result;
    if (bytes.size() > most_bytes)
        return not_fetched(Result::TooLarge, "it has more than " + std::to_string(most_bytes) + " bytes");
    const auto type = picture_type(bytes);
    if (type.empty() || (!told_type.empty() && told_type != type))
        return not_fetched(Result::WrongType, "it is said to be " + told_type.substr(0, 40) + " but is " +
                                                  (type.empty() ? "no JPEG or PNG" : type));
    if (!sha256.empty() && sha256_hex(bytes) != sha256)
        return not_fetched(Result::WrongHash, "its bytes have another SHA-256 than was told");
    FetchedMedia media;
    media.bytes = std::move(bytes);
    media.mime_type = type;
    return media;
}

} // namespace bot
