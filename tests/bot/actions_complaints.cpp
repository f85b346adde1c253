#include "storage/complaints.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;
using storage::complaints::State;

namespace {

struct Complaining : Acting {
    Person officer = imported("+919800000031", "Anita", { "coordinator" });
    Person puja = joined("+919800000021", "Puja", { "vidyut_sakhi" });

    std::int64_t open(const std::string& kind, Slots slots = {})
    {
        dialog = kind;
        const auto done = run("open_complaint", puja, std::move(slots));
        REQUIRE(done.outcome == "opened");
        return number(done.gives, "ticket");
    }

    dialogs::Done with(const std::string& action, std::int64_t ticket)
    {
        return run(action, puja, { { "complaint", word(std::to_string(ticket)) } });
    }

    storage::complaints::Complaint kept(std::int64_t ticket) { return storage::complaints::get(tx(), ticket).value(); }

    void move(std::int64_t ticket, State to)
    {
        storage::complaints::move(tx(), ticket, { to, "person:" + std::to_string(officer.id) }, now);
    }
};

const dialogs::Period july_to_september { day(2026, 7, 1).date, day(2026, 9, 30).date };

} // namespace

TEST_CASE("a complaint gets a number, the coordinator of her area and a day by its kind")
{
    Complaining acting;
    acting.dialog = "commission_missing";
    const auto done = acting.run("open_complaint", acting.puja, { { "period", july_to_september } });
    REQUIRE(done.outcome == "opened");
    CHECK(phrase(done.gives, "officer") == "Anita");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 29));
    const auto complaint = acting.kept(number(done.gives, "ticket"));
    CHECK(complaint.kind == "commission_missing");
    CHECK(complaint.about == "2026-07-01/2026-09-30");
    CHECK(complaint.state == State::Forwarded);
    CHECK(complaint.assigned == acting.officer.id);
}

TEST_CASE("kinds where her money or a buyer waits are due sooner than the rest")
{
    Complaining acting;
    const auto due = [&](const std::string& kind) { return acting.kept(acting.open(kind)).due_at; };
    const auto person = due("talk_to_person");
    const auto wallet = due("wallet_problem");
    const auto loan = due("loan");
    CHECK(person < wallet);
    CHECK(wallet < loan);
    CHECK(loan < due("no_cooperation"));
}

TEST_CASE("the coordinator is told of a complaint with its number, its kind and her words")
{
    Complaining acting;
    const auto ticket = acting.open("talk_to_person", { { "about", text("कूरियर नहीं आया") } });
    REQUIRE(acting.tells.size() == 1);
    const auto& slots = acting.tells[0].prompt.slots;
    CHECK(acting.tells[0].person == acting.officer.id);
    CHECK(acting.tells[0].prompt.text == "tell.complaint");
    CHECK(number(slots, "ticket") == ticket);
    CHECK(phrase(slots, "kind") == "kind.talk_to_person");
    CHECK(phrase(slots, "about") == "कूरियर नहीं आया");
    CHECK(phrase(slots, "name") == "Puja");
}

TEST_CASE("a complaint of a stranger names her by what is known: her profile, else her number")
{
    Complaining acting;
    auto stranger = acting.stranger("+919800000099");
    stranger.district = "Hardoi";
    auto district = acting.imported("+919800000032", "District", { "coordinator" });
    district.clf.clear();
    district.block.clear();
    storage::people::save(acting.tx(), district);
    acting.dialog = "talk_to_person";
    acting.run("open_complaint", stranger, { { "about", text("मदद चाहिए") } });
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].person == district.id);
    CHECK(phrase(acting.tells[0].prompt.slots, "name") == "+919800000099");
}

TEST_CASE("a district in her script is the district of the coordinator's list")
{
    Complaining acting;
    auto her = acting.stranger("+919800000099");
    her.district = "हरदोई";
    auto district = acting.imported("+919800000032", "District", { "coordinator" });
    district.clf.clear();
    district.block.clear();
    storage::people::save(acting.tx(), district);
    acting.dialog = "talk_to_person";
    acting.run("open_complaint", her, { { "about", text("मदद चाहिए") } });
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].person == district.id);
}

