#include "bot/channels/whatsapp_fields.h"

#include "bot/bad_request.h"
#include "bot/bounded_json.h"
#include "bot/channels/addresses.h"
#include "bot/hashes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace bot {

namespace {

using dialogs::Identity;
using dialogs::IdentityKind;
using Json = nlohmann::json;

std::optional<Identity> user_id_at(const Json& object, const char* key, IdentityKind kind)
{
    auto value = text_at(object, key);
    return value.empty() ? std::nullopt : std::optional { Identity { kind, std::move(value) } };
}

} // namespace

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc {} && end == text.data() + text.size() ? std::optional { number } : std::nullopt;
}

dialogs::Time time_at(const Json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return {};
    std::optional<std::int64_t> seconds;
    if (found->is_string())
        seconds = whole_number(found->get_ref<const std::string&>());
    else if (found->is_number_integer())
        seconds = whole_number(found->dump());
    constexpr std::int64_t year_2200 = 7'258'118'400;
    if (!seconds || *seconds < 0 || *seconds > year_2200)
        throw BadRequest(std::string { "the field " } + key + " is no time in seconds");
    return dialogs::Time { std::chrono::seconds { *seconds } };
}

Identities identities_at(const Json& object, const char* phone, const char* user, const char* parent)
{
    Identities all;
    add_identity(all, to_identity(text_at(object, phone)));
    add_identity(all, user_id_at(object, user, IdentityKind::UserId));
    add_identity(all, user_id_at(object, parent, IdentityKind::ParentUserId));
    return all;
}

void Contacts::add(const Json& contact)
{
    Contact known { identities_at(contact, "wa_id", "user_id", "parent_user_id"),
                    text_at(object_at(contact, "profile"), "name") };
    for (const auto& identity : known.identities)
        place_of_.emplace(identity.value, contacts_.size());
    contacts_.push_back(std::move(known));
}

std::string Contacts::complete(Identities& person) const
{
    for (const auto& identity : Identities { person }) {
        const auto place = place_of_.find(identity.value);
        if (place == place_of_.end())
            continue;
        const auto& contact = contacts_[place->second];
        for (const auto& known : contact.identities)
            add_identity(person, known);
        std::stable_sort(person.begin(), person.end(),
                         [](const Identity& one, const Identity& other) { return one.kind < other.kind; });
        return contact.name;
    }
    return {};
}

dialogs::ChannelEvent whatsapp_event(std::string field, const Json& payload, dialogs::Time at)
{
    dialogs::ChannelEvent event {
        .channel = "whatsapp", .field = std::move(field), .payload = payload.dump(), .key = {}, .at = at
    };
    // The same may happen twice: a template approved, paused, approved again.
    event.key = sha256_hex(event.channel + '\n' + event.field + '\n' + event.payload + '\n' +
                           std::to_string(at.time_since_epoch().count()));
    return event;
}

} // namespace bot
