// What the real program does when the machine under it fails: the disk, the database file, another process, the open
// files. Whatever was answered 200 stays, the rest is refused with a sentence, and when the fault is mended all goes
// on.

#include "storage/events.h"
#include "storage/inbox.h"
#include "tests/support/fake_graph.h"
#include "tests/support/files.h"
#include "tests/support/raw_client.h"
#include "tests/support/service_process.h"
#include "tests/support/small_disk.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <thread>

using namespace std::chrono_literals;
using storage::outbox::State;
using tests::becomes_true;
using tests::FakeGraph;
using tests::Fault;
using tests::HerPhone;
using tests::ServiceProcess;
using tests::SmallDisk;

namespace {

namespace fs = std::filesystem;

HerPhone woman(int number)
{
    return { "+91980001" + std::to_string(1'000 + number) };
}

// A message of hers, the same each time.
int post(const ServiceProcess& service, int number)
{
    return service.post_whatsapp(woman(number).text("wamid.f" + std::to_string(number), "menu"));
}

bool is_answered_once(const ServiceProcess& service, int number)
{
    return becomes_true(
        [&] {
            const auto sent = service.sent_to(woman(number).phone);
            return sent.size() == 1 && sent[0].state == State::Accepted;
        },
        20s);
}

// Whether somebody was refused because too many wait.
bool has_refused(const ServiceProcess& service)
{
    tests::RawClient client { service.port() };
    client.say(tests::get("/metrics"));
    const auto told = client.hear(2s, "samvad_jobs_waiting ");
    constexpr std::string_view refused = "\nsamvad_jobs_refused_total ";
    const auto at = told.find(refused);
    return at != std::string::npos && told[at + refused.size()] != '0';
}

// As an operator's damage would: these bytes at this place of the file.
void overwrite(const fs::path& file, std::streamoff place, const std::string& bytes)
{
    std::fstream stream { file, std::ios::in | std::ios::out | std::ios::binary };
    stream.seekp(place);
    stream << bytes;
}

std::string bytes_of(const fs::path& database)
{
    return tests::read_file(database);
}

} // namespace

TEST_CASE("On a full disk messages are refused until there is room; nothing answered is lost, nothing taken twice")
{
    const SmallDisk disk { 24 };
    if (!disk.is_there())
        return;
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.keep_database_in(disk.folder());
    service.start();
    REQUIRE(post(service, 0) == 200);
    REQUIRE(is_answered_once(service, 0));
    disk.fill();
    std::vector<int> answered { 0 }, refused;
    for (int i = 1; i < 1'000 && refused.size() < 3; ++i)
        (post(service, i) == 200 ? answered : refused).push_back(i);
    REQUIRE(refused.size() == 3);
    CHECK(service.get("/ready") == 503);
    CHECK(service.get("/health") == 200);
    CHECK_THAT(service.log(), Catch::Contains("free some space on the disk"));
    disk.make_room();
    for (const int i : refused)
        CHECK(post(service, i) == 200);
    CHECK(service.get("/ready") == 200);
    for (const auto& some : { answered, refused })
        for (const int i : some) {
            INFO(i);
            CHECK(is_answered_once(service, i));
        }
    CHECK(graph.messages().size() == answered.size() + refused.size());
}

TEST_CASE("A database that cannot be written refuses the start with a sentence")
{
    SmallDisk disk { 24 };
    if (!disk.is_there())
        return;
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.keep_database_in(disk.folder());
    service.start();
    REQUIRE(service.stop() == 0);
    const auto before = bytes_of(service.database());
    REQUIRE(disk.make_read_only());
    CHECK_THAT(service.refusal(), Catch::Contains("let the user who runs the service write to this file"));
    CHECK(bytes_of(service.database()) == before);
}

TEST_CASE("A damaged database refuses the start with a sentence, and not a byte of it is changed")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    REQUIRE(service.stop() == 0);
    service.write([](storage::Transaction&) {}); // whoever closes it last brings all of its log into the file
    REQUIRE_FALSE(fs::exists(service.database().string() + "-wal"));
    SECTION("its beginning is overwritten")
    {
        overwrite(service.database(), 0, std::string(64, 'x'));
    }
    SECTION("the list of its tables is overwritten")
    {
        overwrite(service.database(), 100, std::string(512, 'x'));
    }
    SECTION("its end is missing")
    {
        fs::resize_file(service.database(), fs::file_size(service.database()) / 2);
    }
    const auto before = bytes_of(service.database());
    CHECK_THAT(service.refusal(), Catch::Contains("restore a backup"));
    CHECK(bytes_of(service.database()) == before);
}

TEST_CASE("A database that another process holds refuses the start after a wait, and opens when it is free")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    REQUIRE(service.stop() == 0);
    service.write([&](storage::Transaction&) {
        CHECK_THAT(service.refusal(), Catch::Contains("another process has been writing for too long"));
    });
    service.start();
    CHECK(post(service, 1) == 200);
}

TEST_CASE("While a reader keeps the log of the database from being emptied, messages are taken as ever; later it is")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const fs::path log = service.database().string() + "-wal";
    int key = 0;
    const auto write_megabytes = [&](int megabytes) {
        for (int i = 0; i < megabytes; ++i)
            service.write([&](storage::Transaction& tx) {
                storage::events::record(
                    tx, { "fault" + std::to_string(key++), "whatsapp", "test", std::string(1'000'000, 'x'), {} });
            });
    };
    service.look([&](storage::Transaction& reader) {
        REQUIRE(storage::events::list(reader, 1).empty()); // from here on it sees this moment
        write_megabytes(24);
        for (int i = 0; i < 20; ++i)
            CHECK(post(service, i) == 200);
        CHECK(storage::events::list(reader, 1).empty());
    });
    const auto grown = fs::file_size(log);
    CHECK(grown > 24'000'000);
    CHECK(post(service, 20) == 200); // its commit empties the log
    write_megabytes(24);
    CHECK(fs::file_size(log) < grown + 4'000'000); // it is used again from its beginning
    for (int i = 0; i <= 20; ++i)
        CHECK(is_answered_once(service, i));
}

