// What the providers' refusals mean for a notice, and the bounds it keeps: the portfolio's limit, the month's budget.

#include "bot/letter_json.h"
#include "storage/audit.h"
#include "storage/events.h"
#include "storage/handover.h"
#include "storage/outside_window.h"
#include "storage/prices.h"
#include "storage/templates.h"
#include "tests/support/notice_office.h"

#include <catch2/catch.hpp>

#include <set>

using namespace std::chrono_literals;
using bot::SendResult;
using storage::notices::State;
using tests::answered;
using tests::NoticeOffice;
using Message = storage::outbox::State;

namespace {

const std::string plain_template = "नमस्ते {{1}}";

void use_template(storage::notices::Notice& notice)
{
    notice.template_name = "greeting";
}

// Answers this one person so, everybody else with acceptance.
void answer_for(NoticeOffice& office, const std::string& phone_end, bot::Sent sent)
{
    office.whatsapp.answer_always([=](const bot::OutboundMessage& message) {
        return message.to.front().value.ends_with(phone_end) ? sent : answered(SendResult::Accepted);
    });
}

} // namespace

TEST_CASE("Who is not on WhatsApp gets the SMS at once, whether it is told at once or later")
{
    NoticeOffice office;
    office.people(2);
    office.text("greeting_sms", "sms", plain_template, "service");
    answer_for(office, "0002", answered(SendResult::Unreachable, 131026));
    office.open();
    const auto number = office.notice([](auto& notice) { notice.sms_template = "greeting_sms"; });
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.sms.sends() == 1 && office.count(number, Message::Accepted) == 2;
    }));
    for (const auto& message : office.messages(number))
        if (message.person == 3)
            office.status(message.id, Message::Failed, 131026);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.sms.sends() == 2;
    }));
    for (const auto& message : office.messages(number))
        CHECK((message.channel == "sms" ? message.state == Message::Accepted : message.state == Message::Failed));
    office.in_transaction([&](storage::Transaction& tx) {
        for (const auto& spent : storage::prices::in_month(tx, "2026-11")) {
            if (spent.channel == "whatsapp")
                CHECK(spent.thousand_paise == 0); // what failed is not billed
            else
                CHECK(spent.parts == 2);
        }
    });
}

TEST_CASE("Enough for today: the message waits a day, and only then goes again")
{
    NoticeOffice office;
    office.people(1);
    office.text("greeting", "whatsapp", plain_template);
    office.whatsapp.answer_next(answered(SendResult::OtherDay, 131049));
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.whatsapp.sends() == 1 && office.count(number, Message::Queued) == 1;
    }));
    office.clock.move(23h);
    office.let_it_settle();
    CHECK(office.whatsapp.sends() == 1);
    office.clock.move(2h);
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.whatsapp.sends() == 2);
}

TEST_CASE("She stopped marketing at Meta: it is recorded, marketing ends for her and utility goes on")
{
    NoticeOffice office;
    office.people(1);
    office.agrees(2, true);
    office.text("greeting", "whatsapp", plain_template, "marketing");
    office.whatsapp.answer_next(answered(SendResult::Suppressed, 131050));
    office.open();
    const auto number = office.notice([](auto& notice) {
        notice.template_name = "greeting";
        notice.category = "marketing";
    });
    REQUIRE(office.until_state(number, State::Finished));
    office.in_transaction([&](storage::Transaction& tx) {
        CHECK(storage::handover::standing_of(tx, 2).notices_agreed == 0);
        CHECK(storage::audit::list(tx, 2, 1).at(0).what == "marketing stopped");
    });
    const auto again = office.notice([](auto& notice) { notice.category = "marketing"; });
    const auto useful = office.notice();
    REQUIRE(office.until_state(again, State::Finished));
    REQUIRE(office.until_state(useful, State::Finished));
    CHECK(office.messages(again).empty());
    CHECK(office.count(useful, Message::Accepted) == 1);
}

