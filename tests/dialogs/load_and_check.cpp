// What a dialog's file may hold: each fault once, with its place and the mend. And the graph that everything walks.

#include "dialogs/check.h"
#include "dialogs/graph.h"
#include "small_dialogs.h"

#include <catch2/catch.hpp>

namespace {

using Faults = std::vector<std::string>;

Faults reading(const std::string& file)
{
    Faults faults;
    dialogs::read_dialog(file, "f.json", faults);
    return faults;
}

std::string steps(const std::string& list)
{
    return R"({ "dialog": "d", "starts_on": ["d"], "steps": [)" + list + "] }";
}

Faults checking(const std::string& list)
{
    auto all = small::read({ steps(list) });
    all.menus = { { "member", { "d" } } };
    auto faults = dialogs::check_dialogs(all, small::shapes(), { "d" });
    // What is said about actions that these few steps do not do is tested by itself.
    std::erase_if(faults, [](const std::string& fault) { return fault.starts_with("bot/actions: "); });
    return faults;
}

} // namespace

TEST_CASE("each fault of a dialog's file is a sentence with its place")
{
    const auto [file, fault] = GENERATE(table<std::string, std::string>({
        { "{", "f.json: not valid JSON: " },
        { "\"d\"", "f.json: must be an object with \"dialog\" and \"steps\"" },
        { std::string { "{}\0", 3 }, "f.json: not valid JSON: holds the letter NUL" },
        { std::string(100'000, '['), "f.json: not valid JSON: nested more than 16 deep" },
        { R"({ "dialog": "d", "dialog": "e", "steps": [{ "say": "s" }] })",
          "f.json: the key \"dialog\" stands twice; remove one" },
        { R"({ "dialog": "d", "start_on": [], "steps": [{ "say": "s" }] })",
          "f.json: unknown key \"start_on\"; did you mean \"starts_on\"?" },
        { R"({ "dialog": "", "steps": [{ "say": "s" }] })", "f.json: \"dialog\" must be a text that is not empty" },
        { R"({ "dialog": "d", "starts_on": "d", "steps": [{ "say": "s" }] })",
          "f.json: \"starts_on\" must be a list of words" },
        { R"({ "dialog": "d", "open_to": "all", "steps": [{ "say": "s" }] })",
          "f.json: \"open_to\" must be \"joined\", \"anyone\" or \"coordinators\"" },
        { R"({ "dialog": "d", "remind_after_minutes": -1, "steps": [{ "say": "s" }] })",
          "f.json: \"remind_after_minutes\" must be a whole number from 0 to 1000000000" },
        { R"({ "dialog": "d", "steps": [] })", "f.json: \"steps\" must be a list with at least one step" },
        { steps("7"), "f.json, step 1: a step must be an object" },
        { steps(R"({ "tell": "x" })"), "f.json, step 1: a step is one of ask, confirm, do or say" },
        { steps(R"({ "ask": "a" })"), "f.json, step \"a\": an ask needs \"as\", the kind of its answer" },
        { steps(R"({ "ask": "a", "as": "mony" })"),
          "f.json, step \"a\": unknown kind \"mony\"; did you mean \"money\"?" },
        { steps(R"({ "ask": "a", "as": "choice" })"),
          "f.json, step \"a\": a choice needs \"of\": a list of words, or the name of the slot that holds the list" },
        { steps(R"({ "ask": "a", "as": "text", "of": ["b"] })"), "f.json, step \"a\": \"of\" belongs to a choice" },
        { steps(R"({ "ask": "a", "as": "money", "least": 5, "most": 4 })"),
          "f.json, step \"a\": \"most\" is less than \"least\"" },
        { steps(R"({ "ask": "a", "as": "text", "optional": "yes" })"),
          "f.json, step \"a\": \"optional\" must be true or false" },
        { steps(R"({ "confirm": "c", "on": [] })"),
          "f.json, step \"c\": \"on\" must be an object of outcome and step" },
        { steps(R"({ "confirm": "c", "on": { "yes": 1 } })"),
          "f.json, step \"c\": \"on\": the step for \"yes\" must be a text" },
        { steps(R"({ "say": "s", "on": {} })"), "f.json, step \"s\": unknown key \"on\"" },
    }));
    CAPTURE(file);
    REQUIRE(reading(file).size() == 1);
    CHECK_THAT(reading(file)[0], Catch::StartsWith(fault));
}

TEST_CASE("all faults of a file are told at once")
{
    CHECK(reading(steps(R"({ "ask": "a" }, { "tell": "x" }, 7)")).size() >= 3);
}

TEST_CASE("each fault of a dialog's way is a sentence with its step")
{
    const auto [list, fault] = GENERATE(table<std::string, std::string>({
        { R"({ "say": "s" }, { "say": "s" })", "step \"s\": two steps bear this name; rename one" },
        { R"({ "say": "end" })", "step \"end\": \"end\" is kept for leaving a dialog; rename the step" },
        { R"({ "say": "hello", "then": "helo" })",
          "step \"hello\": it goes to \"helo\", which is not a step; did you mean \"hello\"?" },
        { R"({ "say": "s", "then": "end" }, { "say": "lost" })",
          "step \"lost\": no path leads here; remove the step or go to it" },
        { R"({ "ask": "a", "as": "text", "then": "a" })",
          "step \"a\": no path leads from here to the end; let one of its ways go on" },
        { R"({ "do": "list_orders", "on": { "some": "s", "none": "end" } }, { "say": "s", "then": "list_orders" })",
          "step \"list_orders\": a loop leads back here without waiting for an answer" },
        { R"({ "confirm": "c", "on": { "yes": "end" } })",
          "step \"c\": a confirm may answer \"no\"; say in \"on\" where that goes" },
        { R"({ "do": "list_orders", "on": { "some": "end", "none": "end", "non": "end" } })",
          "step \"list_orders\": the action never answers \"non\"; did you mean \"none\"?" },
        { R"({ "do": "list_order", "on": { "some": "end" } })",
          "step \"list_order\": there is no such action; did you mean \"list_orders\"?" },
        { R"({ "ask": "a", "as": "choice", "of": ["b"], "on": { "c": "end" } })",
          "step \"a\": \"c\" is not among its answers" },
        { R"({ "ask": "a", "as": "choice", "of": ["1","2","3","4","5","6","7","8","9","10","11"] })",
          "step \"a\": shows 11 choices; a list holds 10, move some to \"also\"" },
        { R"({ "ask": "a", "as": "quantity", "unit_slot": "unit" })",
          "step \"a\": \"unit_slot\" names \"unit\", which is not a step" },
        { R"({ "ask": "a", "as": "choice", "of": "orders" })",
          "step \"a\": no action before it gives the list \"orders\"" },
        { R"({ "ask": "name", "as": "text", "optional": true }, { "ask": "price", "as": "money" },
             { "ask": "unit", "as": "text" }, { "do": "save", "on": { "saved": "end", "taken": "name" } })",
          "step \"save\": needs the slot \"name\", which is not filled on every path to it; ask it before" },
    }));
    CAPTURE(list);
    REQUIRE(checking(list).size() == 1);
    CHECK_THAT(checking(list)[0], Catch::StartsWith("dialogs/flows/d.json, " + fault));
}

TEST_CASE("the small dialogs of these tests have no fault themselves")
{
    CHECK(reading(small::sell).empty());
    CHECK(reading(small::orders).empty());
    const auto all = small::read({ small::sell, small::orders });
    CHECK(dialogs::check_dialogs(all, small::shapes(), { "sell", "orders" }).empty());
}

TEST_CASE("intents, menus and actions that lead nowhere are faults")
{
    auto all = small::read({ small::sell });
    all.menus = { { "sakhi", { "orders" } } };
    CHECK(dialogs::check_dialogs(all, small::shapes(), { "sel" }) ==
          Faults { "dialogs/flows/sell.json: starts on \"sell\", which is not an intent; did you mean \"sel\"?",
                   "bot/actions: no dialog does \"list_orders\"; remove the action or use it",
                   "dialogs/menu.json, \"sakhi\": no dialog starts on \"orders\"",
                   "dialogs/menu.json: there must be a menu for \"member\"" });
}

TEST_CASE("a folder without dialogs is a fault that names the setting")
{
    const auto loaded = dialogs::load("/nowhere");
    REQUIRE_FALSE(loaded.faults.empty());
    CHECK_THAT(loaded.faults[0], Catch::Contains("SAMVAD_DATA must name the folder"));
}

TEST_CASE("the version of a dialog changes with its file and only with it")
{
    Faults faults;
    const auto version = [&](const std::string& file) { return dialogs::read_dialog(file, "f.json", faults).version; };
    CHECK(version(small::sell) == version(small::sell));
    CHECK(version(small::sell) != version(small::orders));
}

TEST_CASE("the edges of a dialog are what the engine walks, and what is drawn")
{
    Faults faults;
    const auto orders = dialogs::read_dialog(small::orders, "f.json", faults);
    using dialogs::Way;
    CHECK(dialogs::edges(orders) == std::vector<dialogs::Edge> {
                                        { "list_orders", "none", "nothing", Way::Named },
                                        { "list_orders", "some", "order", Way::Falls },
                                        { "order", "answered", "shown", Way::Falls },
                                        { "shown", "said", "end", Way::Named },
                                        { "nothing", "said", "end", Way::Named },
                                    });
    CHECK(dialogs::edge_from(orders, 0, "none").to == "nothing");
    CHECK_THAT(dialogs::draw(orders), Catch::StartsWith("flowchart TD\n    list_orders[[list_orders]]\n") &&
                                          Catch::Contains("list_orders -->|some| order\n") &&
                                          Catch::Contains("nothing -->|said| end_of_dialog\n"));
}