TEST_CASE("With few open files allowed and more connections than that, messages are taken and answered")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.allow_files(64);
    service.start();
    std::vector<std::unique_ptr<tests::RawClient>> crowd;
    for (int i = 0; i < 300; ++i) {
        crowd.push_back(std::make_unique<tests::RawClient>(service.port()));
        crowd.back()->say("POST /webhooks/whatsapp HTTP/1.1\r\n");
    }
    for (int i = 0; i < 10; ++i)
        CHECK(post(service, i) == 200);
    for (int i = 0; i < 10; ++i)
        CHECK(is_answered_once(service, i));
}

TEST_CASE("More requests than may wait are refused with 503, and taken when they come again")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    constexpr int women = 900; // 256 at most are in the commit that waits, 512 may wait behind it
    std::vector<std::unique_ptr<tests::RawClient>> crowd;
    service.write([&](storage::Transaction&) {
        for (int i = 0; i < women; ++i) {
            crowd.push_back(std::make_unique<tests::RawClient>(service.port()));
            crowd.back()->say(service.request_of(woman(i).text("wamid.f" + std::to_string(i), "menu")));
        }
        CHECK(becomes_true([&] { return has_refused(service); }, 8s));
    });
    std::vector<int> refused;
    for (int i = 0; i < women; ++i) {
        const int status = tests::status_of(crowd[static_cast<std::size_t>(i)]->hear(30s, "\r\n\r\n"));
        CHECK((status == 200 || status == 503));
        if (status != 200)
            refused.push_back(i);
    }
    CHECK(refused.size() >= 50);
    crowd.clear();
    for (const int i : refused)
        CHECK(post(service, i) == 200);
    service.look([&](storage::Transaction& tx) {
        CHECK(storage::inbox::list(tx, std::nullopt, storage::Time::max(), 2 * women).size() == women);
        CHECK(storage::outbox::list(tx, std::nullopt, 1'000'000, 2 * women).size() == women);
    });
}

TEST_CASE("A gateway that drips its answer is waited for, and no longer than its time")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    Fault fault;
    fault.of = Fault::Of::Messages;
    fault.kind = Fault::Kind::HalfAnswer;
    fault.is_taken = true;
    fault.drip = 5s; // longer than anybody waits for the whole
    graph.fail_next(fault);
    REQUIRE(post(service, 1) == 200);
    REQUIRE(becomes_true([&] { return graph.messages().size() == 1; }, 10s));
    REQUIRE(post(service, 2) == 200); // nobody else waits for it
    CHECK(is_answered_once(service, 2));
    CHECK(becomes_true([&] { return service.sent_to(woman(1).phone).at(0).state == State::Uncertain; }, 40s));
    CHECK(service.post_whatsapp(graph.status_webhook(0, "delivered")) == 200);
    CHECK(becomes_true([&] { return service.sent_to(woman(1).phone).at(0).state == State::Delivered; }, 10s));
    CHECK(graph.messages().size() == 2);
}
