#include "storage/messages.h"

namespace storage::messages {

namespace {

const std::string received =
    "SELECT 0 AS direction, 0 AS number, channel, provider_id, person, received_at AS moment, kind, "
    "outcome, '' AS text_key, '' AS error FROM inbox ";

const std::string owed =
    "SELECT 1 AS direction, id AS number, channel, COALESCE(provider_id, '') AS provider_id, person, "
    "created_at AS moment, CASE lane WHEN 0 THEN 'reply' ELSE 'notice' END AS kind, "
    "state AS outcome, template_key AS text_key, error FROM outbox ";

// The newest of each part, found by its index: what was received by its time, what is owed by its number.
std::string newest_of(const std::string& where, const std::string& limit)
{
    return "SELECT * FROM (" + received + where + "ORDER BY received_at DESC LIMIT " + limit +
           ") AS newest_received UNION ALL SELECT * FROM (" + owed + where + "ORDER BY id DESC LIMIT " + limit +
           ") AS newest_owed";
}

// Both parts, the newest of them, oldest first. Of one moment, what came in is before what answers it,
// and our messages stand in the order in which they were written.
std::string in_order(const std::string& both, const std::string& limit)
{
    return "SELECT direction, channel, provider_id, person, moment, kind, outcome, text_key, error FROM (SELECT * FROM "
           "(" +
           both + ") AS messages ORDER BY moment DESC, direction DESC, number DESC, provider_id DESC LIMIT " + limit +
           ") AS newest ORDER BY moment, direction, number, provider_id";
}

Message read_message(const Row& row)
{
    Message message;
    message.direction = row.integer(0) == 0 ? Direction::In : Direction::Out;
    message.channel = row.string(1);
    message.provider_id = row.string(2);
    message.person = row.maybe_integer(3);
    message.at = row.time(4);
    message.kind = row.string(5);
    message.outcome = row.string(6);
    message.text_key = row.string(7);
    message.error = row.string(8);
    return message;
}

} // namespace

void each(Transaction& tx, std::optional<std::int64_t> person, std::int64_t limit, const EachMessage& each)
{
    static const std::string of_all = in_order(newest_of("", "$1"), "$1");
    static const std::string of_one = in_order(newest_of("WHERE person = $1 ", "$2"), "$2");
    const auto give = [&](const Row& row) { each(read_message(row)); };
    if (person)
        tx.each(of_one, { *person, limit }, give);
    else
        tx.each(of_all, { limit }, give);
}

} // namespace storage::messages
