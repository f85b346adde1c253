// A complaint whose day passed goes one step up, by its timer, through the same road as everything.

#include "storage/audit.h"
#include "storage/complaints.h"
#include "storage/people.h"
#include "storage/timers.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

#include <algorithm>

using Catch::Contains;
using storage::complaints::State;
using tests::MemoryOffice;

namespace {

const std::string sunita = "+919800000002";
const std::string of_block = "+919800000041", of_district = "+919800000031", of_state = "+919800000042";

// Sunita's complaint lies with the coordinator of her block.
struct Waiting : MemoryOffice {
    std::int64_t ticket = 0;

    Waiting()
    {
        storage::people::Person officer;
        officer.roles = { "coordinator" };
        officer.name = "रेखा";
        officer.block = "बिलग्राम";
        officer.district = "हरदोई";
        import(of_block, officer);
        officer.name = "उषा";
        officer.block = officer.district = "";
        officer.state = "उत्तर प्रदेश";
        import(of_state, officer);
        take(tests::text_of(sunita, "whatsapp", "wamid.1", "mujhe adhikari se baat karni hai", now));
        take(tests::text_of(sunita, "whatsapp", "wamid.2", "label ke baare me", now));
        deliver("whatsapp");
        storage::Transaction tx { connection() };
        ticket = storage::complaints::list(tx, 0, 100).back().number;
    }

    void import(const std::string& phone, const storage::people::Person& person)
    {
        storage::Transaction tx { connection() };
        storage::people::import_person(tx, phone, person, now);
        tx.commit();
    }

    std::string with()
    {
        storage::Transaction tx { connection() };
        return storage::people::phone_of(tx, storage::complaints::get(tx, ticket)->assigned.value());
    }

    // The next timer, at its time. Returns the outcome.
    std::string next()
    {
        const auto timer = due(now + std::chrono::days { 30 });
        REQUIRE(timer.has_value());
        REQUIRE(timer->kind == "complaint_due");
        now = std::max(now, timer->due_at);
        return fire(*timer).outcome;
    }

    std::string told(const std::vector<Letter>& letters, const std::string& phone)
    {
        const auto found = std::ranges::find(letters, phone, &Letter::phone);
        return found == letters.end() ? "" : found->letter.text;
    }
};

} // namespace

TEST_CASE("A complaint that nobody solved in its time goes one step up: to the district, then to the state")
{
    Waiting office;
    REQUIRE(office.with() == of_block);
    REQUIRE(office.next() == "escalated");
    CHECK(locales::day_in_india(office.now) == locales::Date { std::chrono::year { 2026 } / 11 / 26 });
    CHECK(locales::minute_of_day_in_india(office.now) == 8 * 60);
    CHECK(office.with() == of_district);
    auto letters = office.deliver("whatsapp");
    REQUIRE(letters.size() == 2);
    const auto number = std::to_string(office.ticket);
    CHECK_THAT(office.told(letters, of_district), Contains(number) && Contains("1 दिन") && Contains("रेखा") &&
                                                      Contains("सुनीता वर्मा") && Contains("28 नवंबर"));
    CHECK_THAT(office.told(letters, sunita), Contains("maaf kijiye") && Contains(number) && Contains("28 November"));

    REQUIRE(office.next() == "escalated");
    CHECK(office.with() == of_state);
    letters = office.deliver("whatsapp");
    CHECK_THAT(office.told(letters, of_state), Contains("अनीता मिश्रा"));
    CHECK_THAT(office.told(letters, sunita), Contains("उषा"));

    CHECK(office.next() == "nobody_above");
    CHECK(office.with() == of_state);
    CHECK(office.deliver("whatsapp").empty());
    storage::Transaction tx { office.connection() };
    const auto overdue = storage::complaints::overdue(tx, office.now, 10);
    CHECK(std::ranges::count(overdue, office.ticket, &storage::complaints::Complaint::number) == 1);
}

TEST_CASE("What went up stands in the complaint's history and in the audit, and her open question is left alone")
{
    Waiting office;
    office.take(tests::text_of(sunita, "whatsapp", "wamid.3", "saman jodna hai", office.now));
    const auto before = office.conversation(sunita, "whatsapp");
    REQUIRE(before.open() != nullptr);
    std::string outcome;
    while (outcome != "escalated") {
        const auto timer = office.due(office.now + std::chrono::days { 30 }).value();
        office.now = std::max(office.now, timer.due_at);
        outcome = office.fire(timer).outcome;
    }
    CHECK(office.conversation(sunita, "whatsapp").open()->step == before.open()->step);
    storage::Transaction tx { office.connection() };
    const auto history = storage::complaints::history(tx, office.ticket);
    REQUIRE(history.size() == 2);
    CHECK(history[1].who == "bot");
    CHECK_THAT(history[1].note, Contains("overdue, one step up from person:"));
    const auto her = storage::people::by_phone(tx, sunita)->id;
    const auto audit = storage::audit::list(tx, her, 20);
    CHECK(std::ranges::count(audit, "escalate", &storage::audit::Entry::what) == 1);
}

TEST_CASE("A solved complaint goes nowhere")
{
    Waiting office;
    {
        storage::Transaction tx { office.connection() };
        storage::complaints::move(tx, office.ticket, { State::Solved, "person:1" }, office.now);
        tx.commit();
    }
    CHECK(office.next() == "noted");
    CHECK(office.with() == of_block);
    CHECK(office.deliver("whatsapp").empty());
    CHECK_FALSE(office.due(office.now + std::chrono::days { 30 }));
}

TEST_CASE("What came due while nothing ran waits for the morning, so that nobody is written to at night")
{
    Waiting office;
    const auto timer = office.due(office.now + std::chrono::days { 30 }).value();
    office.now = timer.due_at + std::chrono::hours { 14 }; // ten in the evening
    CHECK(office.fire(timer).outcome == "moved");
    CHECK(office.deliver("whatsapp").empty());
    CHECK(office.next() == "escalated");
    CHECK(locales::minute_of_day_in_india(office.now) == 8 * 60);
}
