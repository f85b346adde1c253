#include "bot/arrival_rows.h"

#include "bot/arrival_json.h"

namespace bot {

using dialogs::Arrival;
using dialogs::MessageKind;
using storage::Time;

std::vector<storage::people::Identity> stored(const std::vector<dialogs::Identity>& identities)
{
    std::vector<storage::people::Identity> list;
    for (const auto& identity : identities)
        list.push_back({ static_cast<storage::people::IdentityKind>(identity.kind), identity.value });
    return list;
}

storage::inbox::Inbound inbound_of(const Arrival& arrival, Time now)
{
    storage::inbox::Inbound inbound;
    inbound.channel = arrival.channel;
    inbound.provider_id = arrival.provider_id;
    inbound.kind = name_of(arrival.message.kind);
    inbound.text = arrival.message.text;
    inbound.raw = arrival.raw;
    inbound.sent_at = arrival.sent_at;
    inbound.received_at = now;
    return inbound;
}

bool is_hers(const Arrival& arrival)
{
    return arrival.message.kind != MessageKind::Timer && arrival.message.kind != MessageKind::NewNumber;
}

std::optional<storage::media::Medium> medium_of(const Arrival& arrival, std::int64_t person, Time now)
{
    const auto kind = arrival.message.kind;
    const auto& media = arrival.message.media;
    if (!media || (kind != MessageKind::Photo && kind != MessageKind::Voice && kind != MessageKind::Document))
        return std::nullopt;
    storage::media::Medium medium;
    medium.person = person;
    medium.channel = arrival.channel;
    medium.provider_id = media->id;
    medium.mime_type = media->mime_type;
    medium.told_sha256 = media->sha256;
    medium.due_at = now;
    medium.message = arrival.provider_id;
    return medium;
}

} // namespace bot
