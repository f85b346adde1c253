#include "dialogs/graph.h"

#include <algorithm>

namespace dialogs {

namespace {

Way way_to(const Dialog& dialog, std::size_t index, std::string_view target)
{
    const bool follows = index + 1 < dialog.steps.size() && dialog.steps[index + 1].name == target;
    return follows && dialog.steps[index].verb == Verb::Do ? Way::Falls : Way::Named;
}

Edge onward(const Dialog& dialog, std::size_t index, std::string when)
{
    const auto& step = dialog.steps[index];
    if (!step.then.empty())
        return { step.name, std::move(when), step.then, Way::Named };
    const bool last = index + 1 == dialog.steps.size();
    return { step.name, std::move(when), last ? std::string { end_of_dialog } : dialog.steps[index + 1].name,
             Way::Falls };
}

bool some_answers_go_on(const Step& step)
{
    if (step.kind == AnswerKind::YesNo)
        return step.on.size() < 2;
    if (step.kind != AnswerKind::Choice || !step.of_list.empty())
        return true;
    const auto goes_on = [&](const std::string& word) { return !step.on.contains(word); };
    return std::ranges::any_of(step.of, goes_on) || std::ranges::any_of(step.also, goes_on);
}

void add_edges(const Dialog& dialog, std::size_t index, std::vector<Edge>& all)
{
    const auto& step = dialog.steps[index];
    for (const auto& [when, target] : step.on)
        all.push_back({ step.name, when, target, way_to(dialog, index, target) });
    if (step.verb == Verb::Ask && some_answers_go_on(step))
        all.push_back(onward(dialog, index, "answered"));
    if (step.verb == Verb::Ask && step.optional)
        all.push_back(onward(dialog, index, "skipped"));
    if (step.verb == Verb::Say)
        all.push_back(onward(dialog, index, "said"));
}

std::string shape(const Step& step)
{
    const auto& name = step.name;
    switch (step.verb) {
    case Verb::Ask:
        return name + "([" + name + "?])";
    case Verb::Confirm:
        return name + "{" + name + "?}";
    case Verb::Do:
        return name + "[[" + name + "]]";
    case Verb::Say:
        break;
    }
    return name + "[" + name + "]";
}

} // namespace

std::vector<Edge> edges(const Dialog& dialog)
{
    std::vector<Edge> all;
    for (std::size_t i = 0; i < dialog.steps.size(); ++i)
        add_edges(dialog, i, all);
    return all;
}

Edge edge_from(const Dialog& dialog, std::size_t index, std::string_view when)
{
    const auto& step = dialog.steps[index];
    const auto target = step.on.find(when);
    if (target != step.on.end())
        return { step.name, std::string { when }, target->second, way_to(dialog, index, target->second) };
    return onward(dialog, index, std::string { when });
}

bool is_behind_review(const Dialog& dialog, const Step& ask)
{
    return std::ranges::any_of(dialog.steps, [&](const Step& step) {
        return step.verb == Verb::Confirm &&
               std::ranges::any_of(step.on, [&](const auto& edge) { return edge.second == ask.name; });
    });
}

std::string draw(const Dialog& dialog)
{
    std::string drawing = "flowchart TD\n";
    for (const auto& step : dialog.steps)
        drawing += "    " + shape(step) + "\n";
    drawing += "    end_of_dialog((end))\n";
    for (const auto& edge : edges(dialog)) {
        const auto& to = edge.to == end_of_dialog ? std::string { "end_of_dialog" } : edge.to;
        drawing += "    " + edge.from + " -->|" + edge.when + "| " + to + "\n";
    }
    return drawing;
}

} // namespace dialogs
