#include "storage/consents.h"
#include "storage/opt_outs.h"
#include "storage/outbox.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;

namespace {

const std::string phone = "+919800000001";

}

TEST_CASE("stop takes effect at once: it is recorded with a number, and notices that wait are dropped")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    const auto notice = storage::outbox::queue(
        acting.tx(), { person.id, "whatsapp", storage::outbox::Lane::Notice, "{}", "" }, acting.now);
    const auto done = acting.run("stop_messages", person);
    REQUIRE(done.outcome == "stopped");
    CHECK(get<dialogs::Day>(done.gives, "since") == day(2026, 11, 22));
    const auto proofs = storage::opt_outs::of_person(acting.tx(), person.id);
    REQUIRE(proofs.size() == 1);
    CHECK(proofs[0].number == number(done.gives, "proof"));
    CHECK(proofs[0].provider_id == "message-1");
    CHECK(person.stopped_at == acting.now);
    CHECK(storage::outbox::get(acting.tx(), notice)->state == storage::outbox::State::Dropped);
}

TEST_CASE("a second stop tells the number and the day of the first")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    const auto first = acting.run("stop_messages", person);
    acting.now = at(std::chrono::hours { 48 });
    const auto again = acting.run("stop_messages", person);
    CHECK(again.outcome == "already");
    CHECK(number(again.gives, "proof") == number(first.gives, "proof"));
    CHECK(get<dialogs::Day>(again.gives, "since") == day(2026, 11, 22));
    CHECK(storage::opt_outs::of_person(acting.tx(), person.id).size() == 1);
}

TEST_CASE("start takes a stop back, and says so when there was none")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    CHECK(acting.run("start_messages", person).outcome == "already");
    acting.run("stop_messages", person);
    CHECK(acting.run("start_messages", person).outcome == "started");
    CHECK_FALSE(storage::opt_outs::is_stopped(acting.tx(), person.id));
    CHECK_FALSE(person.stopped_at.has_value());
}

TEST_CASE("a member hears what is held about her, her phone by its end only")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    acting.run("open_complaint", person, { { "about", text("मदद") } });
    const auto done = acting.run("what_is_held", person);
    CHECK(done.outcome == "member");
    CHECK(phrase(done.gives, "name") == "Rina Devi");
    CHECK(phrase(done.gives, "phone_end") == "0001");
    CHECK(get<dialogs::Day>(done.gives, "agreed_on") == day(2026, 11, 22));
    CHECK(number(done.gives, "complaint_count") == 1);
    CHECK(number(done.gives, "product_count") == 0);
}

TEST_CASE("a stranger hears that only her messages are held")
{
    Acting acting;
    auto person = acting.stranger(phone);
    const auto done = acting.run("what_is_held", person);
    CHECK(done.outcome == "stranger");
    CHECK(number(done.gives, "message_count") == 0);
    CHECK_FALSE(done.gives.contains("name"));
}

TEST_CASE("deleting ends the use of her data now, takes her consent back, and tells the day of the purge")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    acting.dialog = "delete_me";
    const auto done = acting.run("delete_me", person);
    REQUIRE(done.outcome == "deleted");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2027, 11, 22));
    CHECK(number(done.gives, "proof") == storage::opt_outs::of_person(acting.tx(), person.id).back().number);
    CHECK_FALSE(person.joined_at.has_value());
    CHECK(person.stopped_at.has_value());
    CHECK_FALSE(storage::consents::is_given(acting.tx(), person.id, storage::consents::Purpose::Service));
    CHECK(storage::consents::current(acting.tx(), person.id).front().text_version ==
          "version of delete_me.delete_review.ask");
}

TEST_CASE("asking for deletion again tells the same number and the same day")
{
    Acting acting;
    auto person = acting.joined(phone, "Rina Devi", { "member" });
    const auto first = acting.run("delete_me", person);
    acting.now = at(std::chrono::hours { 24 * 20 });
    const auto again = acting.run("delete_me", person);
    CHECK(again.outcome == "already");
    CHECK(number(again.gives, "proof") == number(first.gives, "proof"));
    CHECK(get<dialogs::Day>(again.gives, "by") == get<dialogs::Day>(first.gives, "by"));
}
