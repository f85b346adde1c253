// "Delete my data": when the year has passed, what was kept of her goes by itself, and her photos with it.

#include "bot/purge.h"
#include "bot/media_store.h"
#include "storage/deletion.h"
#include "storage/inbox.h"
#include "storage/media.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "tests/support/files.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace tests;

namespace {

struct PurgeOffice : PostOffice {
    std::filesystem::path folder =
        std::filesystem::path { SAMVAD_BINARY_DIR } / ("purge_test_" + std::to_string(::getpid()));
    std::string photo = bot::store_media(folder, "bytes", "image/jpeg");

    ~PurgeOffice() { std::filesystem::remove_all(folder); }

    // Her message, and a photo that was fetched.
    void live(std::int64_t who)
    {
        person(who);
        in_transaction([&](storage::Transaction& tx) {
            const auto name = "wamid." + std::to_string(who);
            storage::inbox::receive(
                tx, { "whatsapp", name, who, "text", "words", "{}", clock.now(), clock.now(), "answered" });
            storage::media::Medium medium;
            medium.person = who;
            medium.channel = "whatsapp";
            storage::media::want(tx, medium, clock.now());
            storage::media::settle(tx, storage::media::claim(tx, 1, clock.now(), 1s).at(0),
                                   { .state = storage::media::State::Stored, .sha256 = photo });
        });
    }

    void forget(std::int64_t who)
    {
        in_transaction([&](storage::Transaction& tx) { storage::deletion::forget(tx, who, clock.now()); });
    }

    std::int64_t messages_of(std::int64_t who)
    {
        std::int64_t count = 0;
        in_transaction([&](storage::Transaction& tx) { count = storage::deletion::my_data(tx, who).messages; });
        return count;
    }

    bool has_photo() const { return bot::find_media(folder, photo).has_value(); }

    bot::PurgeLimits limits { .nap_max = 5ms };
};

} // namespace

TEST_CASE("a year after she asked to be forgotten her messages and her photos are gone, and not before")
{
    PurgeOffice office;
    office.live(1);
    office.forget(1);
    const bot::Purge purge { *office.writer, office.clock.as_clock(), office.folder, office.limits };
    office.clock.move(std::chrono::days { 364 });
    office.let_it_settle();
    CHECK(office.messages_of(1) == 1);
    CHECK(office.has_photo());
    office.clock.move(std::chrono::days { 1 } + 1h);
    CHECK(office.until([&] { return office.messages_of(1) == 0; }));
    CHECK_FALSE(office.has_photo());
}

TEST_CASE("a photo that somebody else sent too stays")
{
    PurgeOffice office;
    office.live(1);
    office.live(2);
    office.forget(1);
    office.clock.move(std::chrono::days { 366 });
    const bot::Purge purge { *office.writer, office.clock.as_clock(), office.folder, office.limits };
    CHECK(office.until([&] { return office.messages_of(1) == 0; }));
    CHECK(office.messages_of(2) == 1);
    CHECK(office.has_photo());
}

TEST_CASE("a purge that fails is tried again and leaves nothing half-done")
{
    PurgeOffice office;
    office.live(1);
    office.forget(1);
    office.clock.move(std::chrono::days { 366 });
    office.disk_fails = true;
    const bot::Purge purge { *office.writer, office.clock.as_clock(), office.folder, office.limits };
    REQUIRE(office.until([&] { return office.disk_failed > 0; }));
    office.let_it_settle();
    office.disk_fails = false;
    CHECK(office.messages_of(1) == 1);
    office.clock.move(1h);
    CHECK(office.until([&] { return office.messages_of(1) == 0; }));
}

TEST_CASE("messages that are older than their time go in small commits, beside what still comes")
{
    PurgeOffice office;
    office.person(1);
    office.in_transaction([&](storage::Transaction& tx) {
        for (int i = 0; i < 25; ++i)
            storage::inbox::receive(tx, { "whatsapp", "old" + std::to_string(i), 1, "text", "words", "{}",
                                          office.clock.now(), office.clock.now(), "answered" });
    });
    office.clock.move(std::chrono::days { 100 });
    office.live(1);
    office.limits.messages_per_commit = 10;
    office.limits.rest_between_commits = 1ms;
    const bot::Purge purge { *office.writer, office.clock.as_clock(), office.folder, office.limits };
    office.clock.move(std::chrono::days { 299 });
    office.let_it_settle();
    CHECK(office.messages_of(1) == 26);
    office.clock.move(std::chrono::days { 1 } + 1h);
    CHECK(office.until([&] {
        office.clock.move(1ms); // it rests by the clock
        return office.messages_of(1) == 1;
    }));
}
