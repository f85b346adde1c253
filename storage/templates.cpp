#include "storage/templates.h"

#include "storage/stored_enum.h"

namespace storage::templates {

namespace {

constexpr std::array<std::string_view, 5> states { "pending", "approved", "rejected", "paused", "disabled" };

Template read_template(const Row& row)
{
    return { row.string(0),
             row.string(1),
             row.string(2),
             row.string(3),
             row.string(4),
             row.string(5),
             enum_of<State>(states, row.text(6)),
             row.string(7),
             row.time(8) };
}

bool is_same(const Template& known, const Template& told)
{
    return known.category == told.category && known.body == told.body &&
           known.registration_id == told.registration_id && known.state == told.state && known.reason == told.reason;
}

} // namespace

std::string_view name_of(State state)
{
    return word_of(states, state);
}

std::optional<State> state_named(std::string_view name)
{
    return maybe_enum_of<State>(states, name);
}

Saved save(Transaction& tx, const Template& registered, Time now)
{
    const auto known = get(tx, registered.channel, registered.name, registered.language);
    if (known && is_same(*known, registered))
        return Saved::Same;
    tx.run(
        "INSERT INTO templates (name, channel, language, category, body, registration_id, state, reason, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (name, channel, language) DO UPDATE SET "
        "category = excluded.category, body = excluded.body, registration_id = excluded.registration_id, "
        "state = excluded.state, reason = excluded.reason, changed_at = excluded.changed_at",
        { registered.name, registered.channel, registered.language, registered.category, registered.body,
          registered.registration_id, name_of(registered.state), registered.reason, value(now) });
    return known ? Saved::Changed : Saved::Added;
}

std::vector<Template> named(Transaction& tx, std::string_view channel, std::string_view name)
{
    return tx.all("SELECT name, channel, language, category, body, registration_id, state, reason, changed_at "
                  "FROM templates WHERE name = $1 AND channel = $2 ORDER BY language",
                  { name, channel }, read_template);
}

std::optional<Template> get(Transaction& tx, std::string_view channel, std::string_view name, std::string_view language)
{
    return tx.first("SELECT name, channel, language, category, body, registration_id, state, reason, changed_at "
                    "FROM templates WHERE name = $1 AND channel = $2 AND language = $3",
                    { name, channel, language }, read_template);
}

std::vector<Template> of_channel(Transaction& tx, std::string_view channel)
{
    return tx.all("SELECT name, channel, language, category, body, registration_id, state, reason, changed_at "
                  "FROM templates WHERE channel = $1 ORDER BY name, language",
                  { channel }, read_template);
}

bool move(Transaction& tx, std::string_view channel, std::string_view name, std::string_view language, State state,
          std::string_view reason, Time now)
{
    return tx.run("UPDATE templates SET state = $4, reason = $5, changed_at = $6 "
                  "WHERE name = $1 AND channel = $2 AND language = $3",
                  { name, channel, language, name_of(state), reason, value(now) }) == 1;
}

bool recategorise(Transaction& tx, std::string_view channel, std::string_view name, std::string_view language,
                  std::string_view category, Time now)
{
    return tx.run("UPDATE templates SET category = $4, changed_at = $5 "
                  "WHERE name = $1 AND channel = $2 AND language = $3",
                  { name, channel, language, category, value(now) }) == 1;
}

} // namespace storage::templates
