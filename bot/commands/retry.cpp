#include "bot/commands/retry.h"

#include "bot/arrival_json.h"
#include "bot/clock.h"
#include "bot/commands/open.h"
#include "bot/equipment.h"
#include "bot/turns.h"
#include "storage/audit.h"
#include "storage/inbox.h"

#include <algorithm>
#include <ostream>

namespace bot {

namespace {

enum class Retried { Taken, ParkedAgain, NotThere };

std::vector<std::int64_t> all_parked(storage::Connection& connection)
{
    std::vector<std::int64_t> ids;
    storage::Transaction tx { connection, storage::Mode::Read };
    for (const auto& parked : storage::inbox::parked(tx))
        ids.push_back(parked.id);
    return ids;
}

// The reason stands beside the message under its new number.
std::string reason_of(storage::Transaction& tx, const storage::inbox::Parked& was)
{
    for (const auto& parked : storage::inbox::parked(tx))
        if (parked.provider_id == was.provider_id && parked.channel == was.channel)
            return std::to_string(parked.id) + ": " + parked.reason;
    return {};
}

// The message leaves the parking place and takes effect in one transaction, or stays where it is.
Retried retry_one(const Bot& bot, storage::Connection& connection, std::int64_t id, std::ostream& out)
{
    storage::Transaction tx { connection };
    const auto parked = storage::inbox::take_parked(tx, id);
    if (!parked) {
        out << id << ": no such message is parked; samvad list parked shows them\n";
        return Retried::NotThere;
    }
    const auto now = system_time();
    const auto report = take_turn_or_park(bot, tx, arrival_from_json(parked->arrival), now, OnTrouble::SayNothing);
    storage::audit::note(tx, { operator_name(), "retry", std::nullopt,
                               parked->channel + " " + parked->provider_id + ": " + report.outcome, now });
    const bool again = report.outcome == "parked";
    out << id << ": " << (again ? "failed again and is parked as " + reason_of(tx, *parked) : report.outcome) << "\n";
    tx.commit();
    return again ? Retried::ParkedAgain : Retried::Taken;
}

} // namespace

int retry(const Settings& settings, std::vector<std::int64_t> ids, std::ostream& out)
{
    const Equipment equipment { settings.data };
    const auto connection = open_for_writing(settings);
    if (ids.empty())
        ids = all_parked(*connection);
    std::ranges::sort(ids);
    bool all_taken = true;
    for (const auto id : ids)
        all_taken &= retry_one(equipment.bot(), *connection, id, out) == Retried::Taken;
    return all_taken ? 0 : 1;
}

} // namespace bot
