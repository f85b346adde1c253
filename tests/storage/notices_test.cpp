#include "opened.h"

#include "storage/deletion.h"
#include "storage/notices.h"
#include "storage/outbox.h"
#include "storage/prices.h"
#include "storage/templates.h"

using namespace storage;
using namespace std::chrono_literals;
using notices::State;
using opened::at;
using opened::person;

namespace {

notices::Notice draft(std::int64_t author)
{
    notices::Notice notice;
    notice.author = author;
    notice.category = "utility";
    notice.texts = R"({"didi":{"hi":"कल बैठक है"}})";
    notice.audience = "district=Hardoi";
    notice.buttons = R"(["आऊँगी","नहीं \"आऊँगी\""])";
    notice.fallback_after = 6h;
    notice.content_key = "abc";
    return notice;
}

void name_recipient(Transaction& tx, std::int64_t notice, std::int64_t who, std::string_view left_out = "")
{
    tx.run("INSERT INTO notice_recipients (notice, person, channel, left_out) VALUES ($1, $2, $3, $4)",
           { notice, who, left_out.empty() ? std::string_view { "whatsapp" } : std::string_view {}, left_out });
}

std::vector<std::int64_t> numbers_at_work(Transaction& tx, Time now)
{
    std::vector<std::int64_t> numbers;
    for (const auto& notice : notices::at_work(tx, now))
        numbers.push_back(notice.number);
    return numbers;
}

} // namespace

TEST_CASE("A notice is kept as it was written")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    auto written = draft(person(tx, 1));
    written.starts_at = at(1h);
    written.repeats = notices::Repeats::Weekly;
    written.urgent = true;
    const auto number = notices::add(tx, written, at());
    CHECK(number == 1);
    const auto kept = notices::get(tx, number);
    REQUIRE(kept);
    CHECK(kept->author == 1);
    CHECK(kept->texts == written.texts);
    CHECK(kept->audience == "district=Hardoi");
    CHECK(kept->fallback_after == 6h);
    CHECK(kept->starts_at == at(1h));
    CHECK(kept->repeats == notices::Repeats::Weekly);
    CHECK(kept->urgent);
    CHECK_FALSE(kept->insisted);
    CHECK(kept->state == State::Draft);
    CHECK(kept->created_at == at());
    CHECK_FALSE(notices::get(tx, 2));
}

TEST_CASE("A notice moves only from the states that are named, and its moments are kept")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = notices::add(tx, draft(person(tx, 1)), at());
    CHECK_FALSE(notices::move(tx, number, { State::Sending, State::Paused }, State::Finished, "", at(1s)));
    CHECK(notices::get(tx, number)->state == State::Draft);
    CHECK(notices::move(tx, number, { State::Approved, State::Draft }, State::Writing, "", at(1s)));
    CHECK(notices::move(tx, number, { State::Writing }, State::Paused, "too many failures", at(2s)));
    CHECK(notices::get(tx, number)->paused_why == "too many failures");
    CHECK(notices::move(tx, number, { State::Paused }, State::Sending, "", at(3s)));
    CHECK(notices::get(tx, number)->started_at == at(1s)); // the first time
    CHECK(notices::get(tx, number)->paused_why.empty());
    CHECK(notices::move(tx, number, { State::Sending }, State::Finished, "", at(4s)));
    CHECK(notices::get(tx, number)->finished_at == at(4s));
}

TEST_CASE("Only a draft is approved, and whether it may go out at night is kept")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = notices::add(tx, draft(person(tx, 1)), at());
    CHECK(notices::approve(tx, number, person(tx, 2), true, at(1s)));
    const auto kept = notices::get(tx, number);
    CHECK(kept->state == State::Approved);
    CHECK(kept->approved_by == 2);
    CHECK(kept->approved_at == at(1s));
    CHECK(kept->urgent_allowed);
    CHECK_FALSE(notices::approve(tx, number, 1, false, at(2s)));
}

TEST_CASE("Work is whatever is due or under way, by number")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    std::vector<std::int64_t> numbers;
    for (int count = 0; count < 5; ++count)
        numbers.push_back(notices::add(tx, draft(1), at()));
    CHECK_FALSE(notices::next_start(tx));
    for (const auto number : { numbers[0], numbers[3] })
        notices::move(tx, number, { State::Draft }, State::Scheduled, "", at());
    notices::set_start(tx, numbers[0], at(2h), at());
    notices::set_start(tx, numbers[3], at(1h), at());
    notices::move(tx, numbers[1], { State::Draft }, State::Sending, "", at());
    notices::move(tx, numbers[2], { State::Draft }, State::Writing, "", at());
    CHECK(notices::next_start(tx) == at(1h));
    CHECK(numbers_at_work(tx, at()) == std::vector { numbers[1], numbers[2] });
    CHECK(numbers_at_work(tx, at(1h)) == std::vector { numbers[1], numbers[2], numbers[3] });
    CHECK(notices::list(tx, numbers[4], 2).front().number == numbers[3]);
    CHECK(notices::list(tx, numbers[4], 2).size() == 2);
}

