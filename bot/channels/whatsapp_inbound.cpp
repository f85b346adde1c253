#include "bot/channels/whatsapp_inbound.h"

#include "bot/bad_request.h"
#include "bot/bounded_json.h"
#include "bot/channels/addresses.h"
#include "bot/channels/whatsapp_fields.h"
#include "bot/channels/whatsapp_message.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace bot {

namespace {

using dialogs::Arrival;
using dialogs::Delivery;
using dialogs::DeliveryState;
using dialogs::StatusUpdate;
using Json = nlohmann::json;

const std::string channel_name = "whatsapp";

// Her identities now (sender) and those that are no longer hers (former). Older payloads name the new number
// new_wa_id and the old one customer. Says false if nothing was replaced, as for a new security code.
bool read_number_change(const Json& message, Arrival& arrival)
{
    const auto& system = object_at(message, "system");
    auto now = identities_at(system, "wa_id", "user_id", "parent_user_id");
    add_identity(now, to_identity(text_at(system, "new_wa_id")));
    auto before = identities_at(system, "customer", "previous_user_id", "previous_parent_user_id");
    add_identity(before, to_identity(text_at(message, "from")));
    std::erase_if(before, [&](const auto& one) { return std::find(now.begin(), now.end(), one) != now.end(); });
    arrival.message.kind = dialogs::MessageKind::NewNumber;
    arrival.sender = std::move(now);
    arrival.former = std::move(before);
    return !arrival.sender.empty() && !arrival.former.empty();
}

void read_message(const Json& message, const Contacts& contacts, Delivery& delivery)
{
    Arrival arrival;
    arrival.provider_id = text_at(message, "id");
    if (arrival.provider_id.empty())
        throw BadRequest("a message of the webhook has no id");
    arrival.channel = channel_name;
    arrival.sent_at = time_at(message, "timestamp");
    arrival.sender = identities_at(message, "from", "from_user_id", "from_parent_user_id");
    arrival.profile_name = contacts.complete(arrival.sender);
    arrival.message = read_whatsapp_message(message);
    arrival.raw = message.dump();
    if (text_at(message, "type") == "system" && !read_number_change(message, arrival)) {
        delivery.events.push_back(whatsapp_event("messages.system", message, arrival.sent_at));
        return;
    }
    if (arrival.sender.empty())
        throw BadRequest("a message of the webhook has no sender");
    delivery.arrivals.push_back(std::move(arrival));
}

std::optional<DeliveryState> state_named(std::string_view name)
{
    static constexpr std::pair<std::string_view, DeliveryState> states[] = {
        { "sent", DeliveryState::Sent },     { "delivered", DeliveryState::Delivered }, { "read", DeliveryState::Read },
        { "played", DeliveryState::Played }, { "failed", DeliveryState::Failed },
    };
    for (const auto& [known, state] : states)
        if (known == name)
            return state;
    return std::nullopt;
}

// Older payloads have only code and title.
void read_fault(const Json& status, StatusUpdate& update)
{
    const auto& faults = array_at(status, "errors");
    if (faults.empty())
        return;
    const auto& fault = faults.front();
    update.error = text_at(object_at(fault, "error_data"), "details");
    if (update.error.empty())
        update.error = text_at(fault, "title");
    if (const auto code = fault.find("code"); code != fault.end() && code->is_number_integer())
        update.error_code = code->get<std::int64_t>();
}

void read_status(const Json& status, const Contacts& contacts, Delivery& delivery)
{
    StatusUpdate update;
    update.channel = channel_name;
    update.provider_id = text_at(status, "id");
    update.at = time_at(status, "timestamp");
    update.outbox_id = whole_number(text_at(status, "biz_opaque_callback_data"));
    const auto state = state_named(text_at(status, "status"));
    if (!state) { // "deleted" and whatever comes later: kept, but it moves nothing
        delivery.events.push_back(whatsapp_event("messages.status", status, update.at));
        return;
    }
    if (update.provider_id.empty())
        throw BadRequest("a status of the webhook has no id");
    update.state = *state;
    read_fault(status, update);
    const auto& pricing = object_at(status, "pricing");
    update.price_category = text_at(pricing, "category");
    update.price_type = text_at(pricing, "type");
    update.recipient = identities_at(status, "recipient_id", "recipient_user_id", "recipient_parent_user_id");
    contacts.complete(update.recipient);
    delivery.statuses.push_back(std::move(update));
}

// One faulty part must not refuse the others of its batch, which the provider would send again for days: it is kept
// whole, as an event.
template <class Read>
void read_or_keep(std::string field, const Json& part, dialogs::Time entry_time, Delivery& delivery, Read read)
{
    try {
        read();
    } catch (const BadRequest&) {
        delivery.events.push_back(whatsapp_event(std::move(field), part, entry_time));
    }
}

void read_messages(const Json& value, dialogs::Time entry_time, Delivery& delivery)
{
    const auto& messages = array_at(value, "messages");
    const auto& statuses = array_at(value, "statuses");
    Contacts contacts;
    for (const auto& contact : array_at(value, "contacts"))
        read_or_keep("messages.faulty_contact", contact, entry_time, delivery, [&] { contacts.add(contact); });
    for (const auto& message : messages)
        read_or_keep("messages.faulty_message", message, entry_time, delivery,
                     [&] { read_message(message, contacts, delivery); });
    for (const auto& status : statuses)
        read_or_keep("messages.faulty_status", status, entry_time, delivery,
                     [&] { read_status(status, contacts, delivery); });
    // Faults of the account itself; those of a message stand beside it.
    if (messages.empty() && !array_at(value, "errors").empty())
        delivery.events.push_back(whatsapp_event("messages.errors", value, entry_time));
}

void read_change(const Json& change, dialogs::Time entry_time, Delivery& delivery)
{
    const auto field = text_at(change, "field");
    if (field.empty() || !change.contains("value"))
        throw BadRequest("a change of the webhook has no field or no value");
    if (field == "messages")
        read_messages(object_at(change, "value"), entry_time, delivery);
    else
        delivery.events.push_back(whatsapp_event(field, change["value"], entry_time));
}

} // namespace

Delivery read_whatsapp(std::string_view body)
{
    const auto json = read_bounded_json(body);
    if (!json.is_object() || !json.contains("entry"))
        throw BadRequest("the webhook is no object with a list of entries");
    Delivery delivery;
    for (const auto& entry : array_at(json, "entry"))
        for (const auto& change : array_at(entry, "changes"))
            read_change(change, time_at(entry, "time"), delivery);
    return delivery;
}

} // namespace bot