TEST_CASE("A refused template is disabled here and its notice pauses; once approved again it goes on")
{
    NoticeOffice office;
    office.people(30, 0h);
    office.text("greeting", "whatsapp", plain_template);
    office.whatsapp.answer_always(
        [](const bot::OutboundMessage&) { return answered(SendResult::TextRefused, 132015); });
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until_state(number, State::Paused));
    CHECK(office.at(number).paused_why.starts_with("template: greeting (hi)"));
    office.in_transaction([&](storage::Transaction& tx) {
        CHECK(storage::templates::get(tx, "whatsapp", "greeting", "hi")->state == storage::templates::State::Paused);
    });
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return !office.messages_to(1).empty();
    }));
    office.let_it_settle();
    const auto told = office.messages_to(1);
    REQUIRE(told.size() == 1);
    CHECK(told[0].template_key == "notice.paused.template");
    office.whatsapp.answer_always({});
    office.text("greeting", "whatsapp", plain_template);
    office.in_transaction([&](storage::Transaction& tx) {
        storage::notices::move(tx, number, { State::Paused }, State::Sending, "", office.clock.now());
    });
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.count(number, Message::Accepted) == 30);
}

TEST_CASE("A template that was paused outside stops its notice before the first send")
{
    NoticeOffice office;
    office.clock.move(12h); // in the evening: the ledger is written, nothing is sent
    office.people(5, 0h);
    office.text("greeting", "whatsapp", plain_template);
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until_state(number, State::Sending));
    office.let_it_settle();
    office.in_transaction([&](storage::Transaction& tx) {
        storage::templates::move(tx, "whatsapp", "greeting", "hi", storage::templates::State::Paused, "LOW_QUALITY",
                                 office.clock.now());
    });
    office.clock.move(12h);
    REQUIRE(office.until_state(number, State::Paused));
    CHECK(office.whatsapp.sends() == 0);
}

TEST_CASE("A notice that fails too often pauses itself with the reason; the unreachable do not count")
{
    NoticeOffice office;
    office.people(80);
    office.limits.failures_allowed = 20;
    office.rules.whatsapp_per_second = 20;
    office.open();

    SECTION("the messages are refused")
    {
        office.whatsapp.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::Broken, 132000); });
        const auto number = office.notice();
        REQUIRE(office.until_state(number, State::Paused));
        CHECK(office.at(number).paused_why.starts_with("failures: "));
        CHECK(office.whatsapp.sends() < 80);
    }
    SECTION("the people are not on WhatsApp")
    {
        office.whatsapp.answer_always(
            [](const bot::OutboundMessage&) { return answered(SendResult::Unreachable, 131026); });
        CHECK(office.until_state(office.notice(), State::Finished));
    }
    SECTION("the account is barred")
    {
        office.whatsapp.answer_always(
            [](const bot::OutboundMessage&) { return answered(SendResult::StopSending, 131048); });
        const auto number = office.notice();
        REQUIRE(office.until_state(number, State::Paused));
        CHECK(office.at(number).paused_why.starts_with("account: "));
    }
}

TEST_CASE("The provider's limit of people in a day is kept, and the rest goes when the day has moved on")
{
    NoticeOffice office;
    office.rules.outside_window_per_day = 7;
    office.people(12, 0h);
    office.people(3);
    office.text("greeting", "whatsapp", plain_template);
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.count(number, Message::Accepted) == 10;
    }));
    office.clock.move(5h);
    office.let_it_settle();
    CHECK(office.count(number, Message::Accepted) == 10); // seven and the three with an open window
    office.clock.move(21h);
    REQUIRE(office.until([&] {
        office.clock.move(10min);
        return office.at(number).state == State::Finished;
    }));
    CHECK(office.count(number, Message::Accepted) == 15);
    CHECK(office.whatsapp.sends() == 15);
}

