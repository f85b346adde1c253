#include "bot/channels/whatsapp_media.h"

#include "bot/form.h"
#include "bot/hashes.h"

#include <algorithm>
#include <array>

namespace bot {

namespace {

FetchedMedia not_fetched(FetchedMedia::Result result, std::string error)
{
    FetchedMedia media;
    media.result = result;
    media.error = "fetching media: " + std::move(error);
    return media;
}

struct Beginning {
    std::string_view type;
    std::size_t place;
    std::string_view bytes;
};

using namespace std::string_view_literals;

// How files of these types begin: RFC 3533, ISO 14496-12, ID3v2 and MPEG audio, ADTS, RFC 4867, ISO 32000, the archive
// of Office Open XML and the compound file of the older office.
constexpr std::array beginnings {
    Beginning { "audio/ogg", 0, "OggS"sv },
    Beginning { "audio/mpeg", 0, "ID3"sv },
    Beginning { "audio/mpeg", 0, "\xff\xfb"sv },
    Beginning { "audio/mpeg", 0, "\xff\xf3"sv },
    Beginning { "audio/mpeg", 0, "\xff\xf2"sv },
    Beginning { "audio/mp4", 4, "ftyp"sv },
    Beginning { "audio/aac", 0, "\xff\xf1"sv },
    Beginning { "audio/aac", 0, "\xff\xf9"sv },
    Beginning { "audio/amr", 0, "#!AMR"sv },
    Beginning { "application/pdf", 0, "%PDF-"sv },
    Beginning { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0, "PK\x03\x04"sv },
    Beginning { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0, "PK\x03\x04"sv },
    Beginning { "application/msword", 0, "\xd0\xcf\x11\xe0"sv },
    Beginning { "application/vnd.ms-excel", 0, "\xd0\xcf\x11\xe0"sv },
};

// The told type where the bytes bear it out, or a picture's own; empty if they are something else.
std::string proved_type(std::string_view bytes, const std::string& told_type)
{
    if (const auto picture = picture_type(bytes); !picture.empty())
        return told_type.empty() || told_type == picture ? picture : std::string {};
    const bool begins_so = std::ranges::any_of(beginnings, [&](const Beginning& beginning) {
        return beginning.type == told_type && bytes.size() >= beginning.place &&
               bytes.substr(beginning.place).starts_with(beginning.bytes);
    });
    return begins_so ? told_type : std::string {};
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

FetchedMedia checked_media(std::string bytes, const std::string& told_type, const std::string& sha256,
                           std::size_t most_bytes)
{
    using Result = FetchedMedia::Result;
    if (bytes.size() > most_bytes)
        return not_fetched(Result::TooLarge, "it has more than " + std::to_string(most_bytes) + " bytes");
    const auto type = proved_type(bytes, told_type);
    if (type.empty())
        return not_fetched(Result::WrongType, "it is said to be " + told_type.substr(0, 40) + " but does not begin so");
    if (!sha256.empty() && sha256_hex(bytes) != sha256)
        return not_fetched(Result::WrongHash, "its bytes have another SHA-256 than was told");
    FetchedMedia media;
    media.bytes = std::move(bytes);
    media.mime_type = type;
    return media;
}

} // namespace bot
