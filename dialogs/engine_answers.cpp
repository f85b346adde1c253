#include "dialogs/engine.h"
#include "dialogs/verify.h"

#include <algorithm>

namespace dialogs {

void Engine::pick(const std::string& id)
{
    const auto after = [&](std::string_view beginning) { return id.substr(beginning.size()); };
    if (id.starts_with("start:"))
        return start(after("start:"), told_[after("start:")]);
    if (id.starts_with("language:"))
        return choose_language(after("language:"));
    if (id.starts_with("resume:"))
        return resume(id == "resume:yes");
    if (id.starts_with("miss:"))
        return after_misses(after("miss:"));
    if (id.starts_with("correct:"))
        return flow_.go_to(after("correct:"));
    if (id.starts_with("put:"))
        return put(after("put:"));
    if (id.starts_with("reading:"))
        return pick_reading(static_cast<std::size_t>(after("reading:").front() - '0'));
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step == nullptr || !flow_.offers(id))
        return again("engine.old_button"); // the file changed since it was offered
    const Slots chosen { { step->name, Word { id } } };
    fill(step->name, chosen);
}

void Engine::resume(bool yes)
{
    turn_.next.asleep = false;
    if (yes)
        return repeat();
    if (!turn_.next.frames.empty())
        turn_.next.frames.pop_back();
    turn_.next.offers.clear();
    say("engine.cancelled");
    if (!turn_.next.frames.empty())
        flow_.ask_again();
    else
        menu();
}

void Engine::after_misses(const std::string& choice)
{
    if (choice == "person")
        return begin_named("talk_to_person", {});
    if (choice == "menu")
        return menu();
    repeat();
}

locales::LikeNames Engine::on_record(const Input& input) const
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    const auto said = input.slots.find(input.name);
    const auto* words = said == input.slots.end() ? nullptr : std::get_if<Text>(&said->second);
    if (!actions_.like || step == nullptr || step->name_list.empty() || words == nullptr)
        return {};
    return actions_.like(step->name_list, words->words, turn_.next.frames.back().slots);
}

void Engine::answers(const Input& input)
{
    const auto like = on_record(input);
    if (like.alike.empty() && like.nearly.empty())
        return fill(input.name, input.slots);
    auto slots = input.slots;
    if (like.alike.size() == 1) {
        slots.insert_or_assign(input.name, Text { like.alike.front() });
        return fill(input.name, slots);
    }
    // Her own words are the last choice: a name that differs by a letter may be a new one.
    Input asked;
    asked.name = input.name;
    asked.slots = input.slots;
    asked.slots.erase(input.name);
    for (const auto& name : like.alike.empty() ? like.nearly : like.alike)
        if (asked.readings.size() + (like.alike.empty() ? 1 : 0) < readings_max)
            asked.readings.push_back(Text { name });
    if (like.alike.empty())
        asked.readings.push_back(slots.at(input.name));
    turn_.outcome = "two_readings";
    readings(asked);
}

void Engine::pick_reading(std::size_t index)
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step == nullptr || index >= turn_.next.readings.size())
        return again("engine.old_button");
    const Slots chosen { { step->name, turn_.next.readings[index] } };
    turn_.next.readings.clear();
    fill(step->name, chosen);
}

void Engine::fill(const std::string& question, const Slots& slots)
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    VERIFY(step != nullptr);
    const auto answer = slots.find(question);
    const auto* word = answer == slots.end() ? nullptr : std::get_if<Word>(&answer->second);
    if (step->verb == Verb::Confirm) {
        VERIFY(word != nullptr);
        return flow_.leave(word->id);
    }
    keep(question, slots);
    if (answer == slots.end())
        return flow_.walk();
    flow_.leave(word != nullptr && step->on.contains(word->id) ? word->id : "answered");
}

// What is no answer to the question was told ahead of its own.
void Engine::keep(const std::string& question, const Slots& slots)
{
    auto& frame = turn_.next.frames.back();
    for (const auto& [name, value] : slots) {
        frame.slots.insert_or_assign(name, value);
        frame.skipped.erase(name);
        if (name != question && std::ranges::find(frame.answered, name) == frame.answered.end())
            frame.ahead.insert(name);
        std::erase(frame.answered, name);
        frame.answered.push_back(name);
    }
    frame.ahead.erase(question);
}

void Engine::correction(const Input& input)
{
    if (input.slots.empty())
        return flow_.go_to(input.name);
    auto& frame = turn_.next.frames.back();
    for (const auto& [name, value] : input.slots)
        frame.slots.insert_or_assign(name, value);
    say("engine.corrected", { { "value", input.slots.begin()->second } });
    flow_.ask_again();
}

// Which of her answers is the new value for? The values wait in `readings`, in the order of the choices.
void Engine::correct_which(const Input& input)
{
    turn_.next.readings.clear();
    Prompt prompt { "engine.correct_which.ask", {}, {}, {} };
    for (const auto& [name, value] : input.slots) {
        const auto index = std::to_string(turn_.next.readings.size());
        prompt.options.push_back({ "put:" + index + ":" + name, "choice." + name, {}, {} });
        turn_.next.readings.push_back(value);
    }
    say_with_offers(turn_, std::move(prompt));
}

void Engine::put(const std::string& index_and_name)
{
    const auto colon = index_and_name.find(':');
    const auto index = static_cast<std::size_t>(index_and_name[0] - '0');
    if (colon != 1 || index >= turn_.next.readings.size() || turn_.next.frames.empty())
        return again("engine.old_button");
    Input chosen;
    chosen.slots.emplace(index_and_name.substr(2), turn_.next.readings[index]);
    turn_.next.readings.clear();
    correction(chosen);
}

void Engine::readings(const Input& input)
{
    if (!input.slots.empty())
        keep(input.name, input.slots);
    turn_.next.readings = input.readings;
    Prompt prompt { "engine.two_readings.ask", {}, {}, {} };
    for (std::size_t i = 0; i < input.readings.size() && i < readings_max; ++i)
        prompt.options.push_back(
            { "reading:" + std::to_string(i), "engine.two_readings.one", {}, { { "value", input.readings[i] } } });
    say_with_offers(turn_, std::move(prompt));
}

} // namespace dialogs
