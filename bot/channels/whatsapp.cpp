#include "bot/channels/whatsapp.h"

#include "bot/bad_request.h"
#include "bot/bounded_json.h"
#include "bot/channels/channels.h"
#include "bot/channels/whatsapp_answer.h"
#include "bot/channels/whatsapp_fields.h"
#include "bot/channels/whatsapp_letter.h"
#include "bot/channels/whatsapp_media.h"
#include "bot/form.h"
#include "bot/hashes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace bot {

namespace {

using Outcome = HttpAnswer::Outcome;
using Result = FetchedMedia::Result;
using Json = nlohmann::json;

const std::string channel_name = "whatsapp";
constexpr std::chrono::seconds read_mark_timeout { 5 };

FetchedMedia not_fetched(Result result, const std::string& error)
{
    FetchedMedia media;
    media.result = result;
    media.error = "fetching media: " + error;
    return media;
}

// What an id of Meta may hold; anything else would lead to another path of the API.
bool is_plain_id(const std::string& id)
{
    return !id.empty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '_' || letter == '-';
    });
}

std::string multipart(const PictureStore::Picture& picture, const std::string& boundary)
{
    const auto part = [&](const std::string& disposition) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n";
    };
    return part("name=\"messaging_product\"") + "\r\nwhatsapp\r\n" + part("name=\"type\"") + "\r\n" +
           picture.mime_type + "\r\n" + part("name=\"file\"; filename=\"picture\"") +
           "Content-Type: " + picture.mime_type + "\r\n\r\n" + picture.bytes + "\r\n--" + boundary + "--\r\n";
}

Sent broken(const std::string& error)
{
    Sent sent;
    sent.result = SendResult::Broken;
    sent.error = error;
    return sent;
}

// An upload done twice harms nobody, so an unknown end of it is tried again.
Sent upload_failed(const HttpAnswer& answer)
{
    auto sent = whatsapp_sent(answer);
    if (sent.result == SendResult::Unknown)
        sent.result = SendResult::TryLater;
    return sent;
}

std::string id_in(const HttpAnswer& answer)
{
    if (answer.outcome != Outcome::Answered || answer.status != 200)
        return {};
    try {
        return text_at(read_bounded_json(answer.body), "id");
    } catch (const BadRequest&) {
        return {};
    }
}

// Where media lies and what it should be, as Meta tells on asking for its id.
struct Place {
    std::string url, mime_type, sha256;
    std::size_t bytes = 0;
};

// The size is a text in the answer, though it is a number.
Place place_in(const std::string& body)
{
    const auto json = read_bounded_json(body);
    const auto size = whole_number(text_at(json, "file_size")).value_or(0);
    return { text_at(json, "url"), text_at(json, "mime_type"), sha256_as_hex(text_at(json, "sha256")),
             static_cast<std::size_t>(std::max<std::int64_t>(size, 0)) };
}

std::string without_parameters(const std::string& mime_type)
{
    return mime_type.substr(0, mime_type.find(';'));
}

bool is_refused(const HttpAnswer& answer)
{
    return answer.outcome == Outcome::Answered &&
           (answer.status == 400 || answer.status == 404 || answer.status == 410);
}

FetchedMedia failed(const HttpAnswer& answer)
{
    if (answer.outcome == Outcome::TooLarge)
        return not_fetched(Result::TooLarge, answer.error);
    if (answer.outcome != Outcome::Answered)
        return not_fetched(Result::TryLater, answer.error);
    return not_fetched(is_refused(answer) ? Result::Gone : Result::TryLater,
                       "the answer was " + std::to_string(answer.status));
}

} // namespace

WhatsApp::WhatsApp(WhatsAppSettings settings, PictureStore pictures)
    : settings_(std::move(settings)), pictures_(std::move(pictures))
{
}

const std::string& WhatsApp::name() const
{
    return channel_name;
}

const ChannelLimits& WhatsApp::limits() const
{
    return limits_of(channel_name);
}

