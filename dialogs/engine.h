// The engine's inside: one turn of one conversation, in three sources. advance.cpp decides by the kind of input,
// engine_commands.cpp does what every conversation can be told, engine_answers.cpp takes answers and choices.
// Lives for one call of advance().

#pragma once

#include "dialogs/flow.h"

namespace dialogs {

class Engine {
public:
    Engine(const Dialogs& dialogs, Conversation conversation, const Actions& actions);

    Turn run(const Input& input);

private:
    // A conversation outlives a change of its files: a dialog that is gone is closed, a step that is gone continues at
    // the first ask whose slot is empty, with the slots kept; so does one whose ask now wants another kind of answer.
    void mend();

    // A question whose list is gone cannot be asked: the action that gives the list must run first.
    static bool can_wait(const Step& step, const Slots& slots)
    {
        return (step.verb == Verb::Ask || step.verb == Verb::Confirm) &&
               (step.of_list.empty() || slots.contains(step.of_list));
    }

    bool has_lost_its_place() const;

    void follow_script(const std::string& language);
    // Things that come before the meaning: nothing to answer, timers, her own late words, a return after days.
    bool stands_aside(const Input& input);
    void take(const Input& input);

    template <class Act> void understood(const char* outcome, Act act)
    {
        turn_.next.misses = 0;
        turn_.outcome = outcome;
        act();
    }

    void say(std::string text, Slots slots = {})
    {
        turn_.prompts.push_back({ std::move(text), {}, std::move(slots), {} });
    }

    // Says something and asks the open question again; with none open, shows the menu.
    void again(const std::string& text);
    // Who has not joined and has nothing open begins there, whatever she said.
    bool leads_to_join();
    void command(const std::string& name, const Slots& slots);
    void begin_named(std::string_view name, const Slots& slots);
    void start(const std::string& intent, const Slots& slots);
    void greet();
    void menu();
    void offer_intents(std::string text, Slots slots, const std::vector<std::string>& intents);
    void cancel();
    void back();
    void skip();
    void help();
    void repeat();
    void ask_language();
    void choose_language(const std::string& language);
    void pick(const std::string& id);
    void resume(bool yes);
    void after_misses(const std::string& choice);
    void pick_reading(std::size_t index);

    // A name that is on record is taken as it stands there; where it only may be meant, she is asked.
    void answers(const Input& input);
    locales::LikeNames on_record(const Input& input) const;

    // Puts answers into the open frame and goes on from the question that was open.
    void fill(const std::string& question, const Slots& slots);
    void keep(const std::string& question, const Slots& slots);
    void correction(const Input& input);
    void correct_which(const Input& input);
    void put(const std::string& index_and_name);
    void readings(const Input& input);
    void thanks();
    void welcome_back(const Input& input);
    void timer(const std::string& kind);
    void same_wish();
    void miss(const Input& input);
    void three_misses();

    const Dialogs& dialogs_;
    const Actions& actions_;
    Turn turn_;
    std::map<std::string, Slots, std::less<>> told_; // of the message before, when it offered intents
    Flow flow_;
};

} // namespace dialogs
