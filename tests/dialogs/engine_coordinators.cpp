// Dialogs that only coordinators may begin, and buttons that begin a dialog whenever they are tapped.

#include "dialogs/check.h"
#include "tests/dialogs/small_dialogs.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

const std::string announce = R"({ "dialog": "announce", "starts_on": [], "open_to": "coordinators", "instead": "sell",
    "steps": [ { "ask": "words", "as": "text" }, { "say": "announced", "then": "end" } ] })";

std::vector<std::string> faults_of(const std::string& file)
{
    std::vector<std::string> faults;
    dialogs::read_dialog(file, "small.json", faults);
    return faults;
}

} // namespace

TEST_CASE("A coordinator begins it by its name, whether or not she joined")
{
    small::Play play { { small::sell, announce } };
    play.standing = { false, { "coordinator" } };
    const auto turn = play.command("announce");
    CHECK(turn.outcome == "started:announce");
    CHECK(play.said == std::vector<std::string> { "announce.words.ask" });
}

TEST_CASE("Everybody else is told who may, and gets the dialog that stands instead")
{
    small::Play play { { small::sell, announce } };
    play.standing = { true, { "member" } };
    play.command("announce");
    CHECK(play.said == std::vector<std::string> { "engine.only_coordinators", "sell.name.ask" });
    CHECK(play.conversation.frames.size() == 1);
    CHECK(play.conversation.frames.back().dialog == "sell");
}

TEST_CASE("A dialog for coordinators names another for everybody else, and no other dialog does")
{
    CHECK(faults_of(announce).empty());
    auto without = announce;
    without.replace(without.find(R"("instead": "sell",)"), std::string { R"("instead": "sell",)" }.size(), "");
    CHECK(faults_of(without).size() == 1);
    auto of_all = announce;
    of_all.replace(of_all.find("coordinators"), std::string { "coordinators" }.size(), "anyone");
    CHECK(faults_of(of_all).size() == 1);
    auto nonsense = announce;
    nonsense.replace(nonsense.find("coordinators"), std::string { "coordinators" }.size(), "kings");
    CHECK_FALSE(faults_of(nonsense).empty());
}

TEST_CASE("What stands instead is a dialog that everybody may begin")
{
    auto alone = announce;
    alone.replace(alone.find(R"("instead": "sell")"), std::string { R"("instead": "sell")" }.size(),
                  R"("instead": "announce")");
    const auto dialogs = small::read({ small::sell, alone });
    const auto faults = dialogs::check_dialogs(dialogs, small::shapes(), { "sell" });
    CHECK(
        std::ranges::any_of(faults, [](const auto& fault) { return fault.find("\"instead\"") != std::string::npos; }));
}
