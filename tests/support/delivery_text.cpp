#include "tests/support/delivery_text.h"

namespace tests {

namespace {

using namespace dialogs;

const char* name_of(MessageKind kind)
{
    static constexpr const char* names[] = { "text",        "tap",      "photo",      "voice",    "video",  "document",
                                             "sticker",     "location", "contact",    "reaction", "order",  "form",
                                             "unsupported", "edited",   "new number", "timer",    "unknown" };
    return names[static_cast<int>(kind)];
}

const char* name_of(DeliveryState state)
{
    static constexpr const char* names[] = { "", "accepted", "sent", "delivered", "read", "played" };
    return state == DeliveryState::Failed ? "failed" : names[static_cast<int>(state)];
}

std::string line(const char* name, const std::string& value)
{
    return value.empty() ? "" : std::string { "    " } + name + ": " + value + "\n";
}

std::string line(const char* name, const std::vector<Identity>& identities)
{
    static constexpr const char* kinds[] = { "phone ", "user id ", "parent user id " };
    std::string text;
    for (const auto& identity : identities)
        text += line(name, kinds[static_cast<int>(identity.kind)] + identity.value);
    return text;
}

std::string seconds(Time at)
{
    return std::to_string(at.time_since_epoch().count() / 1000);
}

std::string as_text(const Media& media)
{
    return line("media", media.id) + line("type", media.mime_type) + line("sha256", media.sha256) +
           line("file", media.file_name);
}

std::string as_text(const Arrival& arrival)
{
    const auto& message = arrival.message;
    std::string text = std::string { "arrival: " } + name_of(message.kind) + "\n";
    text += line("id", arrival.channel + " " + arrival.provider_id) + line("from", arrival.sender) +
            line("no longer", arrival.former) + line("name", arrival.profile_name) +
            line("sent at", seconds(arrival.sent_at)) + line("text", message.text) + line("option", message.option) +
            line("reply to", message.reply_to);
    if (message.media)
        text += as_text(*message.media);
    for (const auto& phone : message.contact_phones)
        text += line(message.own_contact ? "own phone" : "phone of somebody", phone);
    return text;
}

std::string as_text(const StatusUpdate& status)
{
    return std::string { "status: " } + name_of(status.state) + "\n" +
           line("id", status.channel + " " + status.provider_id) +
           line("outbox", status.outbox_id ? std::to_string(*status.outbox_id) : "") + line("at", seconds(status.at)) +
           line("error", status.error_code ? std::to_string(status.error_code) + " " + status.error : status.error) +
           line("price", status.price_category + (status.price_type.empty() ? "" : ", " + status.price_type)) +
           line("to", status.recipient);
}

std::string as_text(const ChannelEvent& event)
{
    return "event: " + event.field + "\n" + line("at", seconds(event.at)) + line("payload", event.payload);
}

} // namespace

std::string as_text(const Delivery& delivery)
{
    std::string text;
    for (const auto& arrival : delivery.arrivals)
        text += as_text(arrival);
    for (const auto& status : delivery.statuses)
        text += as_text(status);
    for (const auto& event : delivery.events)
        text += as_text(event);
    return text.empty() ? "nothing\n" : text;
}

} // namespace tests
