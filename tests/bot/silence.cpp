#include "storage/opt_outs.h"
#include "tests/support/post_office.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using storage::outbox::State;

TEST_CASE("What was written before she stopped is not sent after it; the proof of it is")
{
    tests::PostOffice office;
    office.person(1);
    const auto before = office.queue(1, "a product to check");
    office.clock.move(1min);
    office.in_transaction([&](storage::Transaction& tx) {
        storage::opt_outs::record(
            tx, { 1, storage::opt_outs::Word::Stop, office.channel.name(), "wamid.stop", office.clock.now() });
    });
    const auto proof = office.queue(1, "stopped, proof 1");
    office.open();
    CHECK(office.until_state(proof, State::Accepted));
    CHECK(office.state(before) == State::Dropped);
    CHECK(office.channel.sent() == std::vector<std::string> { "stopped, proof 1" });
}
