#include "bot/channels/whatsapp_message.h"

#include "bot/bounded_json.h"
#include "bot/channels/addresses.h"
#include "bot/hashes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace bot {

namespace {

using dialogs::Media;
using dialogs::Message;
using dialogs::MessageKind;
using Json = nlohmann::json;

void read_text(const Json& message, Message& read)
{
    read.text = text_at(object_at(message, "text"), "body");
}

// Images, videos, documents, sounds and stickers have the same shape; the node bears the name of the type.
void read_media(const Json& message, Message& read)
{
    const auto& node = object_at(message, text_at(message, "type").c_str());
    read.text = text_at(node, "caption");
    read.media = Media { .id = text_at(node, "id"),
                         .mime_type = text_at(node, "mime_type"),
                         .sha256 = sha256_as_hex(text_at(node, "sha256")),
                         .file_name = text_at(node, "filename") };
}

// The quick reply of a template.
void read_button(const Json& message, Message& read)
{
    const auto& button = object_at(message, "button");
    read.option = text_at(button, "payload");
    read.text = text_at(button, "text");
}

void read_tap(const Json& reply, Message& read)
{
    read.option = text_at(reply, "id");
    read.text = text_at(reply, "title");
}

// The node may be missing when Meta could not pass the tap on; then there is an errors entry 131000 instead.
void read_interactive(const Json& message, Message& read)
{
    const auto& node = object_at(message, "interactive");
    const auto type = text_at(node, "type");
    if (type == "button_reply" || type == "list_reply") {
        read_tap(object_at(node, type.c_str()), read);
    } else if (type == "nfm_reply") {
        read.kind = MessageKind::Form;
        read.text = text_at(object_at(node, "nfm_reply"), "response_json");
    } else {
        read.kind = node.empty() ? MessageKind::Unsupported : MessageKind::Unknown;
    }
}

void read_location(const Json& message, Message& read)
{
    const auto& node = object_at(message, "location");
    const auto latitude = node.find("latitude"), longitude = node.find("longitude");
    if (latitude != node.end() && longitude != node.end() && latitude->is_number() && longitude->is_number())
        read.text = latitude->dump() + "," + longitude->dump();
}

void add_phones(const Json& card, std::vector<std::string>& phones)
{
    for (const auto& phone : array_at(card, "phones")) {
        const auto whatsapp_number = text_at(phone, "wa_id");
        auto number = to_e164(whatsapp_number.empty() ? text_at(phone, "phone") : whatsapp_number);
        if (!number.empty())
            phones.push_back(std::move(number));
    }
}

// Only a card shared by our own button proves that the number is hers; any other card may be of anybody, also one
// that comes beside hers.
void read_contacts(const Json& message, Message& read)
{
    std::vector<std::string> own, others;
    for (const auto& card : array_at(message, "contacts"))
        add_phones(card, text_at(card, "origin") == "contact_request" ? own : others);
    read.own_contact = !own.empty();
    read.contact_phones = read.own_contact ? std::move(own) : std::move(others);
}

void read_reaction(const Json& message, Message& read)
{
    const auto& node = object_at(message, "reaction");
    read.text = text_at(node, "emoji");
    read.reply_to = text_at(node, "message_id");
}

void read_order(const Json& message, Message& read)
{
    read.text = text_at(object_at(message, "order"), "text");
}

void read_nothing(const Json&, Message&) {}

struct Type {
    std::string_view name;
    MessageKind kind;
    void (*read)(const Json& message, Message& read);
};

constexpr Type types[] = {
    { "text", MessageKind::Text, read_text },
    { "interactive", MessageKind::Tap, read_interactive },
    { "button", MessageKind::Tap, read_button },
    { "image", MessageKind::Photo, read_media },
    { "audio", MessageKind::Voice, read_media },
    { "voice", MessageKind::Voice, read_media }, // the old on-premises form
    { "video", MessageKind::Video, read_media },
    { "document", MessageKind::Document, read_media },
    { "sticker", MessageKind::Sticker, read_media },
    { "location", MessageKind::Location, read_location },
    { "contacts", MessageKind::Contact, read_contacts },
    { "reaction", MessageKind::Reaction, read_reaction },
    { "order", MessageKind::Order, read_order },
    { "unsupported", MessageKind::Unsupported, read_nothing },
    { "edit", MessageKind::Edited, read_nothing },
    { "revoke", MessageKind::Edited, read_nothing },
};

} // namespace

Message read_whatsapp_message(const Json& message)
{
    Message read;
    read.kind = MessageKind::Unknown;
    read.reply_to = text_at(object_at(message, "context"), "id");
    const auto name = text_at(message, "type");
    const auto* type =
        std::find_if(std::begin(types), std::end(types), [&](const Type& one) { return one.name == name; });
    if (type != std::end(types)) {
        read.kind = type->kind;
        type->read(message, read);
    }
    return read;
}

} // namespace bot
