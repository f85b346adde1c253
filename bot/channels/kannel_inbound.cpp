#include "bot/channels/kannel_inbound.h"

#include "bot/bad_request.h"
#include "bot/channels/addresses.h"
#include "bot/channels/sms_parts.h"
#include "bot/hashes.h"

#include <nlohmann/json.hpp>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

namespace bot {

namespace {

using dialogs::Arrival;
using dialogs::DeliveryState;
using dialogs::Time;

const std::string channel_name = "sms";

std::optional<std::int64_t> number_in(const Parameters& parameters, std::string_view name)
{
    const auto& text = value_of(parameters, name);
    if (text.empty())
        return std::nullopt;
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc {} || end != text.data() + text.size())
        throw BadRequest("the parameter " + std::string { name } + " is no number");
    return number;
}

std::optional<Time> time_in(const Parameters& parameters)
{
    const auto seconds = number_in(parameters, "ts");
    if (!seconds)
        return std::nullopt;
    constexpr std::int64_t year_2200 = 7'258'118'400;
    if (*seconds < 0 || *seconds > year_2200)
        throw BadRequest("the parameter ts is no time in seconds");
    return Time { std::chrono::seconds { *seconds } };
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string to_utf8(const icu::UnicodeString& text)
{
    std::string utf8;
    return text.toUTF8String(utf8);
}

bool is_utf8(std::string_view text)
{
    UErrorCode fault = U_ZERO_ERROR;
    std::int32_t units = 0;
    u_strFromUTF8(nullptr, 0, &units, text.data(), static_cast<std::int32_t>(text.size()), &fault);
    return fault == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(fault);
}

std::string from_utf16(std::string_view bytes)
{
    if (bytes.size() % 2 != 0)
        throw BadRequest("the text is no UTF-16BE: it has an odd number of bytes");
    icu::UnicodeString text;
    for (std::size_t i = 0; i < bytes.size(); i += 2)
        text.append(static_cast<char16_t>(static_cast<unsigned char>(bytes[i]) << 8 |
                                          static_cast<unsigned char>(bytes[i + 1])));
    return to_utf8(text); // a lone surrogate becomes U+FFFD
}

bool is_ascii_or_gsm(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

// What smsbox names in %C; nothing when the get-url does not ask for it, and then the coding decides.
std::string decoded_text(const Parameters& parameters)
{
    const auto& bytes = value_of(parameters, "text");
    auto charset = lower(value_of(parameters, "charset"));
    if (charset.empty() && value_of(parameters, "coding") == "2")
        charset = "utf-16be";
    if (charset == "utf-16be" || charset == "ucs-2" || charset == "ucs2")
        return from_utf16(bytes);
    if (charset == "gsm" && is_ascii_or_gsm(bytes))
        return utf8_from_gsm(bytes);
    if (charset == "windows-1252" || charset == "iso-8859-1" || charset == "latin1")
        return to_utf8(icu::UnicodeString { bytes.data(), static_cast<std::int32_t>(bytes.size()), charset.c_str() });
    if (!is_utf8(bytes))
        throw BadRequest("the text is not of the charset that is named with it");
    return bytes;
}

bool is_bytes(const Parameters& parameters)
{
    const auto charset = lower(value_of(parameters, "charset"));
    return charset == "8-bit" || (charset.empty() && value_of(parameters, "coding") == "1");
}

std::string key_of(const Parameters& parameters, Time received_at)
{
    if (const auto& id = value_of(parameters, "id"); !id.empty() && is_utf8(id) && id.find('\0') == std::string::npos)
        return id;
    const auto sent_at = time_in(parameters).value_or(std::chrono::floor<std::chrono::minutes>(received_at));
    return "hash-" +
           sha256_hex(value_of(parameters, "from") + '\n' + value_of(parameters, "to") + '\n' +
                      value_of(parameters, "text") + '\n' + std::to_string(sent_at.time_since_epoch().count()));
}

std::string as_json(const Parameters& parameters)
{
    return nlohmann::json(parameters).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Kannel's bits of a delivery report (user guide, "Delivery reports").
std::optional<DeliveryState> state_of(std::int64_t type)
{
    switch (type) {
    case 1:
        return DeliveryState::Delivered;
    case 8:
        return DeliveryState::Sent;
    case 2:
    case 16:
        return DeliveryState::Failed;
    default:
        return std::nullopt; // 4 waiting at the operator, 32 on its way
    }
}

// An SMPP receipt repeats the beginning of our message after "text:"; that is nobody's business here.
std::string without_text(const std::string& receipt)
{
    return receipt.substr(0, lower(receipt).find("text:"));
}

} // namespace

dialogs::Delivery read_kannel_message(const Parameters& parameters, Time received_at)
{
    Arrival arrival;
    const auto phone = to_e164(value_of(parameters, "from"));
    if (phone.empty())
        throw BadRequest("the parameter from is no phone number");
    arrival.provider_id = key_of(parameters, received_at);
    arrival.channel = channel_name;
    arrival.sender = { { dialogs::IdentityKind::Phone, phone } };
    arrival.sent_at = time_in(parameters).value_or(received_at);
    arrival.raw = as_json(parameters);
    if (is_bytes(parameters))
        arrival.message.kind = dialogs::MessageKind::Unsupported;
    else
        arrival.message.text = decoded_text(parameters);
    std::erase(arrival.message.text, '\0'); // which no database keeps
    dialogs::Delivery delivery;
    delivery.arrivals.push_back(std::move(arrival));
    return delivery;
}

dialogs::Delivery read_kannel_status(const Parameters& parameters, Time received_at)
{
    dialogs::Delivery delivery;
    const auto type = number_in(parameters, "type");
    const auto outbox_id = number_in(parameters, "id");
    if (!type || !outbox_id)
        throw BadRequest("a delivery report needs the parameters id and type");
    const auto state = state_of(*type);
    if (!state)
        return delivery;
    dialogs::StatusUpdate update;
    update.channel = channel_name;
    update.provider_id = value_of(parameters, "fid");
    update.outbox_id = outbox_id;
    update.state = *state;
    update.at = time_in(parameters).value_or(received_at);
    if (*state == DeliveryState::Failed)
        update.error = without_text(value_of(parameters, "reply"));
    delivery.statuses.push_back(std::move(update));
    return delivery;
}

} // namespace bot