TEST_CASE("The same notice within a day is found once it began, the latest, never itself")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    const auto first = notices::add(tx, draft(1), at());
    const auto second = notices::add(tx, draft(1), at());
    CHECK_FALSE(notices::same_since(tx, "abc", at(-24h), second));
    notices::move(tx, first, { State::Draft }, State::Writing, "", at());
    CHECK(notices::same_since(tx, "abc", at(-24h), second) == first);
    CHECK_FALSE(notices::same_since(tx, "abc", at(-24h), first));
    CHECK_FALSE(notices::same_since(tx, "abc", at(1ms), second));
    CHECK_FALSE(notices::same_since(tx, "other", at(-24h), second));
}

TEST_CASE("The cursors of a notice only grow, and what is added to the ledger is counted once")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = notices::add(tx, draft(person(tx, 1)), at());
    notices::note_written(tx, number, { .to = 2'000, .more_recipients = 10, .more_left_out = 3 });
    notices::note_written(tx, number, { .to = 3'000, .more_recipients = 5, .more_left_out = 0, .whole = true });
    notices::note_written(tx, number, { .to = 1'000, .more_recipients = 7 });
    notices::note_fed(tx, number, 50);
    notices::note_fed(tx, number, 20);
    notices::note_fallback(tx, number, 9);
    notices::note_fallback(tx, number, 4);
    const auto kept = notices::get(tx, number);
    CHECK(kept->written_to == 3'000);
    CHECK(kept->recipients == 15);
    CHECK(kept->left_out == 3);
    CHECK(kept->written);
    CHECK(kept->fed_to == 50);
    CHECK(kept->fallback_to == 9);
}

TEST_CASE("The last answer of a recipient counts; nobody else and no other button does")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = notices::add(tx, draft(person(tx, 1)), at());
    name_recipient(tx, number, person(tx, 2));
    name_recipient(tx, number, person(tx, 3), "no_consent");
    const auto answer = [&](std::int64_t who, int button) {
        return notices::answer(tx, { number, who, button, "whatsapp", "wamid.1" }, at());
    };
    CHECK(answer(2, 1));
    CHECK(notices::answers(tx, number) == std::vector<std::int64_t> { 1, 0, 0 });
    CHECK(answer(2, 2));
    CHECK(notices::answers(tx, number) == std::vector<std::int64_t> { 0, 1, 0 });
    CHECK_FALSE(answer(2, 0));
    CHECK_FALSE(answer(2, 3)); // it has two
    CHECK_FALSE(answer(3, 1));
    CHECK_FALSE(answer(1, 1));
    CHECK_FALSE(notices::answer(tx, { 99, 2, 1, "whatsapp", "wamid.1" }, at()));
}

TEST_CASE("When she is purged her answers go, and the ledger keeps her number alone")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto number = notices::add(tx, draft(person(tx, 1)), at());
    name_recipient(tx, number, person(tx, 2));
    REQUIRE(notices::answer(tx, { number, 2, 1, "whatsapp", "wamid.1" }, at()));
    deletion::forget(tx, 2, at());
    CHECK(notices::answers(tx, number).front() == 1);
    deletion::purge_due(tx, at(24h * 400), 10);
    CHECK(notices::answers(tx, number).front() == 0);
    CHECK(tx.any("SELECT 1 FROM notice_recipients WHERE notice = $1 AND person = 2", { number }));
}

TEST_CASE("A typed answer is about the newest notice with buttons that she got")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto didi = person(tx, 1);
    const auto asked = notices::add(tx, draft(1), at());
    auto plain = draft(1);
    plain.buttons = "[]";
    const auto told = notices::add(tx, plain, at());
    const auto send = [&](std::int64_t notice) {
        outbox::queue(
            tx, { .person = didi, .channel = "sms", .lane = outbox::Lane::Notice, .letter = "{}", .notice = notice },
            at());
        return outbox::claim(tx, "sms", 1, at(), 30s).at(0);
    };
    const auto message = send(asked);
    CHECK_FALSE(notices::last_asked(tx, didi, at(-24h))); // not sent yet
    outbox::settle(tx, message, { .provider_id = "1" }, at());
    outbox::settle(tx, send(told), { .provider_id = "2" }, at());
    CHECK(notices::last_asked(tx, didi, at(-24h)) == asked);
    CHECK_FALSE(notices::last_asked(tx, didi, at(1ms)));
}

TEST_CASE("An audience is saved by its name")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    CHECK_FALSE(notices::saved_audience(tx, "sakhis"));
    notices::save_audience(tx, { "sakhis", "role=vidyut_sakhi", "", 1 }, at());
    notices::save_audience(tx, { "sakhis", "role=vidyut_sakhi", "no_product", 1 }, at());
    CHECK(notices::saved_audience(tx, "sakhis")->except_those == "no_product");
}

TEST_CASE("Templates are saved, found by name and language, and moved by their provider")
{
    using namespace templates;
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    Template meeting { "meeting", "whatsapp", "hi", "utility", "नमस्ते {{1}}", "", templates::State::Pending, "", {} };
    CHECK(save(tx, meeting, at()) == Saved::Added);
    CHECK(save(tx, meeting, at(1s)) == Saved::Same);
    meeting.body = "नमस्ते {{1}} जी";
    CHECK(save(tx, meeting, at(1s)) == Saved::Changed);
    meeting.language = "en";
    CHECK(save(tx, meeting, at()) == Saved::Added);
    CHECK(named(tx, "whatsapp", "meeting").size() == 2);
    CHECK(named(tx, "whatsapp", "meeting").front().language == "en");
    CHECK(named(tx, "sms", "meeting").empty());
    CHECK(of_channel(tx, "whatsapp").size() == 2);
    CHECK(move(tx, "whatsapp", "meeting", "hi", templates::State::Paused, "quality", at(2s)));
    const auto moved = get(tx, "whatsapp", "meeting", "hi");
    CHECK(moved->state == templates::State::Paused);
    CHECK(moved->reason == "quality");
    CHECK(moved->changed_at == at(2s));
    CHECK(get(tx, "whatsapp", "meeting", "en")->state == templates::State::Pending);
    CHECK(recategorise(tx, "whatsapp", "meeting", "hi", "marketing", at(3s)));
    CHECK(get(tx, "whatsapp", "meeting", "hi")->category == "marketing");
    CHECK_FALSE(move(tx, "whatsapp", "other", "hi", templates::State::Approved, "", at()));
    CHECK(state_named("disabled") == templates::State::Disabled);
    CHECK_FALSE(state_named("lost"));
}

TEST_CASE("The price of a day is the last that began")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK(prices::on_day(tx, "whatsapp", "service", "2026-09-30")->thousand_paise == 0);
    CHECK(prices::on_day(tx, "whatsapp", "service", "2026-10-01")->thousand_paise == 11'500);
    CHECK_FALSE(prices::on_day(tx, "whatsapp", "service", "2020-01-01"));
    CHECK_FALSE(prices::on_day(tx, "pigeon", "service", "2026-10-01"));
    prices::Price own { "sms", "service", "2026-11-01", 13'000, "our contract" };
    CHECK(prices::save(tx, own) == prices::Saved::Added);
    CHECK(prices::save(tx, own) == prices::Saved::Same);
    own.thousand_paise = 12'500;
    CHECK(prices::save(tx, own) == prices::Saved::Changed);
    CHECK(prices::on_day(tx, "sms", "service", "2026-11-22")->thousand_paise == 12'500);
    CHECK(prices::list(tx).size() == 7);
}

TEST_CASE("What is spent is summed by month, and rounded up to a paisa")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    CHECK(prices::month_paise(tx, "2026-11") == 0);
    prices::spend(tx, { "2026-11", "whatsapp", "utility", outbox::Lane::Notice, 1, 1, 11'500 });
    CHECK(prices::month_paise(tx, "2026-11") == 12);
    prices::spend(tx, { "2026-11", "whatsapp", "utility", outbox::Lane::Notice, 1, 1, 11'500 });
    prices::spend(tx, { "2026-11", "sms", "service", outbox::Lane::Reply, 1, 2, 36'000 });
    CHECK(prices::month_paise(tx, "2026-11") == 59);
    CHECK(prices::month_paise(tx, "2026-12") == 0);
    const auto sums = prices::in_month(tx, "2026-11");
    REQUIRE(sums.size() == 2);
    CHECK(sums[1].messages == 2);
    CHECK(sums[1].thousand_paise == 23'000);
    CHECK(sums[0].lane == outbox::Lane::Reply);
}
