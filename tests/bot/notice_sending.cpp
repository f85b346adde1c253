// A notice from its start to its end, on a clock moved by hand: hours, windows, pauses, opt-outs, fallback, repeats.

#include "bot/letter_json.h"
#include "bot/notices/schedule.h"
#include "storage/handover.h"
#include "storage/prices.h"
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

// Everybody who was written to, to be sure that nobody was twice.
std::multiset<std::int64_t> written_to(NoticeOffice& office, std::int64_t notice)
{
    std::multiset<std::int64_t> people;
    for (const auto& message : office.messages(notice))
        people.insert(message.person);
    return people;
}

void use_template(storage::notices::Notice& notice)
{
    notice.template_name = "greeting";
}

void use_both(storage::notices::Notice& notice)
{
    notice.template_name = "greeting";
    notice.sms_template = "greeting_sms";
}

} // namespace

TEST_CASE("A notice reaches each once, inside the window as free text, outside by its template, and its author is told")
{
    NoticeOffice office;
    office.people(10);
    office.people(10, 0h);
    office.text("greeting", "whatsapp", plain_template);
    std::atomic<int> free_texts { 0 }, templates { 0 }, as_written { 0 };
    office.whatsapp.answer_always([&](const bot::OutboundMessage& message) {
        const auto& registered = message.letter.registered;
        ++(message.window == bot::Window::Open ? free_texts : templates);
        if (message.letter.text == "नमस्ते सुनीता" && registered &&
            registered->variables == std::vector<std::string> { "सुनीता" })
            ++as_written;
        return answered(SendResult::Accepted);
    });
    office.open();
    const auto number = office.notice(use_template);
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.count(number, Message::Accepted) == 20);
    CHECK(written_to(office, number).size() == 20);
    CHECK(free_texts == 10);
    CHECK(templates == 10);
    CHECK(as_written == 20);
    const auto told = office.messages_to(1);
    REQUIRE(told.size() == 1);
    CHECK(told[0].channel == "sms");
    CHECK(told[0].lane == storage::outbox::Lane::Reply);
    CHECK(bot::letter_from_json(told[0].letter).text == "सूचना 1 पूरी हुई: 20 में से 20 को भेजी, 0 को नहीं पहुँची।");
    office.in_transaction([&](storage::Transaction& tx) {
        std::int64_t service = 0, utility = 0;
        for (const auto& spent : storage::prices::in_month(tx, "2026-11"))
            if (spent.channel == "whatsapp")
                (spent.category == "service" ? service : utility) += spent.thousand_paise;
        CHECK(service == 10 * 11'500);
        CHECK(utility == 10 * 11'500);
    });
}

TEST_CASE("At night nothing of a notice leaves, in the morning it goes on; one allowed at night does not wait")
{
    NoticeOffice office;
    office.clock.move(12h); // half past eight in the evening
    office.people(3);
    office.open();
    const auto usual = office.notice();
    const auto urgent = office.notice([](auto& notice) { notice.urgent = notice.urgent_allowed = true; });
    REQUIRE(office.until_state(urgent, State::Finished));
    REQUIRE(office.until_state(usual, State::Sending));
    office.let_it_settle();
    CHECK(office.at(usual).state == State::Sending);
    CHECK(office.messages(usual).empty());
    office.clock.move(11h + 30min);
    REQUIRE(office.until_state(usual, State::Finished));
    CHECK(office.count(usual, Message::Accepted) == 3);
}

TEST_CASE("Whose window shut meanwhile is left out where no template is approved, and nothing waits for ever")
{
    NoticeOffice office;
    office.clock.move(12h);
    office.people(2, 6h);
    office.people(1, 20h);
    office.open();
    const auto number = office.notice();
    REQUIRE(office.until_state(number, State::Sending));
    office.let_it_settle();
    CHECK(office.at(number).recipients == 3);
    office.clock.move(12h);
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.count(number, Message::Accepted) == 1);
    CHECK(office.at(number).left_out == 3); // and the author, who is no didi
}

