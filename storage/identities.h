// The identities table alone, for people.cpp and the few who settle collisions.

#pragma once

#include "storage/people.h"

namespace storage::identities {

struct Conflict {
    std::int64_t person = 0; // who was taken for the sender
    std::int64_t other = 0;  // who owns the identity
    std::string channel;
    people::Identity identity;
    Time seen_at {};
};

std::string_view name_of(people::IdentityKind kind); // "phone", "user_id", "parent_user_id"

std::optional<std::int64_t> owner(Transaction& tx, std::string_view channel, const people::Identity& identity);

// Who owned it at that moment in the past.
std::optional<std::int64_t> former_owner(Transaction& tx, std::string_view channel, const people::Identity& identity,
                                         Time at);

void add(Transaction& tx, std::int64_t person, std::string_view channel, const people::Identity& identity, Time now);
void supersede(Transaction& tx, std::string_view channel, const people::Identity& identity, Time now);

// Phone first, then user id, then parent; newest first.
std::vector<people::Identity> current(Transaction& tx, std::int64_t person, std::string_view channel);

void note_conflict(Transaction& tx, const Conflict& conflict);
std::vector<Conflict> open_conflicts(Transaction& tx);
void settle_conflict(Transaction& tx, const Conflict& conflict, Time now);

} // namespace storage::identities
