#include "storage/identities.h"

namespace storage::identities {

namespace {

using people::Identity;
using people::IdentityKind;

IdentityKind kind_of(std::string_view name)
{
    if (name == "phone")
        return IdentityKind::Phone;
    return name == "user_id" ? IdentityKind::UserId : IdentityKind::ParentUserId;
}

// A phone is the same on every channel.
std::string_view scope_of(std::string_view channel, IdentityKind kind)
{
    return kind == IdentityKind::Phone ? std::string_view {} : channel;
}

void note_reach(Transaction& tx, std::int64_t person)
{
    tx.run("UPDATE people SET reach = coalesce((SELECT max(CASE WHEN i.kind = 'phone' THEN 2 "
           "WHEN i.channel = 'whatsapp' THEN 1 ELSE 0 END) FROM identities AS i "
           "WHERE i.person = people.id AND i.superseded_at IS NULL), 0) WHERE id = $1",
           { person });
}

} // namespace

std::string_view name_of(IdentityKind kind)
{
    switch (kind) {
    case IdentityKind::Phone:
        return "phone";
    case IdentityKind::UserId:
        return "user_id";
    case IdentityKind::ParentUserId:
        return "parent_user_id";
    }
    throw Error { "naming an identity: its kind is unknown" };
}

std::optional<std::int64_t> owner(Transaction& tx, std::string_view channel, const Identity& identity)
{
    return tx.first("SELECT person FROM identities "
                    "WHERE value = $1 AND kind = $2 AND channel = $3 AND superseded_at IS NULL",
                    { identity.value, name_of(identity.kind), scope_of(channel, identity.kind) },
                    [](const Row& row) { return row.integer(0); });
}

std::optional<std::int64_t> former_owner(Transaction& tx, std::string_view channel, const Identity& identity, Time at)
{
    return tx.first("SELECT person FROM identities WHERE value = $1 AND kind = $2 AND channel = $3 "
                    "AND superseded_at > $4 ORDER BY superseded_at LIMIT 1",
                    { identity.value, name_of(identity.kind), scope_of(channel, identity.kind), value(at) },
                    [](const Row& row) { return row.integer(0); });
}

void add(Transaction& tx, std::int64_t person, std::string_view channel, const Identity& identity, Time now)
{
    tx.run("INSERT INTO identities (channel, kind, value, person, valid_from) VALUES ($1, $2, $3, $4, $5) "
           "ON CONFLICT (value, kind, channel, person, valid_from) DO UPDATE SET superseded_at = NULL",
           { scope_of(channel, identity.kind), name_of(identity.kind), identity.value, person, value(now) });
    note_reach(tx, person);
}

void supersede(Transaction& tx, std::string_view channel, const Identity& identity, Time now)
{
    const auto former =
        tx.first("UPDATE identities SET superseded_at = $4 WHERE value = $1 AND kind = $2 "
                 "AND channel = $3 AND superseded_at IS NULL RETURNING person",
                 { identity.value, name_of(identity.kind), scope_of(channel, identity.kind), value(now) },
                 [](const Row& row) { return row.integer(0); });
    if (former)
        note_reach(tx, *former);
}

std::vector<Identity> current(Transaction& tx, std::int64_t person, std::string_view channel)
{
    return tx.all("SELECT kind, value FROM identities "
                  "WHERE person = $1 AND superseded_at IS NULL AND (channel = '' OR channel = $2) "
                  "ORDER BY CASE kind WHEN 'phone' THEN 1 WHEN 'user_id' THEN 2 ELSE 3 END, valid_from DESC, value",
                  { person, channel }, [](const Row& row) { return Identity { kind_of(row.text(0)), row.string(1) }; });
}

void note_conflict(Transaction& tx, const Conflict& conflict)
{
    tx.run("INSERT INTO identity_conflicts (person, other, channel, kind, value, seen_at) "
           "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
           { conflict.person, conflict.other, conflict.channel, name_of(conflict.identity.kind),
             conflict.identity.value, value(conflict.seen_at) });
}

std::vector<Conflict> open_conflicts(Transaction& tx)
{
    return tx.all("SELECT person, other, channel, kind, value, seen_at FROM identity_conflicts "
                  "WHERE settled_at IS NULL ORDER BY seen_at, person, other",
                  {}, [](const Row& row) {
                      return Conflict { row.integer(0),
                                        row.integer(1),
                                        row.string(2),
                                        { kind_of(row.text(3)), row.string(4) },
                                        row.time(5) };
                  });
}

void settle_conflict(Transaction& tx, const Conflict& conflict, Time now)
{
    tx.run("UPDATE identity_conflicts SET settled_at = $6 "
           "WHERE person = $1 AND other = $2 AND channel = $3 AND kind = $4 AND value = $5",
           { conflict.person, conflict.other, conflict.channel, name_of(conflict.identity.kind),
             conflict.identity.value, value(now) });
}

} // namespace storage::identities
