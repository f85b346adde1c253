// A message of hers as the records keep it. Pure.

#pragma once

#include "dialogs/message.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/people.h"

#include <optional>
#include <vector>

namespace bot {

std::vector<storage::people::Identity> stored(const std::vector<dialogs::Identity>& identities);

storage::inbox::Inbound inbound_of(const dialogs::Arrival& arrival, storage::Time now);

// She wrote it: neither a timer of ours nor the provider's word about her number.
bool is_hers(const dialogs::Arrival& arrival);

// The picture, sound or document to be fetched with it; empty if it has none.
std::optional<storage::media::Medium> medium_of(const dialogs::Arrival& arrival, std::int64_t person,
                                                storage::Time now);

} // namespace bot
