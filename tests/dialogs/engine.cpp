// The engine with dialogs of a few steps: asking, confirming, doing, going back, correcting.

#include "small_dialogs.h"

#include <catch2/catch.hpp>

using dialogs::InputKind;
using dialogs::Money;
using dialogs::Text;
using dialogs::Word;
using small::Play;
using small::Said;

TEST_CASE("a dialog asks, confirms, does and says, and then nothing is open")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    CHECK(play.said == Said { "sell.photo.ask" });
    play.command("skip");
    CHECK(play.said == Said { "sell.review.ask" });
    const auto last = play.pick("yes");
    CHECK(play.said == Said { "sell.saved" });
    CHECK(last.walked.size() == 3);
    CHECK(play.conversation.frames.empty());
    REQUIRE(play.saved.size() == 1);
    CHECK(play.saved[0].at("price") == dialogs::Answer { Money { 25'000 } });
    CHECK(play.saved[0].at("dialog") == dialogs::Answer { Word { "sell" } });
}

TEST_CASE("what her sentence already told is not asked")
{
    Play play { { small::sell } };
    auto wish = Play::of(InputKind::Start, "sell");
    wish.slots = { { "name", Text { "achar" } }, { "price", Money { 25'000 } } };
    play.turn(wish);
    CHECK(play.said == Said { "sell.unit.ask" });
}

TEST_CASE("going to a question by its name forgets its answer and keeps the others")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.command("skip");
    play.pick("no");
    CHECK(play.said == Said { "sell.price.ask" });
    CHECK_FALSE(play.conversation.open()->slots.contains("price"));
    play.answer("price", Money { 30'000 });
    CHECK(play.said == Said { "sell.review.ask" });
}

TEST_CASE("the outcome of an action decides where the dialog goes on")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.command("skip");
    play.save_answers = "taken";
    play.pick("yes");
    CHECK(play.said == Said { "sell.name.ask" });
    CHECK(play.saved.empty());
}

TEST_CASE("an outcome that no action announced is a bug of ours and undoes the turn")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.command("skip");
    play.save_answers = "perhaps";
    CHECK_THROWS_AS(play.pick("yes"), std::logic_error);
}

TEST_CASE("back asks the last answered question again; at the first there is no way back")
{
    Play play { { small::sell } };
    play.start("sell");
    play.command("back");
    CHECK(play.said == Said { "engine.cannot_go_back", "sell.name.ask" });
    play.answer("name", Text { "achar" });
    play.command("back");
    CHECK(play.said == Said { "sell.name.ask" });
}

TEST_CASE("only what is optional can be skipped")
{
    Play play { { small::sell } };
    play.start("sell");
    play.command("skip");
    CHECK(play.said == Said { "engine.cannot_skip", "sell.name.ask" });
}

TEST_CASE("a correction changes an earlier answer and asks the open question again")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    auto correction = Play::of(InputKind::Correction, "price");
    correction.slots = { { "price", Money { 30'000 } } };
    play.turn(correction);
    CHECK(play.said == Said { "engine.corrected", "sell.photo.ask" });
    CHECK(play.conversation.open()->slots.at("price") == dialogs::Answer { Money { 30'000 } });
}

TEST_CASE("a correction that names a question asks it again and then goes on")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.turn(Play::of(InputKind::Correction, "price"));
    CHECK(play.said == Said { "sell.price.ask" });
    play.answer("price", Money { 30'000 });
    CHECK(play.said == Said { "sell.photo.ask" });
}

TEST_CASE("a value that fits several answers is asked about, and goes where she says")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    auto which = Play::of(InputKind::CorrectWhich, "name");
    which.slots = { { "name", Text { "papad" } }, { "price", Money { 30'000 } } };
    play.turn(which);
    CHECK(play.said == Said { "engine.correct_which.ask" });
    play.pick("put:1:price");
    CHECK(play.conversation.open()->slots.at("price") == dialogs::Answer { Money { 30'000 } });
    CHECK(play.conversation.open()->slots.at("name") == dialogs::Answer { Text { "achar" } });
}

TEST_CASE("two readings of an answer are offered, and the chosen one is taken")
{
    Play play { { small::sell } };
    play.start("sell");
    play.answer("name", Text { "achar" });
    auto two = Play::of(InputKind::Readings, "price");
    two.readings = { Money { 10'000 }, Money { 15'000 } };
    play.turn(two);
    CHECK(play.said == Said { "engine.two_readings.ask" });
    play.pick("reading:1");
    CHECK(play.conversation.open()->slots.at("price") == dialogs::Answer { Money { 15'000 } });
    CHECK(play.conversation.readings.empty());
}

TEST_CASE("what is told beside an answer with two readings is kept while she is asked which")
{
    Play play { { small::sell } };
    play.start("sell");
    play.answer("name", Text { "achar" });
    auto two = Play::of(InputKind::Readings, "price");
    two.readings = { Money { 10'000 }, Money { 15'000 } };
    two.slots = { { "unit", dialogs::Word { "piece" } } };
    play.turn(two);
    play.pick("reading:0");
    CHECK(play.conversation.open()->step == "photo");
    CHECK(play.conversation.open()->slots.at("unit") == dialogs::Answer { dialogs::Word { "piece" } });
}

TEST_CASE("an answer that leads to a question whose answer was told with the wish does not forget it")
{
    constexpr const char* change = R"({ "dialog": "change", "starts_on": ["change"], "open_to": "anyone", "steps": [
        { "ask": "what", "as": "choice", "of": ["price", "name"], "on": { "price": "new_price" } },
        { "ask": "new_name", "as": "text", "then": "review" },
        { "ask": "new_price", "as": "money" },
        { "confirm": "review", "on": { "yes": "end", "no": "new_price" } } ] })";
    Play play { { change } };
    auto wish = Play::of(InputKind::Start, "change");
    wish.slots = { { "new_price", Money { 25'000 } } };
    play.turn(wish);
    play.answer("what", dialogs::Word { "price" });
    CHECK(play.conversation.open()->step == "review");
    CHECK(play.conversation.open()->ahead.empty());
    play.answer("review", dialogs::Word { "no" });
    CHECK(play.conversation.open()->step == "new_price");
    CHECK_FALSE(play.conversation.open()->slots.contains("new_price"));
}

TEST_CASE("the same wish at a question loses nothing, and the third time brings help")
{
    Play play { { small::sell } };
    play.start("sell");
    play.answer("name", Text { "achar" });
    play.turn(Play::of(InputKind::SameWish, {}));
    CHECK(play.said == Said { "engine.same_wish", "sell.price.ask" });
    CHECK(play.conversation.open()->slots.contains("name"));
    play.turn(Play::of(InputKind::SameWish, {}));
    play.turn(Play::of(InputKind::SameWish, {}));
    CHECK(play.said == Said { "engine.three_misses" });
}
