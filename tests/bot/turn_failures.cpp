// A turn happens wholly or not at all: each of its statements fails once, for every statement of several kinds of turn.

#include "bot/arrival_json.h"
#include "storage/inbox.h"
#include "tests/support/memory_phone.h"

#include <catch2/catch.hpp>

#include <functional>

using storage::Error;
using tests::contents;
using tests::MemoryOffice;

namespace {

struct Kind {
    const char* what;
    const char* phone;
    std::vector<std::string> before; // what she wrote already
    std::string last;                // the message of the turn in question; empty: her timer
    std::vector<std::string> leaves; // what stands in the records at the end
};

const std::vector<Kind> kinds {
    { "an answer that ends joining",
      "+919800000077",
      { "नमस्ते", "haan", "हाँ जी", "haan bhejiye", "nahi", "मेरा नाम सरिता देवी है", "hardoi" },
      "lakshmi samuh",
      { "'सरिता देवी'" } },
    { "a product that is saved", "+919800000002", { "अचार 250 रु के 20 डिब्बे बेचने हैं", "skip" }, "हाँ", { "25000 '20'" } },
    { "an order that is packed", "+919800000001", { "PACK 101" }, "haan", { "'packed'" } },
    { "a complaint that is opened",
      "+919800000005",
      { "mujhe adhikari se baat karni hai" },
      "label ke baare me",
      { "label ke baare me" } },
    { "a stop in the middle of a dialog", "+919800000001", { "PACK 101" }, "STOP", { "'stop" } },
    { "a timer that comes due", "+919800000001", { "PACK 101" }, "", { "timer" } },
    { "a message that was here already", "+919800000001", { "menu" }, "menu", { "menu" } },
};

// An office just before the turn in question, and the turn.
struct Stage {
    MemoryOffice office;
    std::function<bot::TurnReport()> turn;
    dialogs::Arrival arrival;

    explicit Stage(const Kind& kind)
    {
        int count = 0;
        for (const auto& words : kind.before) {
            office.now += std::chrono::seconds { 20 };
            office.take(tests::text_of(kind.phone, "whatsapp", "wamid." + std::to_string(++count), words, office.now));
        }
        office.now += std::chrono::seconds { 20 };
        const bool again = kind.before.back() == kind.last;
        arrival = tests::text_of(kind.phone, "whatsapp", again ? "wamid.1" : "wamid.last", kind.last, office.now);
        turn = [this] { return office.take(arrival); };
        if (!kind.last.empty())
            return;
        const auto timer = office.due(office.now + std::chrono::hours { 24 * 30 });
        REQUIRE(timer.has_value());
        office.now = timer->due_at;
        turn = [this, due = *timer] { return office.fire(due); };
    }
};

} // namespace

TEST_CASE("Whichever statement of a turn fails, nothing of it is left, and delivered again it comes to the same end")
{
    for (const auto& kind : kinds) {
        INFO(kind.what);
        Stage smooth { kind };
        const auto outcome = smooth.turn().outcome;
        const auto end = contents(smooth.office.connection());
        for (const auto& word : kind.leaves)
            CHECK(end.find(word) != std::string::npos);

        Stage rough { kind };
        const auto begin = contents(rough.office.connection());
        int failures = 0;
        for (bool is_done = false; !is_done && failures < 1'000;) {
            rough.office.connection().fail_at(failures + 1);
            try {
                const auto came = rough.turn().outcome;
                CHECK(came == outcome);
                is_done = true;
            } catch (const Error&) {
                ++failures;
                rough.office.connection().fail_at(0);
                INFO("statement " << failures);
                CHECK(contents(rough.office.connection()) == begin);
            }
        }
        CHECK(failures >= 5);
        rough.office.connection().fail_at(0);
        CHECK(contents(rough.office.connection()) == end);
    }
}

TEST_CASE("A turn that breaks a rule of the tables is parked alone, and ends well when it is run again")
{
    for (const auto& kind : kinds) {
        INFO(kind.what);
        if (kind.last.empty())
            continue; // a timer is not parked: it stays and is tried again
        Stage smooth { kind };
        const auto outcome = smooth.turn().outcome;
        if (outcome == "duplicate")
            continue;
        int place = 3; // behind BEGIN and SAVEPOINT, which belong to no turn
        for (;; ++place) {
            INFO("statement " << place);
            REQUIRE(place < 1'000);
            Stage stage { kind };
            stage.office.connection().fail_at(place, Error::Cause::Ours);
            std::string came;
            try {
                came = stage.turn().outcome;
            } catch (const Error&) {
                break; // the commit, and the end of the savepoint before it, are no turn's fault
            }
            stage.office.connection().fail_at(0);
            if (came != "parked")
                break;
            storage::Transaction tx { stage.office.connection() };
            const auto parked = storage::inbox::parked(tx);
            REQUIRE(parked.size() == 1);
            const auto taken = storage::inbox::take_parked(tx, parked[0].id);
            const auto again = bot::arrival_from_json(taken->arrival);
            CHECK(bot::take_turn(tests::proved_bot(), tx, again, stage.office.now).outcome == outcome);
            tx.commit();
        }
        CHECK(place > 10);
    }
}

TEST_CASE("A message that was here already is not parked when a look at it fails, or a retry would take it twice")
{
    Stage stage { kinds.back() };
    stage.office.connection().fail_at(3, Error::Cause::Ours); // behind BEGIN and SAVEPOINT
    CHECK(stage.turn().outcome == "duplicate");
    stage.office.connection().fail_at(0);
    storage::Transaction tx { stage.office.connection(), storage::Mode::Read };
    CHECK(storage::inbox::parked(tx).empty());
}