TEST_CASE("where no coordinator is known the complaint is recorded all the same and nobody is told")
{
    Acting acting;
    auto stranger = acting.stranger("+919800000099");
    const auto done = acting.run("open_complaint", stranger, { { "about", text("मदद") } });
    CHECK(done.outcome == "opened");
    CHECK(phrase(done.gives, "officer") == "officer.unknown");
    CHECK(acting.tells.empty());
    CHECK(storage::complaints::get(acting.tx(), number(done.gives, "ticket"))->state == State::Recorded);
}

TEST_CASE("the same complaint again is the one that is open; about something else, or once solved, it is a new one")
{
    Complaining acting;
    const auto first = acting.open("commission_missing", { { "period", july_to_september } });
    const auto again = acting.run("open_complaint", acting.puja, { { "period", july_to_september } });
    CHECK(again.outcome == "already_open");
    CHECK(number(again.gives, "ticket") == first);
    CHECK(acting.tells.size() == 1);
    const dialogs::Period before { day(2026, 4, 1).date, day(2026, 6, 30).date };
    CHECK(acting.open("commission_missing", { { "period", before } }) != first);
    acting.move(first, State::Solved);
    CHECK(acting.open("commission_missing", { { "period", july_to_september } }) != first);
}

TEST_CASE("other words are another complaint, so that nothing she says is lost")
{
    Complaining acting;
    const auto first = acting.open("talk_to_person", { { "about", text("लेबल कैसे बनाएँ") } });
    CHECK(acting.open("talk_to_person", { { "about", text("पैसा कब आएगा") } }) != first);
}

TEST_CASE("what she chose and counted stands in the complaint for whoever acts on it")
{
    Complaining acting;
    const auto ticket =
        acting.open("wallet_problem",
                    { { "trouble", word("paid_twice") }, { "amount", rupees(450) }, { "day", day(2026, 11, 20) } });
    CHECK(acting.kept(ticket).text == "trouble=paid_twice; amount_paise=45000; day=2026-11-20");
}

TEST_CASE("her complaints are listed with the open ones first")
{
    Complaining acting;
    CHECK(acting.run("list_complaints", acting.puja).outcome == "none");
    const auto first = acting.open("loan");
    const auto second = acting.open("training");
    acting.move(second, State::Solved);
    const auto done = acting.run("list_complaints", acting.puja);
    CHECK(done.outcome == "some");
    CHECK(number(done.gives, "count") == 2);
    const auto& rows = get<dialogs::Table>(done.gives, "complaints").rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == std::to_string(first));
    CHECK(phrase(rows[0].cells, "kind") == "kind.loan");
    CHECK(phrase(rows[0].cells, "state") == "state.complaint.passed_on");
    CHECK(phrase(rows[1].cells, "state") == "state.complaint.solved");
}

TEST_CASE("a complaint tells its state, since when, who acts and by when; another woman's is gone")
{
    Complaining acting;
    const auto ticket = acting.open("loan");
    acting.now = at(std::chrono::hours { 24 });
    acting.move(ticket, State::InProgress);
    const auto done = acting.with("complaint_detail", ticket);
    CHECK(done.outcome == "open");
    CHECK(phrase(done.gives, "state") == "state.complaint.in_work");
    CHECK(get<dialogs::Day>(done.gives, "opened_on") == day(2026, 11, 22));
    CHECK(get<dialogs::Day>(done.gives, "since") == day(2026, 11, 23));
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 27));
    CHECK(phrase(done.gives, "officer") == "Anita");
    acting.move(ticket, State::Solved);
    CHECK(acting.with("complaint_detail", ticket).outcome == "solved");
    auto other = acting.joined("+919800000002", "Sunita", { "member" });
    CHECK(acting.run("complaint_detail", other, { { "complaint", word(std::to_string(ticket)) } }).outcome == "gone");
}

TEST_CASE("a solved complaint she is not content with is open again, told to the coordinator with a new day")
{
    Complaining acting;
    const auto ticket = acting.open("talk_to_person", { { "about", text("मदद") } });
    acting.move(ticket, State::Solved);
    acting.now = at(std::chrono::hours { 24 * 10 });
    const auto done = acting.with("reopen_complaint", ticket);
    CHECK(done.outcome == "reopened");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 12, 5));
    CHECK(acting.kept(ticket).state == State::NotSatisfied);
    CHECK(acting.tells.size() == 2);
    const auto detail = acting.with("complaint_detail", ticket);
    CHECK(detail.outcome == "open");
    CHECK(get<dialogs::Day>(detail.gives, "by") == day(2026, 12, 5));
}
