// A backup that is made under load is a whole service: restored into another folder it serves on, and what was counted
// when it was made is there. And the unit file under which all of it runs is one that systemd understands.

#include "storage/backup.h"
#include "storage/inbox.h"
#include "tests/support/crowd.h"
#include "tests/support/fake_graph.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <iostream>

using namespace std::chrono_literals;
using tests::becomes_true;
using tests::Crowd;
using tests::FakeGraph;
using tests::HerPhone;
using tests::ServiceProcess;

namespace {

namespace fs = std::filesystem;

std::set<std::string> received(const ServiceProcess& service)
{
    std::set<std::string> ids;
    service.look([&](storage::Transaction& tx) {
        for (const auto& message : storage::inbox::list(tx, std::nullopt, storage::Time::max(), 100'000))
            ids.insert(message.provider_id);
    });
    return ids;
}

std::size_t owed(const ServiceProcess& service)
{
    std::size_t count = 0;
    service.look(
        [&](storage::Transaction& tx) { count = storage::outbox::list(tx, std::nullopt, 1'000'000, 100'000).size(); });
    return count;
}

} // namespace

TEST_CASE("A backup made under load is restored into another folder, and serves on with everything it held")
{
    FakeGraph graph;
    ServiceProcess service { graph.url() };
    service.start();
    const tests::TestFolder folder;
    Crowd crowd { service, 8, 40, 5ms };
    REQUIRE(becomes_true([&] { return crowd.answered().size() >= 60; }, 30s));
    const auto answered_before = crowd.answered();
    storage::back_up(storage::Database { "sqlite:" + service.database().string() }, folder / "backup.db");
    crowd.wait();
    REQUIRE(crowd.answered().size() == 320);
    CHECK(service.stop() == 0);

    ServiceProcess restored { graph.url() };
    fs::copy_file(folder / "backup.db", restored.database());
    restored.start();
    const auto ids = received(restored);
    CHECK(ids.size() >= answered_before.size());
    CHECK(ids.size() < 320); // it is of a moment under load
    for (const auto& id : answered_before)
        CHECK(ids.contains(id));
    CHECK(owed(restored) == ids.size()); // every message with its reply, none by halves
    // What came after the copy is delivered again by nobody but the crowd, and takes effect once; the rest is known.
    Crowd again { restored, 8, 40, 0ms };
    again.wait();
    CHECK(received(restored).size() == 320);
    CHECK(owed(restored) == 320);
}

TEST_CASE("The unit file is one that systemd understands, and names the program and the settings' file")
{
    const auto unit = tests::read_file(SAMVAD_BINARY_DIR "/samvad.service");
    CHECK_THAT(unit, Catch::Contains("/samvad serve\n") && Catch::Contains("EnvironmentFile=/etc/samvad/samvad.env\n"));
    if (!fs::exists("/usr/bin/systemd-analyze")) {
        std::cout << "skipped: systemd-analyze is not installed\n";
        return;
    }
    // It asks whether the program is there, so the copy names the one that was built.
    auto copied = unit;
    const auto begin = copied.find("ExecStart=") + 10;
    copied.replace(begin, copied.find(" serve\n") - begin, SAMVAD_BINARY_DIR "/samvad");
    const tests::TestFolder folder;
    tests::write_file(folder / "samvad.service", copied);
    const auto command = "/usr/bin/systemd-analyze verify '" + (folder / "samvad.service").string() + "' >'" +
                         (folder / "said").string() + "' 2>&1";
    CHECK(std::system(command.c_str()) == 0);
    CHECK(tests::read_file(folder / "said") == "");
}