TEST_CASE("A paused notice sends nothing more, resumed it goes on exactly there; cancelled it drops what is queued")
{
    NoticeOffice office;
    office.people(60);
    office.whatsapp.limits_.per_second = 10;
    office.rules.whatsapp_per_second = 10;
    office.open();
    const auto number = office.notice();
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        return office.whatsapp.sends() >= 10;
    }));
    const auto move = [&](std::vector<State> from, State to) {
        office.in_transaction([&](storage::Transaction& tx) {
            CHECK(storage::notices::move(tx, number, from, to, "by a person", office.clock.now()));
            if (to == State::Cancelled)
                storage::handover::drop(tx, number, "the notice was cancelled", office.clock.now(), 5);
        });
    };
    move({ State::Sending }, State::Paused);
    office.let_it_settle();
    const auto sent = office.whatsapp.sends();
    office.clock.move(1h);
    office.let_it_settle();
    CHECK(office.whatsapp.sends() == sent);
    CHECK(sent < 60);

    SECTION("resumed")
    {
        move({ State::Paused }, State::Sending);
        REQUIRE(office.until_state(number, State::Finished));
        CHECK(office.whatsapp.sends() == 60);
        const auto people = written_to(office, number);
        CHECK(std::set<std::int64_t>(people.begin(), people.end()).size() == 60);
    }
    SECTION("cancelled")
    {
        move({ State::Paused }, State::Cancelled);
        office.clock.move(1h);
        office.let_it_settle();
        CHECK(office.whatsapp.sends() == sent);
        CHECK(office.count(number, Message::Queued) == 0);
        CHECK(office.count(number, Message::Dropped) > 0);
    }
}

TEST_CASE("Who stopped, was forgotten or refused after she was queued gets nothing, with that reason")
{
    NoticeOffice office;
    office.people(4);
    office.whatsapp.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::SlowDown, 130429); });
    office.open();
    const auto number = office.notice();
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        return office.messages(number).size() == 4 && office.count(number, Message::Queued) == 4;
    }));
    office.edit(2, [&](auto& person) { person.stopped_at = office.clock.now(); });
    office.agrees(3, false);
    office.whatsapp.answer_always({});
    REQUIRE(office.until_state(number, State::Finished));
    const auto messages = office.messages(number);
    CHECK(messages[0].state == Message::Dropped);
    CHECK(messages[0].error.find("stopped") != std::string::npos);
    CHECK(messages[1].state == Message::Dropped);
    CHECK(messages[1].error.find("refused") != std::string::npos);
    CHECK(messages[2].state == Message::Accepted);
    CHECK(messages[3].state == Message::Accepted);
}

TEST_CASE("A dialog's replies overtake a notice that is being sent")
{
    NoticeOffice office;
    office.people(50);
    office.whatsapp.limits_.per_second = 10;
    office.rules.whatsapp_per_second = 10;
    office.open();
    office.notice();
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        return office.whatsapp.sends() >= 5;
    }));
    bot::Letter letter;
    letter.text = "a reply";
    const auto json = bot::to_json(letter);
    office.in_transaction([&](storage::Transaction& tx) {
        storage::outbox::queue(
            tx,
            { .person = 40, .channel = "whatsapp", .letter = json, .template_key = "t", .due_at = office.clock.now() },
            office.clock.now());
    });
    const auto before = office.whatsapp.sends();
    REQUIRE(office.until([&] {
        office.clock.move(100ms);
        const auto sent = office.whatsapp.sent();
        return std::ranges::find(sent, "a reply") != sent.end();
    }));
    const auto sent = office.whatsapp.sent();
    const auto place = static_cast<std::size_t>(std::ranges::find(sent, "a reply") - sent.begin());
    CHECK(place <= before + 12); // what was in hand already, and no more
}

TEST_CASE("SMS is tried where WhatsApp did not deliver in time, and never once a delivered status came")
{
    NoticeOffice office;
    office.people(3);
    office.text("greeting", "whatsapp", plain_template);
    office.text("greeting_sms", "sms", plain_template, "service");
    office.open();
    const auto number = office.notice(use_both);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.count(number, Message::Accepted) == 3;
    }));
    for (const auto& message : office.messages(number))
        office.status(message.id, message.person == 3 ? Message::Sent : Message::Delivered);
    office.let_it_settle();
    CHECK(office.sms.sends() == 0);
    CHECK(office.at(number).state == State::Sending);
    office.clock.move(6h);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.sms.sends() >= 1;
    }));
    office.let_it_settle();
    const auto messages = office.messages(number);
    REQUIRE(messages.size() == 4);
    CHECK(messages[3].person == 3);
    CHECK(messages[3].channel == "sms");
    CHECK(messages[3].parts == 1);
}

