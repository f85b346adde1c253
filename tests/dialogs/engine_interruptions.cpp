// What comes between a question and its answer: other wishes, misses, old buttons, late words, days of silence.

#include "small_dialogs.h"

#include <catch2/catch.hpp>

using dialogs::InputKind;
using dialogs::Text;
using small::Play;
using small::Said;

TEST_CASE("something else in the middle waits on the stack and is offered again")
{
    Play play { { small::sell, small::orders } };
    play.start("sell");
    play.answer("name", Text { "achar" });
    play.start("orders");
    CHECK(play.said == Said { "orders.order.ask" });
    play.pick("1234");
    CHECK(play.said == Said { "orders.shown", "engine.resume.ask" });
    SECTION("yes goes on where it was left")
    {
        play.pick("resume:yes");
        CHECK(play.said == Said { "sell.price.ask" });
    }
    SECTION("no lets it go")
    {
        play.pick("resume:no");
        CHECK(play.said == Said { "engine.cancelled", "engine.menu" });
        CHECK(play.conversation.frames.empty());
    }
}

TEST_CASE("a dialog waits on the stack once, and no more dialogs wait than the limit")
{
    Play play { { small::question("one"), small::question("two"), small::question("three"), small::question("four"),
                  small::question("five") } };
    for (const auto* name : { "one", "two", "one", "three", "four", "five" })
        play.start(name);
    std::vector<std::string> open;
    for (const auto& frame : play.conversation.frames)
        open.push_back(frame.dialog);
    CHECK(open == std::vector<std::string> { "one", "three", "four", "five" });
    CHECK(open.size() == dialogs::frames_max);
}

TEST_CASE("three messages in a row that are not understood bring other ways out")
{
    Play play { { small::sell } };
    play.start("sell");
    play.nonsense();
    CHECK(play.said == Said { "sell.name.retry" });
    play.nonsense();
    play.nonsense();
    CHECK(play.said == Said { "engine.three_misses" });
    CHECK(play.conversation.misses == 0);
    play.pick("miss:again");
    CHECK(play.said == Said { "sell.name.ask" });
}

TEST_CASE("an answer in between starts the count of misses again")
{
    Play play { { small::sell } };
    play.start("sell");
    play.nonsense();
    play.nonsense();
    play.answer("name", Text { "achar" });
    play.nonsense();
    CHECK(play.said == Said { "sell.price.retry" });
}

TEST_CASE("a tap on an old button is answered kindly and never applied")
{
    Play play { { small::sell } };
    play.start("sell");
    play.turn(Play::of(InputKind::OldButton, "piece"));
    CHECK(play.said == Said { "engine.old_button", "sell.name.ask" });
    CHECK(play.conversation.open()->slots.empty());
}

TEST_CASE("an answer she wrote before the open question is not taken for it; a wish is")
{
    Play play { { small::sell, small::orders } };
    play.start("sell");
    auto late = Play::of(InputKind::Answers, "name");
    late.slots = { { "name", Text { "achar" } } };
    late.late = true;
    play.turn(late);
    CHECK(play.said == Said { "engine.late", "sell.name.ask" });
    CHECK(play.conversation.open()->slots.empty());
    auto wish = Play::of(InputKind::Start, "orders");
    wish.late = true;
    play.turn(wish);
    CHECK(play.said == Said { "orders.order.ask" });
}

TEST_CASE("after days away nothing she says is taken for the old question until she wants to go on")
{
    Play play { { small::sell } };
    play.start("sell");
    play.turn(Play::of(InputKind::TimerDue, "expiry"));
    CHECK(play.said.empty());
    CHECK(play.conversation.asleep);
    play.answer("name", Text { "namaste" });
    CHECK(play.said == Said { "engine.welcome_back.ask" });
    CHECK(play.conversation.open()->slots.empty());
    play.pick("resume:yes");
    CHECK(play.said == Said { "sell.name.ask" });
    CHECK_FALSE(play.conversation.asleep);
}

TEST_CASE("a reminder asks the open question again, and is silent when nothing is open")
{
    Play play { { small::sell } };
    play.turn(Play::of(InputKind::TimerDue, "reminder"));
    CHECK(play.said.empty());
    play.start("sell");
    play.turn(Play::of(InputKind::TimerDue, "reminder"));
    CHECK(play.said == Said { "engine.reminder", "sell.name.ask" });
}

TEST_CASE("what needs no answer changes nothing, not even the turn")
{
    Play play { { small::sell } };
    play.start("sell");
    const auto before = play.conversation;
    play.turn(Play::of(InputKind::Nothing, {}));
    CHECK(play.said.empty());
    CHECK(play.conversation == before);
}

TEST_CASE("who has not joined is led through joining first, and then to what she wanted")
{
    const std::string join =
        R"({ "dialog": "join", "open_to": "anyone", "steps": [{ "ask": "adult", "as": "yes_no" }] })";
    const std::string loan =
        R"({ "dialog": "loan", "starts_on": ["loan"], "steps": [{ "ask": "sum", "as": "money" }] })";
    Play play { { join, loan } };
    play.standing.joined = false;
    play.start("loan");
    CHECK(play.said == Said { "join.adult.ask" });
    SECTION("she joins")
    {
        play.standing.joined = true;
        play.pick("yes");
        CHECK(play.said == Said { "loan.sum.ask" });
    }
    SECTION("she does not, and nothing waits for it")
    {
        play.pick("no");
        CHECK(play.conversation.frames.empty());
    }
}

TEST_CASE("replies follow the script she writes in until she chooses a language")
{
    Play play { { small::sell } };
    auto latin = Play::of(InputKind::Start, "sell");
    latin.language = "hi-Latn";
    play.turn(latin);
    CHECK(play.conversation.language == "hi-Latn");
    play.command("language_en");
    latin = Play::of(InputKind::NotUnderstood, {});
    latin.language = "hi";
    play.turn(latin);
    CHECK(play.conversation.language == "en");
}
