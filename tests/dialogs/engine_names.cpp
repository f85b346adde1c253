// A question for a name that may be on record: what the engine does with what the record has.

#include "small_dialogs.h"

#include <catch2/catch.hpp>

using namespace dialogs;

namespace {

constexpr const char* join = R"({ "dialog": "join", "starts_on": ["join"], "open_to": "anyone", "steps": [
    { "ask": "name", "as": "text" },
    { "ask": "group", "as": "text", "names": "group" },
    { "do": "save", "on": { "saved": "saved", "taken": "name" } },
    { "say": "saved", "then": "end" } ] })";

struct Joining : small::Play {
    Joining() : Play({ join })
    {
        like = [this](std::string_view kind, const std::string& words, const Slots& slots) {
            asked.push_back(std::string { kind } + ":" + words + ":" + std::get<Text>(slots.at("name")).words);
            return record;
        };
        start("join");
        answer("name", Text { "Reena" });
    }

    std::string group() const { return std::get<Text>(saved.at(0).at("group")).words; }

    locales::LikeNames record;
    std::vector<std::string> asked;
};

std::vector<std::string> words_of(const std::vector<Answer>& readings)
{
    std::vector<std::string> words;
    for (const auto& reading : readings)
        words.push_back(std::get<Text>(reading).words);
    return words;
}

} // namespace

TEST_CASE("The one name on record is taken as it stands there; only a question for such names looks there")
{
    Joining play;
    play.record = { { "जय माँ शारदा समूह" }, {} };
    CHECK(play.answer("group", Text { "jai ma sharda" }).outcome == "answered");
    CHECK(play.group() == "जय माँ शारदा समूह");
    CHECK(play.asked == std::vector<std::string> { "group:jai ma sharda:Reena" });
}

TEST_CASE("What is not on record stays as she wrote it")
{
    Joining play;
    play.answer("group", Text { "Naya Savera" });
    CHECK(play.group() == "Naya Savera");
}

TEST_CASE("Two names on record are asked between, at most as many as buttons fit")
{
    Joining play;
    play.record = { { "एक", "दो", "तीन", "चार" }, {} };
    CHECK(play.answer("group", Text { "ek" }).outcome == "two_readings");
    CHECK(words_of(play.conversation.readings) == std::vector<std::string> { "एक", "दो", "तीन" });
    CHECK(play.saved.empty());
    play.pick("reading:2");
    CHECK(play.group() == "तीन");
}

TEST_CASE("A name a slip away is offered beside her own words, which are the last choice")
{
    Joining play;
    play.record = { {}, { "शिव शक्ति समूह", "शिव भक्त", "शिवा" } };
    CHECK(play.answer("group", Text { "शिव भक्ति" }).outcome == "two_readings");
    CHECK(words_of(play.conversation.readings) == std::vector<std::string> { "शिव शक्ति समूह", "शिव भक्त", "शिव भक्ति" });
    play.pick("reading:2");
    CHECK(play.group() == "शिव भक्ति");
    CHECK(play.asked.size() == 1); // what she picked is not looked up again
}

TEST_CASE("A choice that was never offered is an old button")
{
    Joining play;
    play.record = { {}, { "शिव शक्ति समूह" } };
    play.answer("group", Text { "शिव भक्ति" });
    play.pick("reading:2");
    CHECK(play.said.front() == "engine.old_button");
    play.pick("reading:");
    CHECK(play.said.front() == "engine.old_button");
    CHECK(play.saved.empty());
}
