#include "tests/support/memory_phone.h"

#include "bot/demo.h"
#include "bot/equipment.h"
#include "bot/letter_json.h"
#include "storage/conversations.h"
#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/people.h"

namespace tests {

const bot::Bot& proved_bot()
{
    static const bot::Equipment equipment { SAMVAD_SOURCE_DIR };
    return equipment.bot();
}

MemoryOffice::MemoryOffice()
    : now(std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 23 } + std::chrono::minutes { 270 }),
      connection_(storage::Database { "sqlite::memory:" }.open_writer())
{
    storage::migrate(connection_, SAMVAD_SOURCE_DIR "/storage/migrations", now);
    storage::Transaction tx { connection_ };
    bot::fill_demo(tx, now);
    tx.commit();
}

bot::TurnReport MemoryOffice::take(const dialogs::Arrival& arrival)
{
    storage::Transaction tx { connection_ };
    auto report = bot::take_turn_or_park(proved_bot(), tx, arrival, now);
    tx.commit();
    return report;
}

bot::TurnReport MemoryOffice::fire(const storage::timers::Timer& timer)
{
    storage::Transaction tx { connection_ };
    auto report = bot::take_timer(proved_bot(), tx, timer, now);
    tx.commit();
    return report;
}

std::optional<storage::timers::Timer> MemoryOffice::due(storage::Time until)
{
    storage::Transaction tx { connection_ };
    const auto timers = storage::timers::due(tx, until, 1);
    return timers.empty() ? std::nullopt : std::optional { timers.front() };
}

std::vector<MemoryOffice::Letter> MemoryOffice::deliver(const std::string& channel)
{
    std::vector<Letter> letters;
    storage::Transaction tx { connection_ };
    for (bool more = true; more;) {
        const auto claimed = storage::outbox::claim(tx, channel, 50, now, std::chrono::minutes { 1 });
        more = !claimed.empty();
        for (const auto& outbound : claimed) {
            letters.push_back(
                { storage::people::phone_of(tx, outbound.person), bot::letter_from_json(outbound.letter) });
            const auto id = "sent-" + std::to_string(outbound.id);
            storage::outbox::settle(tx, outbound, { storage::outbox::State::Accepted, id, {}, 0, {} }, now);
        }
    }
    tx.commit();
    return letters;
}

dialogs::Conversation MemoryOffice::conversation(const std::string& phone, const std::string& channel)
{
    storage::Transaction tx { connection_ };
    const auto person = storage::people::by_phone(tx, phone);
    if (!person)
        return {};
    const auto kept = storage::conversations::load(tx, person->id, channel);
    return kept.state.empty() ? dialogs::Conversation {} : dialogs::conversation_from_json(kept.state);
}

dialogs::Arrival text_of(const std::string& phone, const std::string& channel, const std::string& id,
                         const std::string& words, storage::Time now)
{
    dialogs::Arrival arrival;
    arrival.provider_id = id;
    arrival.channel = channel;
    arrival.sender = { { dialogs::IdentityKind::Phone, phone } };
    arrival.sent_at = now;
    arrival.message.text = words;
    return arrival;
}

} // namespace tests
