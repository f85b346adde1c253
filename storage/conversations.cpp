#include "storage/conversations.h"

namespace storage::conversations {

namespace {

constexpr std::string_view with_window = "whatsapp";

}

Conversation load(Transaction& tx, std::int64_t person, std::string_view channel)
{
    Conversation conversation;
    conversation.person = person;
    conversation.channel = channel;
    tx.each("SELECT state, language, dialog, version, step, turn, last_heard_at, window_until FROM conversations "
            "WHERE person = $1 AND channel = $2",
            { person, channel }, [&](const Row& row) {
                conversation.state = row.string(0);
                conversation.language = row.string(1);
                conversation.dialog = row.string(2);
                conversation.version = row.string(3);
                conversation.step = row.string(4);
                conversation.turn = row.integer(5);
                conversation.last_heard_at = row.time(6);
                conversation.window_until = row.time(7);
            });
    return conversation;
}

namespace {

// Nearly always it is there, and then an UPDATE is the cheaper half of the INSERT.
void save_state(Transaction& tx, const Conversation& conversation)
{
    if (tx.run("UPDATE conversations SET state = $3, language = $4, dialog = $5, version = $6, step = $7, turn = $8, "
               "last_heard_at = $9, window_until = $10 WHERE person = $1 AND channel = $2",
               { conversation.person, conversation.channel, conversation.state, conversation.language,
                 conversation.dialog, conversation.version, conversation.step, conversation.turn,
                 value(conversation.last_heard_at), value(conversation.window_until) }) == 1)
        return;
    tx.run("INSERT INTO conversations (person, channel, state, language, dialog, version, step, turn, last_heard_at, "
           "window_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (person, channel) DO UPDATE SET "
           "state = excluded.state, language = excluded.language, dialog = excluded.dialog, "
           "version = excluded.version, step = excluded.step, turn = excluded.turn, "
           "last_heard_at = excluded.last_heard_at, window_until = excluded.window_until",
           { conversation.person, conversation.channel, conversation.state, conversation.language, conversation.dialog,
             conversation.version, conversation.step, conversation.turn, value(conversation.last_heard_at),
             value(conversation.window_until) });
}

} // namespace

void save(Transaction& tx, const Conversation& conversation)
{
    save_state(tx, conversation);
    const auto window = conversation.channel == with_window ? value(conversation.window_until) : Value { nullptr };
    tx.run("UPDATE people SET heard_on = CASE WHEN heard_at < $3 THEN $2 ELSE heard_on END, "
           "heard_at = CASE WHEN heard_at < $3 THEN $3 ELSE heard_at END, window_until = coalesce($4, window_until) "
           "WHERE id = $1 AND (heard_at < $3 OR window_until <> coalesce($4, window_until))",
           { conversation.person, conversation.channel, value(conversation.last_heard_at), window });
}

void clear_all(Transaction& tx, std::int64_t person)
{
    tx.run("DELETE FROM conversations WHERE person = $1", { person });
    tx.run("UPDATE people SET heard_on = '', heard_at = 0, window_until = 0 WHERE id = $1", { person });
}

std::optional<std::string> last_channel(Transaction& tx, std::int64_t person)
{
    return tx.first("SELECT channel FROM conversations WHERE person = $1 ORDER BY last_heard_at DESC LIMIT 1",
                    { person }, [](const Row& row) { return row.string(0); });
}

std::vector<OpenCount> count_open(Transaction& tx)
{
    return tx.all(
        "SELECT dialog, version, step, count(*) FROM conversations WHERE dialog <> '' "
        "GROUP BY dialog, version, step ORDER BY dialog, version, step",
        {}, [](const Row& row) { return OpenCount { row.string(0), row.string(1), row.string(2), row.integer(3) }; });
}

} // namespace storage::conversations
