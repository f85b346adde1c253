#include "bot/arrival_json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <stdexcept>

namespace bot {

using dialogs::Arrival;
using dialogs::Identity;
using dialogs::MessageKind;
using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 17> kind_names {
    "text",     "tap",   "photo", "voice",       "video",  "document",   "sticker", "location", "contact",
    "reaction", "order", "form",  "unsupported", "edited", "new_number", "timer",   "unknown",
};

json written(const std::vector<Identity>& identities)
{
    auto list = json::array();
    for (const auto& identity : identities)
        list.push_back({ static_cast<int>(identity.kind), identity.value });
    return list;
}

std::vector<Identity> read_identities(const json& list)
{
    std::vector<Identity> identities;
    for (const auto& identity : list)
        identities.push_back({ static_cast<dialogs::IdentityKind>(identity.at(0).get<int>()), identity.at(1) });
    return identities;
}

json written(const dialogs::Message& message)
{
    json object { { "kind", name_of(message.kind) },      { "text", message.text },
                  { "option", message.option },           { "reply_to", message.reply_to },
                  { "contacts", message.contact_phones }, { "own_contact", message.own_contact } };
    if (const auto& media = message.media)
        object["media"] = { media->id, media->mime_type, media->sha256, media->file_name };
    return object;
}

dialogs::Message read_message(const json& object)
{
    dialogs::Message message;
    const auto& kind = object.at("kind").get_ref<const std::string&>();
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names[i] == kind)
            message.kind = static_cast<MessageKind>(i);
    message.text = object.at("text");
    message.option = object.at("option");
    message.reply_to = object.at("reply_to");
    message.contact_phones = object.at("contacts").get<std::vector<std::string>>();
    message.own_contact = object.at("own_contact");
    if (object.contains("media")) {
        const auto& media = object["media"];
        message.media = dialogs::Media { media.at(0), media.at(1), media.at(2), media.at(3) };
    }
    return message;
}

Arrival read_arrival(const json& object)
{
    Arrival arrival;
    arrival.provider_id = object.at("provider_id");
    arrival.channel = object.at("channel");
    arrival.sender = read_identities(object.at("sender"));
    arrival.former = read_identities(object.at("former"));
    arrival.profile_name = object.at("profile_name");
    arrival.sent_at = dialogs::Time { std::chrono::milliseconds { object.at("sent_at").get<std::int64_t>() } };
    arrival.message = read_message(object.at("message"));
    arrival.raw = object.at("raw");
    return arrival;
}

} // namespace

std::string_view name_of(MessageKind kind)
{
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::string to_json(const Arrival& arrival)
{
    const json object {
        { "provider_id", arrival.provider_id },   { "channel", arrival.channel },
        { "sender", written(arrival.sender) },    { "former", written(arrival.former) },
        { "profile_name", arrival.profile_name }, { "sent_at", arrival.sent_at.time_since_epoch().count() },
        { "message", written(arrival.message) },  { "raw", arrival.raw }
    };
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

Arrival arrival_from_json(std::string_view text)
{
    try {
        return read_arrival(json::parse(text));
    } catch (const json::exception& error) {
        throw std::runtime_error { std::string { "reading a parked message: " } + error.what() };
    }
}

} // namespace bot