TEST_CASE("A notice that repeats leaves its next time behind as a notice of its own")
{
    NoticeOffice office;
    office.people(2);
    office.open();
    const auto begun = office.clock.now();
    const auto number = office.notice([](auto& notice) { notice.repeats = storage::notices::Repeats::Daily; });
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.at(number + 1).state == State::Scheduled);
    CHECK(office.at(number + 1).repeats_of == number);
    CHECK(office.at(number + 1).starts_at == begun + 24h);
    office.clock.move(23h);
    REQUIRE(office.until([&] {
        office.clock.move(10min);
        return office.at(number + 1).state == State::Finished;
    }));
    CHECK(office.at(number + 2).starts_at == begun + 48h);
}

TEST_CASE("A row that begins at once leaves its next time behind too")
{
    NoticeOffice office;
    office.people(2);
    office.open();
    const auto number = office.notice([](auto& notice) {
        notice.repeats = storage::notices::Repeats::Weekly;
        notice.state = State::Draft;
        notice.starts_at.reset();
    });
    const auto begun = office.clock.now();
    office.in_transaction([&](storage::Transaction& tx) {
        CHECK(bot::notices::move_notice(tx, number, bot::notices::Move::Start, {}, office.rules, begun).why_not == "");
    });
    REQUIRE(office.until_state(number, State::Finished));
    CHECK(office.at(number + 1).state == State::Scheduled);
    CHECK(office.at(number + 1).starts_at == begun + 7 * 24h);
}

TEST_CASE("To cancel one of a row ends the row")
{
    NoticeOffice office;
    office.people(40);
    office.whatsapp.limits_.per_second = office.rules.whatsapp_per_second = 5;
    office.open();
    const auto number = office.notice([](auto& notice) { notice.repeats = storage::notices::Repeats::Daily; });
    REQUIRE(office.until_state(number, State::Sending));
    CHECK(office.at(number + 1).state == State::Scheduled);
    office.in_transaction([&](storage::Transaction& tx) {
        CHECK(storage::notices::planned_of_row(tx, *storage::notices::get(tx, number)) == number + 1);
        CHECK(bot::notices::move_notice(tx, number, bot::notices::Move::Cancel, {}, office.rules, office.clock.now())
                  .done);
        CHECK_FALSE(storage::notices::planned_of_row(tx, *storage::notices::get(tx, number)));
    });
    CHECK(office.at(number + 1).state == State::Cancelled);
}

TEST_CASE("No more SMS are turned to at once than may wait, so that what is cancelled is not queued already")
{
    NoticeOffice office;
    office.people(60);
    office.text("greeting", "whatsapp", plain_template);
    office.text("greeting_sms", "sms", plain_template, "service");
    office.rules.sms_per_second = 5;
    office.sms.answer_always([](const bot::OutboundMessage&) { return answered(SendResult::SlowDown, 429); });
    office.open();
    const auto number = office.notice(use_both);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.count(number, Message::Accepted) == 60;
    }));
    office.clock.move(7h);
    REQUIRE(office.until([&] {
        office.clock.move(250ms);
        return office.messages(number).size() > 60;
    }));
    office.let_it_settle();
    CHECK(office.messages(number).size() <= 60 + 20); // the least share of what may wait
}

TEST_CASE("The times of a row: at the same hour, a short month at its last day, and what went by is passed over")
{
    using storage::notices::Repeats;
    const auto moment = [](int year, unsigned month, unsigned day) {
        return storage::Time {
            std::chrono::sys_days { std::chrono::year { year } / static_cast<int>(month) / static_cast<int>(day) }
        } + 4h;
    };
    const auto first = moment(2026, 1, 31);
    using bot::notices::next_time;
    CHECK(next_time(Repeats::Daily, first, first) == first + 24h);
    CHECK(next_time(Repeats::Daily, first, first + 49h) == first + 72h);
    CHECK(next_time(Repeats::Weekly, first, first + 24h) == first + 7 * 24h);
    CHECK(next_time(Repeats::Monthly, first, first) == moment(2026, 2, 28));
    CHECK(next_time(Repeats::Monthly, first, moment(2026, 2, 28)) == moment(2026, 3, 31));
    CHECK(next_time(Repeats::Monthly, first, moment(2026, 6, 1)) == moment(2026, 6, 30));
}
