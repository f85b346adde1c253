#include "dialogs/check.h"

#include "dialogs/graph.h"
#include "dialogs/load.h"

#include <algorithm>
#include <functional>
#include <set>

namespace dialogs {

namespace {

using Names = std::set<std::string, std::less<>>;

bool contains(const std::vector<std::string>& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

// The checks of one dialog; each appends its faults.
class Check {
public:
    Check(const Dialog& dialog, const std::vector<ActionShape>& actions, std::vector<std::string>& faults)
        : dialog_(dialog), actions_(actions), faults_(faults), edges_(edges(dialog))
    {
    }

    void run()
    {
        if (!names_are_unique() || !targets_exist())
            return; // what follows would only repeat these
        everything_is_reachable();
        everything_ends();
        no_silent_loop();
        outcomes_are_handled();
        asks_are_sound();
        needs_are_met();
    }

private:
    void fault(std::string_view step, const std::string& sentence)
    {
        faults_.push_back("dialogs/flows/" + dialog_.name + ".json, step \"" + std::string { step } +
                          "\": " + sentence);
    }

    const ActionShape* action(std::string_view name) const
    {
        const auto found = std::ranges::find(actions_, name, &ActionShape::name);
        return found == actions_.end() ? nullptr : &*found;
    }

    std::vector<std::string> step_names() const
    {
        std::vector<std::string> names;
        for (const auto& step : dialog_.steps)
            names.push_back(step.name);
        return names;
    }

    bool names_are_unique()
    {
        Names seen { std::string { end_of_dialog } };
        bool unique = true;
        for (const auto& step : dialog_.steps) {
            if (seen.insert(step.name).second)
                continue;
            fault(step.name, step.name == end_of_dialog ? "\"end\" is kept for leaving a dialog; rename the step"
                                                        : "two steps bear this name; rename one");
            unique = false;
        }
        return unique;
    }

    bool targets_exist()
    {
        const auto names = step_names();
        bool all = true;
        for (const auto& edge : edges_) {
            if (edge.to == end_of_dialog || contains(names, edge.to))
                continue;
            const auto said =
                edge.when == "said" || edge.when == "answered" ? std::string { "it" } : "\"" + edge.when + "\"";
            fault(edge.from, said + " goes to \"" + edge.to + "\", which is not a step" + did_you_mean(edge.to, names));
            all = false;
        }
        return all;
    }

    void everything_is_reachable()
    {
        Names reached { dialog_.steps.front().name };
        for (bool grew = true; grew;) {
            grew = false;
            for (const auto& edge : edges_)
                if (reached.contains(edge.from))
                    grew |= reached.insert(edge.to).second;
        }
        for (const auto& step : dialog_.steps)
            if (!reached.contains(step.name))
                fault(step.name, "no path leads here; remove the step or go to it");
    }

    void everything_ends()
    {
        Names ending { std::string { end_of_dialog } };
        for (bool grew = true; grew;) {
            grew = false;
            for (const auto& edge : edges_)
                if (ending.contains(edge.to))
                    grew |= ending.insert(edge.from).second;
        }
        for (const auto& step : dialog_.steps)
            if (!ending.contains(step.name))
                fault(step.name, "no path leads from here to the end; let one of its ways go on");
    }

    // A loop in which nothing waits for her would run for ever. Only a confirm, and an ask reached by its name, wait.
    void no_silent_loop()
    {
        const auto waits = [&](const Edge& edge) {
            const auto index = dialog_.find(edge.to);
            if (!index)
                return true;
            const auto verb = dialog_.steps[*index].verb;
            return verb == Verb::Confirm || (verb == Verb::Ask && edge.way == Way::Named);
        };
        Names open, done;
        const std::function<bool(const std::string&)> loops = [&](const std::string& step) {
            if (open.contains(step))
                return true;
            if (!done.insert(step).second)
                return false;
            open.insert(step);
            for (const auto& edge : edges_)
                if (edge.from == step && !waits(edge) && loops(edge.to))
                    return true;
            open.erase(step);
            return false;
        };
        for (const auto& step : dialog_.steps)
            if (loops(step.name))
                return fault(
                    step.name,
                    "a loop leads back here without waiting for an answer; let it pass a confirm or name an ask");
    }

    void outcomes_are_handled()
    {
        for (const auto& step : dialog_.steps) {
            if (step.verb == Verb::Confirm)
                same_words(step, { "yes", "no" }, "a confirm");
            if (step.verb != Verb::Do)
                continue;
            if (const auto* known = action(step.name))
                same_words(step, known->outcomes, "the action");
            else
                fault(step.name, "there is no such action" + did_you_mean(step.name, action_names()));
        }
    }

    std::vector<std::string> action_names() const
    {
        std::vector<std::string> names;
        for (const auto& one : actions_)
            names.push_back(one.name);
        return names;
    }

    void same_words(const Step& step, const std::vector<std::string>& outcomes, const std::string& who)
    {
        for (const auto& outcome : outcomes)
            if (!step.on.contains(outcome))
                fault(step.name, who + " may answer \"" + outcome + "\"; say in \"on\" where that goes");
        for (const auto& [outcome, target] : step.on)
            if (!contains(outcomes, outcome))
                fault(step.name, who + " never answers \"" + outcome + "\"" + did_you_mean(outcome, outcomes));
    }

    void asks_are_sound()
    {
        for (const auto& step : dialog_.steps) {
            if (step.verb != Verb::Ask)
                continue;
            for (const auto& [word, target] : step.on)
                if (!may_answer(step, word))
                    fault(step.name, "\"" + word + "\" is not among its answers");
            if (step.of.size() > 10)
                fault(step.name,
                      "shows " + std::to_string(step.of.size()) + " choices; a list holds 10, move some to \"also\"");
            if (!step.unit_slot.empty() && !dialog_.find(step.unit_slot))
                fault(step.name, "\"unit_slot\" names \"" + step.unit_slot + "\", which is not a step" +
                                     did_you_mean(step.unit_slot, step_names()));
            if (!step.of_list.empty() && !is_given(step.of_list))
                fault(step.name, "no action before it gives the list \"" + step.of_list + "\"");
        }
    }

    static bool may_answer(const Step& step, std::string_view word)
    {
        if (step.kind == AnswerKind::YesNo)
            return word == "yes" || word == "no";
        return contains(step.of, word) || contains(step.also, word);
    }

    bool is_given(std::string_view slot) const
    {
        return std::ranges::any_of(dialog_.steps, [&](const Step& step) {
            const auto* known = step.verb == Verb::Do ? action(step.name) : nullptr;
            return known != nullptr && contains(known->gives, slot);
        });
    }

    // Slots that are filled on every path to each step: the largest solution, found by taking away.
    void needs_are_met()
    {
        Names everything;
        for (const auto& step : dialog_.steps) {
            everything.insert(step.name);
            if (const auto* known = step.verb == Verb::Do ? action(step.name) : nullptr)
                everything.insert(known->gives.begin(), known->gives.end());
        }
        std::map<std::string, Names, std::less<>> filled;
        for (const auto& step : dialog_.steps)
            filled[step.name] = everything;
        filled[dialog_.steps.front().name].clear();
        for (bool shrank = true; shrank;) {
            shrank = false;
            for (const auto& edge : edges_)
                if (edge.to != end_of_dialog)
                    shrank |= keep_common(filled[edge.to], after(edge, filled[edge.from]));
        }
        for (const auto& step : dialog_.steps)
            if (const auto* known = step.verb == Verb::Do ? action(step.name) : nullptr)
                for (const auto& slot : known->needs)
                    if (!filled[step.name].contains(slot))
                        fault(step.name, "needs the slot \"" + slot +
                                             "\", which is not filled on every path to it; ask it before");
    }

    Names after(const Edge& edge, Names filled) const
    {
        const auto& step = dialog_.steps[*dialog_.find(edge.from)];
        if (step.verb == Verb::Ask && edge.when != "skipped")
            filled.insert(step.name);
        if (step.verb == Verb::Ask && edge.when == "skipped")
            filled.erase(step.name);
        if (const auto* known = step.verb == Verb::Do ? action(step.name) : nullptr)
            filled.insert(known->gives.begin(), known->gives.end());
        return filled;
    }

    static bool keep_common(Names& into, const Names& from)
    {
        return std::erase_if(into, [&](const std::string& name) { return !from.contains(name); }) > 0;
    }

    const Dialog& dialog_;
    const std::vector<ActionShape>& actions_;
    std::vector<std::string>& faults_;
    std::vector<Edge> edges_;
};

void check_instead(const Dialogs& dialogs, const Dialog& dialog, std::vector<std::string>& faults)
{
    if (dialog.instead.empty())
        return;
    const auto* other = dialogs.named(dialog.instead);
    if (other == nullptr || other->open_to == OpenTo::Coordinators)
        faults.push_back("dialogs/flows/" + dialog.name + ".json: \"instead\" names \"" + dialog.instead +
                         "\", which is no dialog that everybody may begin");
}

void check_menus(const Dialogs& dialogs, std::vector<std::string>& faults)
{
    for (const auto& [role, intents] : dialogs.menus) {
        for (const auto& intent : intents)
            if (dialogs.for_intent(intent) == nullptr)
                faults.push_back("dialogs/menu.json, \"" + role + "\": no dialog starts on \"" + intent + "\"");
        if (intents.size() > 9)
            faults.push_back("dialogs/menu.json, \"" + role + "\": more than 9 entries; 0 is kept for the menu itself");
    }
    if (!dialogs.menus.contains("member"))
        faults.push_back("dialogs/menu.json: there must be a menu for \"member\"");
}

} // namespace

std::vector<std::string> check_dialogs(const Dialogs& dialogs, const std::vector<ActionShape>& actions,
                                       const std::vector<std::string>& intents)
{
    std::vector<std::string> faults;
    for (const auto& dialog : dialogs.all) {
        if (!dialog.steps.empty())
            Check { dialog, actions, faults }.run();
        check_instead(dialogs, dialog, faults);
        for (const auto& intent : dialog.starts_on)
            if (!contains(intents, intent))
                faults.push_back("dialogs/flows/" + dialog.name + ".json: starts on \"" + intent +
                                 "\", which is not an intent" + did_you_mean(intent, intents));
    }
    for (const auto& action : actions) {
        const auto does = [&](const Step& step) { return step.verb == Verb::Do && step.name == action.name; };
        if (std::ranges::none_of(dialogs.all,
                                 [&](const Dialog& dialog) { return std::ranges::any_of(dialog.steps, does); }))
            faults.push_back("bot/actions: no dialog does \"" + action.name + "\"; remove the action or use it");
    }
    check_menus(dialogs, faults);
    return faults;
}

} // namespace dialogs
