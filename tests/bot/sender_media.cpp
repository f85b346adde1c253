// Photos from the moment a turn wants them until they lie in the store, and what is done about those that are lost.

#include "bot/fetcher.h"
#include "bot/hashes.h"
#include "bot/media_store.h"
#include "storage/timers.h"
#include "tests/support/files.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace tests;
using bot::FetchedMedia;
using storage::media::State;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::path { SAMVAD_BINARY_DIR } / ("media_test_" + std::to_string(::getpid()));

    Folder() { std::filesystem::remove_all(path); }

    ~Folder() { std::filesystem::remove_all(path); }
};

FetchedMedia fetched(FetchedMedia::Result result, std::string bytes = {})
{
    return { result, std::move(bytes), "image/jpeg", "the reason" };
}

struct PhotoOffice : PostOffice {
    PhotoOffice() { person(1); }

    std::int64_t want(const std::string& mime_type = "image/jpeg")
    {
        std::int64_t id = 0;
        in_transaction([&](storage::Transaction& tx) {
            storage::media::Medium medium;
            medium.person = 1;
            medium.channel = "whatsapp";
            medium.provider_id = "media-1";
            medium.mime_type = mime_type;
            id = storage::media::want(tx, medium, clock.now());
        });
        return id;
    }

    std::unique_ptr<bot::Fetcher> fetcher(const Folder& folder, bool channel_on = true)
    {
        bot::FetcherSettings settings;
        settings.media = folder.path;
        settings.nap_max = 5ms;
        return std::make_unique<bot::Fetcher>(channel_on ? std::vector<bot::Channel*> { &channel }
                                                         : std::vector<bot::Channel*> {},
                                              *writer, clock.as_clock(), settings);
    }

    storage::media::Medium medium(std::int64_t id)
    {
        storage::media::Medium found;
        in_transaction([&](storage::Transaction& tx) { found = storage::media::get(tx, id).value(); });
        return found;
    }

    std::vector<storage::timers::Timer> timers()
    {
        std::vector<storage::timers::Timer> found;
        in_transaction([&](storage::Transaction& tx) { found = storage::timers::due(tx, clock.now(), 10); });
        return found;
    }
};

} // namespace

TEST_CASE("A photo she sent is fetched and stored under its hash")
{
    const Folder folder;
    PhotoOffice office;
    office.channel.media = [](const dialogs::Media& media) {
        return fetched(FetchedMedia::Result::Fetched, "bytes of " + media.id);
    };
    const auto id = office.want();
    const auto fetcher = office.fetcher(folder);
    REQUIRE(office.until([&] { return office.medium(id).state == State::Stored; }));
    const auto sha256 = bot::sha256_hex("bytes of media-1");
    CHECK(office.medium(id).stored_sha256 == sha256);
    CHECK(office.medium(id).bytes == 16);
    CHECK(read_file(folder.path / sha256.substr(0, 2) / (sha256.substr(2) + ".jpg")) == "bytes of media-1");
    CHECK(bot::load_media(folder.path, sha256)->mime_type == "image/jpeg");
}

TEST_CASE("A photo that cannot be had just now is asked for again, ever more rarely")
{
    const Folder folder;
    PhotoOffice office;
    std::atomic<int> asked { 0 };
    office.channel.media = [&](const dialogs::Media&) {
        return ++asked < 4 ? fetched(FetchedMedia::Result::TryLater) : fetched(FetchedMedia::Result::Fetched, "late");
    };
    const auto id = office.want();
    const auto fetcher = office.fetcher(folder);
    REQUIRE(office.until([&] { return asked == 1; }));
    office.clock.move(4s);
    office.let_it_settle();
    CHECK(asked == 1);
    REQUIRE(office.until([&] {
        office.clock.move(1s);
        return office.medium(id).state == State::Stored;
    }));
    CHECK(asked == 4);
}

TEST_CASE("She is told of a photo that is lost, by a timer that is due at once; of a lost voice note nothing")
{
    for (const auto result : { FetchedMedia::Result::Gone, FetchedMedia::Result::TooLarge,
                               FetchedMedia::Result::WrongType, FetchedMedia::Result::WrongHash })
    {
        const Folder folder;
        PhotoOffice office;
        office.channel.media = [&](const dialogs::Media&) { return fetched(result); };
        const auto photo = office.want(), voice = office.want("audio/ogg");
        const auto fetcher = office.fetcher(folder);
        REQUIRE(office.until([&] { return office.medium(photo).state == State::Failed; }));
        REQUIRE(office.until([&] { return office.medium(voice).state == State::Failed; }));
        const auto timers = office.timers();
        REQUIRE(timers.size() == 1);
        CHECK(timers[0].kind == "photo_lost");
        CHECK(timers[0].person == 1);
        CHECK(timers[0].channel == "whatsapp");
    }
}

TEST_CASE("A sound may be as large as Meta lets it be, a photo no larger than a photo")
{
    PhotoOffice office;
    const Folder folder;
    office.channel.media = [](const dialogs::Media& media) {
        return fetched(FetchedMedia::Result::Fetched, media.mime_type);
    };
    const auto photo = office.want(), voice = office.want("audio/ogg");
    const auto fetcher = office.fetcher(folder);
    REQUIRE(office.until(
        [&] { return office.medium(photo).state == State::Stored && office.medium(voice).state == State::Stored; }));
    CHECK(office.channel.most_bytes("image/jpeg") == 5 * 1024 * 1024);
    CHECK(office.channel.most_bytes("audio/ogg") == 16 * 1024 * 1024);
}

TEST_CASE("A photo that could not be fetched for a day is lost")
{
    const Folder folder;
    PhotoOffice office;
    const auto id = office.want();
    const auto fetcher = office.fetcher(folder, false); // its channel is off
    REQUIRE(office.until([&] { return office.medium(id).attempts >= 1; }));
    CHECK(office.medium(id).state != State::Failed);
    REQUIRE(office.until([&] {
        office.clock.move(10min);
        return office.medium(id).state == State::Failed;
    }));
    CHECK(office.timers().size() == 1);
}

TEST_CASE("A fetch that a crash cut off is done again when its lease ran out")
{
    const Folder folder;
    PhotoOffice office;
    office.channel.media = [](const dialogs::Media&) { return fetched(FetchedMedia::Result::Fetched, "again"); };
    const auto id = office.want();
    office.in_transaction([&](storage::Transaction& tx) { storage::media::claim(tx, 1, office.clock.now(), 120s); });
    const auto fetcher = office.fetcher(folder);
    office.let_it_settle();
    CHECK(office.medium(id).state == State::Fetching);
    office.clock.move(121s);
    CHECK(office.until([&] { return office.medium(id).state == State::Stored; }));
}

TEST_CASE("The same bytes are stored once, and nothing is found under a name that is no hash")
{
    const Folder folder;
    const auto sha256 = bot::store_media(folder.path, "twice", "image/png");
    CHECK(bot::store_media(folder.path, "twice", "image/png") == sha256);
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator { folder.path })
        files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 1);
    CHECK_FALSE(bot::find_media(folder.path, "../../etc/passwd").has_value());
    CHECK_FALSE(bot::load_media(folder.path, std::string(64, 'a')).has_value());
}

TEST_CASE("A folder that cannot be written is said with its name")
{
    const Folder folder;
    write_file(folder.path, "a file where the folder should be");
    CHECK_THROWS_WITH(bot::store_media(folder.path, "bytes", "image/png"),
                      Catch::Contains(folder.path.filename().string()));
}
