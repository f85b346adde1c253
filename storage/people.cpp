#include "storage/people.h"

#include "storage/identities.h"
#include "storage/ids.h"

#include <algorithm>

namespace storage::people {

namespace {

constexpr std::string_view by_id =
    "SELECT id, name, profile_name, group_name, clf, block, district, state, language, language_chosen, "
    "shared_phone, created_at, joined_at, stopped_at, deleted_at, purge_at, roles FROM people WHERE id = $1";

constexpr std::string_view in_order =
    "SELECT id, name, profile_name, group_name, clf, block, district, state, language, language_chosen, "
    "shared_phone, created_at, joined_at, stopped_at, deleted_at, purge_at, roles FROM people "
    "WHERE id > $1 ORDER BY id LIMIT $2";

constexpr char between_roles = ';';

constexpr IdentityKind lookup_order[] = { IdentityKind::UserId, IdentityKind::ParentUserId, IdentityKind::Phone };

std::vector<std::string> roles_in(std::string_view column)
{
    std::vector<std::string> roles;
    while (!column.empty()) {
        const auto end = std::min(column.find(between_roles), column.size());
        roles.emplace_back(column.substr(0, end));
        column.remove_prefix(std::min(end + 1, column.size()));
    }
    return roles;
}

std::string column_of(std::vector<std::string> roles)
{
    std::ranges::sort(roles);
    std::string column;
    for (const auto& role : roles)
        column += (column.empty() ? std::string {} : std::string { between_roles }) + role;
    return column;
}

Person read_person(const Row& row)
{
    Person person;
    person.id = row.integer(0);
    person.name = row.string(1);
    person.profile_name = row.string(2);
    person.group_name = row.string(3);
    person.clf = row.string(4);
    person.block = row.string(5);
    person.district = row.string(6);
    person.state = row.string(7);
    person.language = row.string(8);
    person.language_chosen = row.integer(9) != 0;
    person.shared_phone = row.integer(10) != 0;
    person.created_at = row.time(11);
    person.joined_at = row.maybe_time(12);
    person.stopped_at = row.maybe_time(13);
    person.deleted_at = row.maybe_time(14);
    person.purge_at = row.maybe_time(15);
    person.roles = roles_in(row.text(16));
    return person;
}

// The owner of each identity, in the order of the identities.
std::vector<std::optional<std::int64_t>> owners_of(Transaction& tx, const Sender& sender)
{
    std::vector<std::optional<std::int64_t>> owners;
    for (const auto& identity : sender.identities)
        owners.push_back(identities::owner(tx, sender.channel, identity));
    return owners;
}

std::optional<std::int64_t> best_of(const Sender& sender, const std::vector<std::optional<std::int64_t>>& owners)
{
    for (const auto kind : lookup_order)
        for (std::size_t place = 0; place < owners.size(); ++place)
            if (sender.identities[place].kind == kind && owners[place])
                return owners[place];
    return std::nullopt;
}

// A message written before her number changed, delivered after it: still hers.
std::optional<std::int64_t> who_it_was(Transaction& tx, const Sender& sender)
{
    for (const auto kind : lookup_order)
        for (const auto& identity : sender.identities)
            if (identity.kind == kind)
                if (const auto person = identities::former_owner(tx, sender.channel, identity, sender.sent_at))
                    return person;
    return std::nullopt;
}

// What was given up after the message was sent is nobody's: a late message does not give it back.
void bind_unowned(Transaction& tx, std::int64_t person, const Sender& sender,
                  const std::vector<std::optional<std::int64_t>>& owners, Time now)
{
    for (std::size_t place = 0; place < owners.size(); ++place) {
        const auto& identity = sender.identities[place];
        if (owners[place] == person)
            continue;
        if (owners[place])
            identities::note_conflict(tx, { person, *owners[place], std::string { sender.channel }, identity, now });
        else if (!identities::former_owner(tx, sender.channel, identity, sender.sent_at))
            identities::add(tx, person, sender.channel, identity, now);
    }
}

// Her first words from the new number may overtake the word of the change, and then nobody knew her. Whoever owned the
// number before the change, or has joined meanwhile, is not that newcomer.
void take_from_newcomer(Transaction& tx, std::int64_t person, const Change& change, const Identity& identity, Time now)
{
    const auto owner = identities::owner(tx, change.channel, identity);
    if (!owner || *owner == person)
        return;
    const auto newcomer = get(tx, *owner).value();
    if (newcomer.created_at < change.changed_at || newcomer.joined_at || newcomer.deleted_at || !newcomer.name.empty())
        return;
    for (const auto& hers : identities::current(tx, newcomer.id, change.channel)) {
        identities::supersede(tx, change.channel, hers, now);
        identities::add(tx, person, change.channel, hers, now);
    }
}

void keep_profile_name(Transaction& tx, Person& person, std::string_view profile_name)
{
    if (profile_name.empty() || profile_name == person.profile_name)
        return;
    tx.run("UPDATE people SET profile_name = $2 WHERE id = $1", { person.id, profile_name });
    person.profile_name = profile_name;
}

// In their own table, by which people of a role are found, and beside her.
void save_roles(Transaction& tx, std::int64_t person, const std::vector<std::string>& roles)
{
    const auto column = column_of(roles);
    if (tx.run("UPDATE people SET roles = $2 WHERE id = $1 AND roles <> $2", { person, column }) == 0)
        return;
    tx.run("DELETE FROM roles WHERE person = $1", { person });
    for (const auto& role : roles)
        tx.run("INSERT INTO roles (person, role) VALUES ($1, $2) ON CONFLICT DO NOTHING", { person, role });
}

} // namespace

Person find_or_add(Transaction& tx, const Sender& sender, Time now)
{
    const auto owners = owners_of(tx, sender);
    auto found = best_of(sender, owners);
    if (!found)
        if (const auto former = who_it_was(tx, sender))
            return get(tx, *former).value();
    if (!found)
        found = add(tx, sender.profile_name, now);
    bind_unowned(tx, *found, sender, owners, now);
    auto person = get(tx, *found).value();
    keep_profile_name(tx, person, sender.profile_name);
    return person;
}

Bound bind_identity(Transaction& tx, std::int64_t person, std::string_view channel, const Identity& identity, Time now)
{
    const auto owner = identities::owner(tx, channel, identity);
    if (owner == person)
        return Bound::Already;
    if (owner) {
        identities::note_conflict(tx, { person, *owner, std::string { channel }, identity, now });
        return Bound::Collision;
    }
    identities::add(tx, person, channel, identity, now);
    return Bound::Added;
}

std::optional<std::int64_t> change_identities(Transaction& tx, const Change& change, Time now)
{
    std::optional<std::int64_t> person;
    for (const auto* group : { &change.former, &change.current })
        for (const auto kind : lookup_order)
            for (const auto& identity : *group)
                if (!person && identity.kind == kind)
                    person = identities::owner(tx, change.channel, identity);
    if (!person)
        return std::nullopt;
    for (const auto& identity : change.former)
        if (identities::owner(tx, change.channel, identity) == person &&
            std::ranges::find(change.current, identity) == change.current.end())
            identities::supersede(tx, change.channel, identity, now);
    for (const auto& identity : change.current) {
        take_from_newcomer(tx, *person, change, identity, now);
        bind_identity(tx, *person, change.channel, identity, now);
    }
    return person;
}

bool Person::has_role(std::string_view role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::int64_t add(Transaction& tx, std::string_view profile_name, Time now)
{
    const auto id = ids::next(tx, ids::Sequence::Person);
    tx.run("INSERT INTO people (id, profile_name, created_at) VALUES ($1, $2, $3)", { id, profile_name, value(now) });
    return id;
}

std::optional<Person> get(Transaction& tx, std::int64_t person)
{
    return tx.first(by_id, { person }, read_person);
}

std::optional<Person> by_phone(Transaction& tx, std::string_view phone)
{
    const auto person = identities::owner(tx, {}, { IdentityKind::Phone, std::string { phone } });
    return person ? get(tx, *person) : std::nullopt;
}

std::vector<Identity> addresses(Transaction& tx, std::int64_t person, std::string_view channel)
{
    return identities::current(tx, person, channel);
}

std::string phone_of(Transaction& tx, std::int64_t person)
{
    const auto known = identities::current(tx, person, {});
    return known.empty() || known.front().kind != IdentityKind::Phone ? std::string {} : known.front().value;
}

void save(Transaction& tx, const Person& person)
{
    tx.run("UPDATE people SET name = $2, group_name = $3, clf = $4, block = $5, district = $6, state = $7, "
           "language = $8, language_chosen = $9, shared_phone = $10, joined_at = $11, stopped_at = $12 WHERE id = $1",
           { person.id, person.name, person.group_name, person.clf, person.block, person.district, person.state,
             person.language, std::int64_t { person.language_chosen }, std::int64_t { person.shared_phone },
             or_null(person.joined_at), or_null(person.stopped_at) });
    save_roles(tx, person.id, person.roles);
}

void set_language(Transaction& tx, std::int64_t person, std::string_view language, bool chosen)
{
    tx.run("UPDATE people SET language = $2, language_chosen = $3 WHERE id = $1",
           { person, language, std::int64_t { chosen } });
}

std::vector<Listed> list(Transaction& tx, std::int64_t after, int limit)
{
    std::vector<Listed> listed;
    tx.each(in_order, { after, std::int64_t { limit } },
            [&](const Row& row) { listed.push_back({ read_person(row), {} }); });
    for (auto& entry : listed)
        entry.phone = phone_of(tx, entry.person.id);
    return listed;
}

std::vector<Person> with_role(Transaction& tx, std::string_view role)
{
    return tx.all("SELECT id, name, profile_name, group_name, clf, block, district, state, language, language_chosen, "
                  "shared_phone, created_at, joined_at, stopped_at, deleted_at, purge_at, people.roles FROM roles "
                  "JOIN people ON people.id = roles.person WHERE role = $1 AND deleted_at IS NULL ORDER BY person",
                  { role }, read_person);
}

} // namespace storage::people
