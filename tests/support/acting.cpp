#include "tests/support/acting.h"

#include "storage/consents.h"
#include "storage/migrate.h"

#include <algorithm>
#include <stdexcept>

namespace support {

storage::Time at(std::chrono::milliseconds after)
{
    return storage::from_milliseconds(1'795'312'800'000) + after;
}

dialogs::Day day(int year, unsigned month, unsigned the_day)
{
    return { { std::chrono::year { year }, std::chrono::month { month }, std::chrono::day { the_day } } };
}

Acting::Acting() : connection_ { storage::Database { "sqlite::memory:" }.open_writer() }
{
    storage::migrate(*connection_, SAMVAD_SOURCE_DIR "/storage/migrations", at());
    tx_ = std::make_unique<storage::Transaction>(*connection_);
}

Person Acting::imported(const std::string& phone, const std::string& name, const std::vector<std::string>& roles)
{
    Person row;
    row.name = name;
    row.group_name = "Lakshmi";
    row.clf = "Pragati";
    row.block = "Bilgram";
    row.district = "Hardoi";
    row.roles = roles;
    storage::people::import_person(*tx_, phone, row, now);
    return storage::people::by_phone(*tx_, phone).value();
}

Person Acting::joined(const std::string& phone, const std::string& name, const std::vector<std::string>& roles)
{
    const auto person = imported(phone, name, roles);
    storage::consents::record(*tx_, { person.id, storage::consents::Purpose::Service, true, "join.notice.ask", "v1",
                                      "hi", "whatsapp", "joined-" + phone, now });
    return storage::people::get(*tx_, person.id).value();
}

Person Acting::stranger(const std::string& phone)
{
    const std::vector<storage::people::Identity> identities { { storage::people::IdentityKind::Phone, phone } };
    return storage::people::find_or_add(*tx_, { "whatsapp", identities, {}, now }, now);
}

dialogs::Done Acting::run(const std::string& action, Person& person, Slots slots)
{
    const auto& table = bot::actions();
    const auto found = std::ranges::find(table, action, [](const bot::Action& known) { return known.shape.name; });
    if (found == table.end())
        throw std::logic_error { "running an action: there is none named " + action };
    slots.insert_or_assign("dialog", dialogs::Word { dialog });
    dialogs::Arrival arrival;
    arrival.channel = "whatsapp";
    arrival.provider_id = "message-1";
    bot::ActionCall call { *tx_,    person,
                           arrival, slots,
                           "hi",    now,
                           tells,   [](std::string_view key) { return "version of " + std::string { key }; } };
    return found->run(call);
}

std::int64_t number(const Slots& slots, const std::string& name)
{
    return get<dialogs::Number>(slots, name).value.whole().value();
}

std::int64_t paise(const Slots& slots, const std::string& name)
{
    return get<dialogs::Money>(slots, name).paise;
}

std::string phrase(const Slots& slots, const std::string& name)
{
    const auto* key = std::get_if<dialogs::Phrase>(&slots.at(name));
    return key != nullptr ? key->key : get<dialogs::Text>(slots, name).words;
}

dialogs::Word word(const std::string& id)
{
    return { id };
}

dialogs::Text text(const std::string& words)
{
    return { words };
}

dialogs::Number number(std::int64_t value)
{
    return { locales::Decimal { value } };
}

dialogs::Quantity quantity(std::int64_t value, const std::string& unit)
{
    return { locales::Decimal { value }, unit };
}

dialogs::Money rupees(std::int64_t value)
{
    return { value * 100 };
}

} // namespace support
