// `samvad list` where no import can bring the records: people who collide, and what came with a message.

#include "storage/identities.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/people.h"
#include "tests/support/records_of.h"

#include <catch2/catch.hpp>

namespace {

using tests::objects_of;
using tests::Workplace;
using tests::written;

const std::string sunita = "+919800000001", mira = "+919800000021";

void add_people(const Workplace& place)
{
    written(place, [](storage::Transaction& tx) {
        storage::people::Person person;
        person.roles = { "member" };
        for (const auto& phone : { sunita, mira })
            storage::people::import_person(tx, phone, person, bot::system_time());
        return true;
    });
}

} // namespace

TEST_CASE("identities that belong to two people are listed for whoever settles it")
{
    const Workplace place;
    add_people(place);
    written(place, [](storage::Transaction& tx) {
        const auto one = storage::people::by_phone(tx, sunita)->id;
        const auto other = storage::people::by_phone(tx, mira)->id;
        storage::identities::note_conflict(
            tx, { one, other, "whatsapp", { storage::people::IdentityKind::UserId, "IN.77" }, bot::system_time() });
        return true;
    });
    const auto conflicts = objects_of(place.run("list conflicts --json").out);
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0]["phone"] == sunita);
    CHECK(conflicts[0]["other_phone"] == mira);
    CHECK(conflicts[0]["kind"] == "user_id");
    CHECK(conflicts[0]["identity"] == "IN.77");
    CHECK(objects_of(place.run("list conflicts --json --phone 9800000021").out) == conflicts);
    CHECK_THAT(place.run("list conflicts").out, Catch::Contains("IN.77"));
}

TEST_CASE("a message with a medium is listed with its type and whether it is stored")
{
    const Workplace place;
    add_people(place);
    written(place, [](storage::Transaction& tx) {
        const auto now = bot::system_time();
        const auto her = storage::people::by_phone(tx, sunita)->id;
        storage::inbox::receive(tx, { "whatsapp", "wamid.1", her, "text", "नमस्ते", "{}", now, now, "answered" });
        storage::inbox::receive(tx, { "whatsapp", "wamid.2", her, "voice", "", "{}", now, now, "misplaced" });
        storage::media::Medium medium;
        medium.person = her;
        medium.channel = "whatsapp";
        medium.provider_id = "77";
        medium.mime_type = "audio/ogg; codecs=opus";
        medium.message = "wamid.2";
        return storage::media::want(tx, medium, now);
    });
    const auto messages = objects_of(place.run("list messages --json").out);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0]["medium"].is_null());
    CHECK(messages[1]["medium"] == "audio/ogg wanted");
    CHECK_THAT(place.run("list messages").out, Catch::Contains("audio/ogg wanted"));
}
