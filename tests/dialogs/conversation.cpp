// A conversation outlives the process and a change of its dialog's file.

#include "dialogs/graph.h"
#include "small_dialogs.h"

#include <catch2/catch.hpp>

using dialogs::InputKind;
using dialogs::Money;
using dialogs::Text;
using dialogs::Word;
using small::Play;
using small::Said;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

locales::Date day(int year, unsigned month, unsigned number)
{
    return { std::chrono::year { year }, std::chrono::month { month }, std::chrono::day { number } };
}

} // namespace

TEST_CASE("a conversation read from what was written equals it, whatever its answers are")
{
    const dialogs::Slots slots {
        { "text", Text { "\xE0\xA4\x85\xE0\xA4\x9A\xE0\xA4\xBE\xE0\xA4\xB0 \"1\"\n" } },
        { "word", Word { "piece" } },
        { "number", dialogs::Number { locales::Decimal { 25, 1 } } },
        { "money", Money { 9'223'372'036'854'775'807 } },
        { "quantity", dialogs::Quantity { locales::Decimal { 2 }, "kilogram" } },
        { "day", dialogs::Day { day(2026, 9, 30) } },
        { "period", dialogs::Period { day(2026, 7, 1), day(2026, 9, 30) } },
        { "photo", dialogs::Photo { "1234", "image/jpeg", "ab" } },
        { "phone", dialogs::Phone { "+919812345678" } },
        { "pin_code", dialogs::PinCode { "302001" } },
        { "phrase", dialogs::Phrase { "state.packed" } },
        { "table", dialogs::Table { "orders.row", { { "1234", { { "name", Text { "achar" } } } } } } },
    };
    dialogs::Conversation conversation;
    conversation.language = "en";
    conversation.language_chosen = true;
    conversation.frames = { { "sell", "12ab", "price", slots, { "photo" }, { "name", "unit" }, { "unit" } } };
    conversation.offers = { { "start:orders", "1" } };
    conversation.readings = { Money { 100 } };
    conversation.turn = 7;
    conversation.misses = 2;
    conversation.asleep = true;
    conversation.timed = true;
    conversation.heard_at = locales::Time { std::chrono::milliseconds { 1'790'000'000'123 } };
    CHECK(dialogs::conversation_from_json(dialogs::to_json(conversation)) == conversation);
    CHECK(dialogs::slots_from_json(dialogs::to_json(slots)) == slots);
}

TEST_CASE("bytes that are no UTF-8 are written all the same")
{
    dialogs::Conversation conversation;
    conversation.offers = { { "1", "\xFF" } };
    CHECK(dialogs::conversation_from_json(dialogs::to_json(conversation)).offers[0].label == "\xEF\xBF\xBD");
}

TEST_CASE("what was not written by us is refused, with a sentence")
{
    for (const auto* bad : { "", "{}", "[]", "{\"language\":1}", R"({"language":"hi","chosen":false,"frames":7})" })
        CHECK_THROWS_WITH(dialogs::conversation_from_json(bad), Catch::StartsWith("reading a conversation: "));
}

TEST_CASE("everything stays equal when it is read again after every turn")
{
    Play play { { small::sell, small::orders } };
    play.sell_until_photo();
    play.command("skip");
    play.start("orders");
    play.pick("1234");
    play.pick("resume:yes");
    play.nonsense();
    play.pick("yes");
    CHECK(play.saved.size() == 1);
    CHECK(play.reloads_equal);
}

TEST_CASE("a change of the file that keeps the step changes nothing for her but the version")
{
    Play play { { small::sell } };
    play.start("sell");
    const auto before = play.conversation.open()->version;
    play.change_files({ replaced(small::sell, R"("least": 1)", R"("least": 2)") });
    play.answer("name", Text { "achar" });
    CHECK(play.said == Said { "sell.price.ask" });
    CHECK(play.conversation.open()->version != before);
}

