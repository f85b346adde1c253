#include "opened.h"

#include "storage/inbox.h"
#include "storage/messages.h"
#include "storage/outbox.h"
#include "storage/people.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;

namespace {

std::vector<std::string> listed(Transaction& tx, std::optional<std::int64_t> person, std::int64_t limit)
{
    std::vector<std::string> list;
    messages::each(tx, person, limit, [&](const messages::Message& message) {
        list.push_back(message.direction == messages::Direction::In ? message.provider_id : message.text_key);
    });
    return list;
}

} // namespace

TEST_CASE("Messages of both directions are listed in their order, of all or of one, the newest")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto sunita = people::add(tx, "Sunita", at()), gita = people::add(tx, "Gita", at());
    const auto receive = [&](std::int64_t who, const std::string& id, Time when) {
        inbox::receive(tx, { "whatsapp", id, who, "text", "words", "{}", when, when, "answered" });
    };
    const auto owe = [&](std::int64_t who, const char* key, Time when) {
        outbox::queue(tx, { .person = who, .channel = "whatsapp", .letter = "{}", .template_key = key }, when);
    };
    receive(sunita, "a", at());
    owe(sunita, "to a", at());
    receive(gita, "b", at(1s));
    owe(gita, "to b", at(1s));
    receive(sunita, "c", at(2s));
    CHECK(listed(tx, {}, 100) == std::vector<std::string> { "a", "to a", "b", "to b", "c" });
    CHECK(listed(tx, {}, 2) == std::vector<std::string> { "to b", "c" });
    CHECK(listed(tx, sunita, 100) == std::vector<std::string> { "a", "to a", "c" });
    CHECK(listed(tx, sunita, 2) == std::vector<std::string> { "to a", "c" });
}