TEST_CASE("The provider's limit is of people: who was written to today gets a second notice, nobody else does")
{
    NoticeOffice office;
    office.rules.outside_window_per_day = 3;
    office.people(5, 0h);
    office.text("greeting", "whatsapp", plain_template);
    office.open();
    const auto first = office.notice(use_template);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.count(first, Message::Accepted) == 3;
    }));
    const auto second = office.notice(use_template);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.count(second, Message::Accepted) == 3;
    }));
    office.let_it_settle();
    std::set<std::int64_t> people;
    for (const auto notice : { first, second })
        for (const auto& message : office.messages(notice))
            if (message.state == Message::Accepted)
                people.insert(message.person);
    CHECK(people.size() == 3);
    CHECK(office.whatsapp.sends() == 6);
    office.in_transaction([&](storage::Transaction& tx) {
        CHECK(storage::outside_window::people_in_day(tx, "whatsapp", office.clock.now()) == 3);
    });
}

TEST_CASE("Who was refused outside her window takes no room from others")
{
    NoticeOffice office;
    office.rules.outside_window_per_day = 1;
    office.people(3, 0h);
    office.text("greeting", "whatsapp", plain_template);
    office.whatsapp.answer_next(answered(SendResult::Unreachable, 131026));
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until([&] {
        office.clock.move(1min);
        return office.count(number, Message::Accepted) == 1;
    }));
    office.let_it_settle();
    CHECK(office.count(number, Message::Failed) == 1);
    CHECK(office.count(number, Message::Queued) == 1);
}

TEST_CASE("A refusal for a shut window sends the notice by its template, and without one it has failed")
{
    NoticeOffice office;
    office.people(1);
    office.text("greeting", "whatsapp", plain_template);
    std::atomic<int> by_template { 0 };
    office.whatsapp.answer_always([&](const bot::OutboundMessage& message) {
        const bool is_template = message.window == bot::Window::Shut;
        by_template += is_template ? 1 : 0;
        return is_template ? answered(SendResult::Accepted) : answered(SendResult::WindowShut, 131047);
    });
    office.open();
    const auto number = office.notice(use_template), without = office.notice();
    REQUIRE(office.until_state(number, State::Finished));
    REQUIRE(office.until_state(without, State::Finished));
    CHECK(by_template == 1);
    CHECK(office.count(number, Message::Accepted) == 1);
    CHECK(office.count(without, Message::Failed) == 1);
}

TEST_CASE("At 80 percent of the month's money authors are told once, at 100 notices pause and replies go on")
{
    NoticeOffice office;
    office.rules.month_budget_paise = 100;
    office.people(20);
    office.rules.whatsapp_per_second = 10;
    office.whatsapp.limits_.per_second = 5;
    office.open();
    const auto number = office.notice();
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        return office.at(number).state == State::Paused;
    }));
    CHECK(office.at(number).paused_why.starts_with("budget: "));
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        const auto told = office.messages_to(1);
        return told.size() >= 2 &&
               std::ranges::all_of(told, [](const auto& one) { return one.state == Message::Accepted; });
    }));
    office.let_it_settle();
    int warnings = 0, pauses = 0;
    for (const auto& told : office.messages_to(1)) {
        warnings += told.template_key == "notice.budget" ? 1 : 0;
        pauses += told.template_key == "notice.paused.budget" ? 1 : 0;
        CHECK(told.state == Message::Accepted); // a reply is never stopped
    }
    CHECK(warnings == 1);
    CHECK(pauses == 1);
    CHECK(office.count(number, Message::Accepted) < 20);
}

TEST_CASE(
    "A reply that failed later for a shut window waits for her, and no other failure makes it lost without a word")
{
    NoticeOffice office;
    office.people(1);
    office.open();
    bot::Letter letter;
    letter.text = "a reply";
    const auto json = bot::to_json(letter);
    std::int64_t id = 0;
    office.in_transaction([&](storage::Transaction& tx) {
        id = storage::outbox::queue(
            tx,
            { .person = 2, .channel = "whatsapp", .letter = json, .template_key = "t", .due_at = office.clock.now() },
            office.clock.now());
    });
    const auto state = [&] { return office.messages_to(2).at(0).state; };
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return state() == Message::Accepted;
    }));
    office.status(id, Message::Failed, 131000);
    CHECK(state() == Message::Queued);
    REQUIRE(office.until([&] {
        office.clock.move(5s);
        return state() == Message::Accepted;
    }));
    office.status(id, Message::Failed, 131047);
    CHECK(state() == Message::Waiting);
}
