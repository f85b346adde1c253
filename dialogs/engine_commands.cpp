#include "dialogs/engine.h"
#include "dialogs/verify.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace dialogs {

namespace {

// Commands that are dialogs of another name; those of a dialog's own name begin it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> dialog_commands { {
    { "delete", "delete_me" },
    { "person", "talk_to_person" },
} };

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> language_commands { {
    { "language_hi", "hi" },
    { "language_latin", "hi-Latn" },
    { "language_en", "en" },
} };

} // namespace

void Engine::command(const std::string& name, const Slots& slots)
{
    for (const auto& [command, dialog] : dialog_commands)
        if (command == name)
            return begin_named(dialog, slots);
    for (const auto& [command, language] : language_commands)
        if (command == name)
            return choose_language(std::string { language });
    if (name == "menu" || name == "greeting")
        return greet();
    if (name == "cancel")
        return cancel();
    if (name == "back")
        return back();
    if (name == "skip")
        return skip();
    if (name == "language")
        return ask_language();
    if (name == "help")
        return help();
    if (name == "repeat")
        return repeat();
    if (dialogs_.named(name) != nullptr)
        return begin_named(name, slots);
    miss({});
}

void Engine::begin_named(std::string_view name, const Slots& slots)
{
    const auto* dialog = dialogs_.named(name);
    VERIFY(dialog != nullptr);
    if (name == "stop" || name == "delete_me")
        turn_.next.frames.clear(); // who wants to be left alone is not reminded of anything
    turn_.outcome = "started:" + dialog->name;
    flow_.begin(*dialog, slots);
}

void Engine::start(const std::string& intent, const Slots& slots)
{
    if (intent == "menu")
        return greet();
    if (intent == "thanks")
        return thanks();
    const auto* dialog = dialogs_.for_intent(intent);
    if (dialog == nullptr)
        return miss({});
    turn_.outcome = "started:" + dialog->name;
    flow_.begin(*dialog, slots);
}

// The menu; but who has not joined is asked what joining asks.
void Engine::greet()
{
    if (actions_.standing().joined || turn_.next.frames.empty())
        return leads_to_join() ? void() : menu();
    repeat();
}

void Engine::menu()
{
    std::vector<std::string> intents;
    auto roles = actions_.standing().roles;
    roles.push_back("member");
    std::ranges::stable_sort(roles,
                             [](const auto& one, const auto& two) { return one != "member" && two == "member"; });
    for (const auto& role : roles) {
        const auto menu = dialogs_.menus.find(role);
        if (menu == dialogs_.menus.end())
            continue;
        for (const auto& intent : menu->second)
            if (intents.size() < 9 && std::ranges::find(intents, intent) == intents.end())
                intents.push_back(intent);
    }
    offer_intents("engine.menu", {}, intents);
}

void Engine::offer_intents(std::string text, Slots slots, const std::vector<std::string>& intents)
{
    Prompt prompt { std::move(text), {}, std::move(slots), {} };
    for (const auto& intent : intents)
        prompt.options.push_back({ "start:" + intent, "menu." + intent, {}, {} });
    say_with_offers(turn_, std::move(prompt));
}

void Engine::cancel()
{
    if (turn_.next.frames.empty())
        return again("engine.nothing_open");
    say("engine.cancelled");
    turn_.next.offers.clear();
    flow_.close();
}

// To the question answered last. What she told ahead of its question was never asked.
void Engine::back()
{
    if (waiting_step(dialogs_, turn_.next) == nullptr)
        return again("engine.nothing_open");
    const auto& frame = turn_.next.frames.back();
    const auto last = std::ranges::find_if(std::views::reverse(frame.answered),
                                           [&](const std::string& name) { return !frame.ahead.contains(name); });
    if (last == frame.answered.rend())
        return again("engine.cannot_go_back");
    flow_.go_to(std::string { *last }); // a copy: going there forgets what was answered
}

void Engine::skip()
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step == nullptr)
        return again("engine.nothing_open");
    if (step->verb != Verb::Ask || !step->optional)
        return again("engine.cannot_skip");
    turn_.next.frames.back().skipped.insert(step->name);
    flow_.leave("skipped");
}

void Engine::help()
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step == nullptr)
        return again("engine.help");
    const auto& frame = turn_.next.frames.back();
    turn_.prompts.push_back({ frame.dialog + "." + step->name + ".help", "engine.help", frame.slots, {} });
    flow_.ask_again();
}

void Engine::repeat()
{
    if (turn_.next.open() != nullptr)
        flow_.ask_again();
    else if (!leads_to_join())
        menu();
}

void Engine::ask_language()
{
    Prompt prompt { "engine.language.ask", {}, {}, {} };
    for (const auto& [command, language] : language_commands)
        prompt.options.push_back(
            { "language:" + std::string { language }, "engine." + std::string { command }, {}, {} });
    say_with_offers(turn_, std::move(prompt));
}

void Engine::choose_language(const std::string& language)
{
    turn_.next.language = language;
    turn_.next.language_chosen = true;
    again("engine.language_set");
}

void Engine::thanks()
{
    if (leads_to_join())
        return;
    say("engine.thanks");
    flow_.ask_again();
}

} // namespace dialogs
