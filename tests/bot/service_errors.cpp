// What the provider refuses, loses or delays, from end to end with the real program.

#include "tests/support/street.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace std::chrono_literals;
using storage::outbox::State;
using tests::becomes_true;
using tests::Fault;
using tests::HerPhone;
using tests::Street;

TEST_CASE("Errors that pass are tried again until the message is there, once")
{
    Street street;
    const HerPhone her { "+919800000001" };
    SECTION("written to too fast")
    {
        street.graph.fail_next(Street::code(131056, 429));
    }
    SECTION("all of us too fast")
    {
        street.graph.fail_next(Street::code(130429, 429));
    }
    SECTION("a fault of Meta's")
    {
        street.graph.fail_next(Street::code(131000, 500));
    }
    REQUIRE(street.service.post_whatsapp(her.text("wamid.e1", "menu")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(street.stands(her.phone, 0, State::Accepted));
    CHECK(street.graph.messages().size() == 1);
}

TEST_CASE("An address that cannot be reached has failed, and stops nobody else")
{
    Street street;
    street.graph.fail_next(Street::code(131026));
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.u1", "menu")) == 200);
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000002" }.text("wamid.u2", "menu")) == 200);
    REQUIRE(street.has_sent(1));
    CHECK(becomes_true(
        [&] {
            const auto first = street.service.sent_to("+919800000001").at(0).state;
            const auto second = street.service.sent_to("+919800000002").at(0).state;
            return (first == State::Failed && second == State::Accepted) ||
                   (first == State::Accepted && second == State::Failed);
        },
        10s));
}

TEST_CASE("A token that is refused holds the channel: nothing is lost or tried in vain, and messages are still taken")
{
    Street street;
    street.graph.fail_next(Street::code(190, 401));
    const HerPhone her { "+919800000001" };
    REQUIRE(street.service.post_whatsapp(her.text("wamid.t1", "menu")) == 200);
    CHECK(becomes_true([&] { return street.service.sent_to(her.phone).at(0).attempts == 1; }, 10s));
    REQUIRE(street.stands(her.phone, 0, State::Queued));
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000002" }.text("wamid.t2", "menu")) == 200);
    std::this_thread::sleep_for(500ms);
    CHECK(street.graph.messages().empty());
    CHECK(street.service.sent_to(her.phone).at(0).attempts == 1);
    CHECK(street.service.sent_to("+919800000002").at(0).state == State::Queued);
}

TEST_CASE("An answer that was lost leaves the message uncertain until its status settles it, and it is not sent twice")
{
    Street street;
    const HerPhone her { "+919800000001" };
    Fault fault;
    fault.of = Fault::Of::Messages;
    fault.is_taken = true;
    SECTION("by a reset")
    {
        fault.kind = Fault::Kind::Reset;
    }
    SECTION("in its half")
    {
        fault.kind = Fault::Kind::HalfAnswer;
    }
    SECTION("behind a page of somebody else")
    {
        fault.kind = Fault::Kind::WrongJson;
        fault.status = 200;
    }
    street.graph.fail_next(fault);
    REQUIRE(street.service.post_whatsapp(her.text("wamid.l1", "menu")) == 200);
    REQUIRE(street.stands(her.phone, 0, State::Uncertain));
    CHECK(street.tell_status(0, "delivered") == 200);
    CHECK(street.stands(her.phone, 0, State::Delivered));
    REQUIRE(street.service.post_whatsapp(her.text("wamid.l2", "menu")) == 200);
    REQUIRE(street.has_sent(2));
    CHECK(street.graph.messages().size() == 2);
}

TEST_CASE("An answer that comes late is waited for")
{
    Street street;
    Fault fault;
    fault.kind = Fault::Kind::Raw;
    fault.status = 200;
    fault.of = Fault::Of::Messages;
    fault.delay = 1'500ms;
    fault.body = R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.late"}]})";
    street.graph.fail_next(fault);
    REQUIRE(street.service.post_whatsapp(HerPhone { "+919800000001" }.text("wamid.d1", "menu")) == 200);
    REQUIRE(street.stands("+919800000001", 0, State::Accepted));
    CHECK(street.service.sent_to("+919800000001").at(0).provider_id == "wamid.late");
}