Sent WhatsApp::send(const OutboundMessage& message)
{
    if (message.to.empty())
        return broken("sending over WhatsApp: the message names nobody");
    const auto& picture = message.letter.picture;
    std::string upload_id;
    if (!picture.empty())
        if (auto sent = upload(picture, upload_id); upload_id.empty())
            return sent;
    auto sent = post_message(whatsapp_body(message, upload_id));
    constexpr std::int64_t media_not_taken = 131053;
    if (!picture.empty() && sent.error_code == media_not_taken)
        pictures_.keep_upload(picture, "");
    return sent;
}

void WhatsApp::show_read(const std::string& provider_id)
{
    auto asked = request("POST", settings_.url + "/" + settings_.phone_number_id + "/messages");
    asked.body = whatsapp_read_body(provider_id);
    asked.content_type = "application/json";
    asked.answer_timeout = read_mark_timeout; // a courtesy: whether it worked is not looked at
    client_.run(asked);
}

// Asks for the address, then for the bytes. An address lives five minutes: refused, it is asked for once more.
FetchedMedia WhatsApp::fetch(const dialogs::Media& media, std::size_t most_bytes)
{
    if (!is_plain_id(media.id))
        return not_fetched(Result::Gone, "its id is not one of Meta's");
    HttpAnswer bytes;
    Place place;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto found = client_.run(request(
            "GET", settings_.url + "/" + media.id + "?phone_number_id=" + percent_encode(settings_.phone_number_id)));
        if (found.outcome != Outcome::Answered || found.status != 200)
            return failed(found);
        try {
            place = place_in(found.body);
        } catch (const BadRequest& error) {
            return not_fetched(Result::TryLater, error.what());
        }
        if (place.bytes > most_bytes)
            return not_fetched(Result::TooLarge, "it has " + std::to_string(place.bytes) + " bytes");
        if (!may_have_token(place.url, settings_.url))
            return not_fetched(Result::Gone, "its address is on a host that is not Meta's");
        auto asked = request("GET", place.url);
        asked.answer_bytes_max = most_bytes;
        bytes = client_.run(asked);
        if (!is_refused(bytes))
            break;
    }
    if (bytes.outcome != Outcome::Answered || bytes.status != 200)
        return failed(bytes);
    const auto& type = place.mime_type.empty() ? media.mime_type : place.mime_type;
    return checked_media(std::move(bytes.body), without_parameters(type),
                         media.sha256.empty() ? place.sha256 : media.sha256, most_bytes);
}

HttpRequest WhatsApp::request(std::string method, std::string url) const
{
    HttpRequest made;
    made.method = std::move(method);
    made.url = std::move(url);
    made.headers = { { "Authorization", "Bearer " + settings_.access_token } };
    made.connect_timeout = settings_.connect_timeout;
    made.answer_timeout = settings_.answer_timeout;
    return made;
}

Sent WhatsApp::post_message(std::string body)
{
    auto asked = request("POST", settings_.url + "/" + settings_.phone_number_id + "/messages");
    asked.body = std::move(body);
    asked.content_type = "application/json";
    return whatsapp_sent(client_.run(asked));
}

// Leaves `upload_id` empty when it fails; what it returns then says why.
Sent WhatsApp::upload(const std::string& sha256, std::string& upload_id)
{
    if (const auto known = pictures_.find_upload(sha256); known && !known->empty()) {
        upload_id = *known;
        return {};
    }
    const auto picture = pictures_.load(sha256);
    if (!picture)
        return broken("sending over WhatsApp: the picture " + sha256.substr(0, 12) + " is not stored here");
    const auto boundary = "samvad-" + sha256;
    auto asked = request("POST", settings_.url + "/" + settings_.phone_number_id + "/media");
    asked.body = multipart(*picture, boundary);
    asked.content_type = "multipart/form-data; boundary=" + boundary;
    const auto answer = client_.run(asked);
    upload_id = id_in(answer);
    if (upload_id.empty())
        return upload_failed(answer);
    pictures_.keep_upload(sha256, upload_id);
    return {};
}

} // namespace bot