TEST_CASE("a step that is gone goes on at the first question without an answer, with the answers kept")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.change_files({ replaced(small::sell, "\"photo\"", "\"picture\"") });
    SECTION("when she answers what is no longer asked")
    {
        play.answer("photo", dialogs::Photo { "1", "image/jpeg", "" });
        CHECK(play.said == Said { "sell.picture.ask" });
    }
    SECTION("when she is not understood")
    {
        play.nonsense();
        CHECK(play.said == Said { "sell.picture.ask" });
    }
    SECTION("when she wants to hear the question again")
    {
        play.command("repeat");
        CHECK(play.said == Said { "sell.picture.ask" });
    }
    SECTION("when she comes back after days")
    {
        play.turn(Play::of(InputKind::TimerDue, "expiry"));
        play.nonsense();
        play.pick("resume:yes");
        CHECK(play.said == Said { "sell.picture.ask" });
    }
    SECTION("when it waited below another dialog")
    {
        play.change_files({ small::sell, small::orders });
        play.start("orders");
        play.change_files({ replaced(small::sell, "\"photo\"", "\"picture\""), small::orders });
        play.pick("1234");
        CHECK(play.said == Said { "orders.shown", "sell.picture.ask" });
    }
    CHECK(play.conversation.open()->slots.at("price") == dialogs::Answer { Money { 25'000 } });
    CHECK(play.conversation.open()->step == "picture");
}

TEST_CASE("whoever was past a question that was moved behind it is asked it before anything is done")
{
    const auto name = R"({ "ask": "name", "as": "text" },)", unit = R"({ "ask": "unit", "as": "text" },)";
    const auto in_order = [](const std::string& first, const std::string& second) {
        return R"({ "dialog": "list", "starts_on": ["list"], "open_to": "anyone", "steps": [)" + first + second +
               R"({ "do": "save", "on": { "saved": "saved", "taken": "name" } }, { "say": "saved", "then": "end" } ] })";
    };
    Play play { { in_order(name, unit) } };
    play.start("list");
    SECTION("when she answers the question that stands last now")
    {
        play.change_files({ in_order(unit, name) });
        play.answer("name", Text { "achar" });
        CHECK(play.said == Said { "list.unit.ask" });
        CHECK(play.saved.empty());
        play.answer("unit", Text { "dibba" });
    }
    SECTION("when she answers the question that stands first now")
    {
        play.answer("name", Text { "achar" });
        play.change_files({ in_order(unit, name) });
        play.answer("unit", Text { "dibba" });
    }
    CHECK(play.said == Said { "list.saved" });
    REQUIRE(play.saved.size() == 1);
    CHECK(play.saved[0].at("name") == dialogs::Answer { Text { "achar" } });
    CHECK(play.saved[0].at("unit") == dialogs::Answer { Text { "dibba" } });
}

TEST_CASE("a question that wants another kind of answer now is asked again, with the other answers kept")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.command("skip");
    play.change_files({ replaced(small::sell, R"("money", "least": 1)", R"("quantity")") });
    play.pick("yes");
    CHECK(play.said == Said { "sell.price.ask" });
    CHECK(play.saved.empty());
    play.answer("price", dialogs::Quantity { locales::Decimal { 3 }, "" });
    CHECK(play.said == Said { "sell.review.ask" });
    play.pick("yes");
    REQUIRE(play.saved.size() == 1);
    CHECK(std::holds_alternative<dialogs::Quantity>(play.saved[0].at("price")));
    CHECK(play.saved[0].at("name") == dialogs::Answer { Text { "achar" } });
}

TEST_CASE("a new wish is followed though the open step is gone")
{
    Play play { { small::sell, small::orders } };
    play.sell_until_photo();
    play.change_files({ replaced(small::sell, "\"photo\"", "\"picture\""), small::orders });
    play.start("orders");
    CHECK(play.said == Said { "orders.order.ask" });
}

TEST_CASE("a dialog that is gone is closed, and what waited below it is still there")
{
    Play play { { small::sell, small::orders } };
    play.start("sell");
    play.start("orders");
    play.change_files({ small::sell });
    play.nonsense();
    CHECK(play.said == Said { "sell.name.retry" });
}

TEST_CASE("a list that bears another name now is made again before it is offered")
{
    Play play { { small::orders } };
    play.start("orders");
    play.conversation.frames.back().slots.clear();
    play.nonsense();
    CHECK(play.said == Said { "orders.order.ask" });
    play.pick("1235");
    CHECK(play.said == Said { "orders.shown" });
}

TEST_CASE("a choice that is no longer offered is never taken for an answer")
{
    Play play { { small::sell } };
    play.sell_until_photo();
    play.command("skip");
    play.pick("piece");
    CHECK(play.said == Said { "engine.old_button", "sell.review.ask" });
    CHECK(play.saved.empty());
}
