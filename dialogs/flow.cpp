#include "dialogs/flow.h"

#include "dialogs/verify.h"

#include <algorithm>

namespace dialogs {

namespace {

std::vector<Option> word_options(const std::string& prefix, const std::vector<std::string>& words)
{
    std::vector<Option> options;
    for (const auto& word : words)
        options.push_back({ word, prefix + word, "choice." + word, {} });
    return options;
}

std::vector<Option> table_options(const Table& table)
{
    std::vector<Option> options;
    for (const auto& row : table.rows)
        options.push_back({ row.id, table.text, {}, row.cells });
    return options;
}

std::vector<Option> options_of(const Dialog& dialog, const Step& step, const Slots& slots)
{
    const auto prefix = dialog.name + "." + step.name + ".";
    if (step.verb == Verb::Confirm || step.kind == AnswerKind::YesNo)
        return word_options(prefix, { "yes", "no" });
    if (step.kind != AnswerKind::Choice)
        return {};
    if (step.of_list.empty())
        return word_options(prefix, step.of);
    const auto list = slots.find(step.of_list);
    const auto* table = list == slots.end() ? nullptr : std::get_if<Table>(&list->second);
    VERIFY(table != nullptr);
    return table_options(*table);
}

std::string_view when_answered(const Step& step, const Answer& answer)
{
    const auto* word = std::get_if<Word>(&answer);
    return word != nullptr && step.on.contains(word->id) ? std::string_view { word->id } : "answered";
}

} // namespace

Flow::Flow(const Dialogs& dialogs, const Actions& actions, Turn& turn)
    : dialogs_(dialogs), actions_(actions), turn_(turn)
{
}

void Flow::begin(const Dialog& dialog, Slots slots)
{
    if (dialog.open_to == OpenTo::Coordinators && !is_coordinator()) {
        const auto* instead = dialogs_.named(dialog.instead);
        VERIFY(instead != nullptr && instead->open_to != OpenTo::Coordinators);
        turn_.prompts.push_back({ "engine.only_coordinators", {}, {}, {} });
        return begin(*instead, {});
    }
    auto& frames = turn_.next.frames;
    std::erase_if(frames, [&](const Frame& frame) { return frame.dialog == dialog.name; });
    if (frames.size() >= frames_max)
        frames.erase(frames.begin());
    Frame frame;
    frame.dialog = dialog.name;
    frame.version = dialog.version;
    frame.slots = std::move(slots);
    frames.push_back(std::move(frame));
    const auto* join = dialogs_.named("join");
    if (dialog.open_to == OpenTo::Joined && join != nullptr && !actions_.standing().joined)
        return join_first(*join);
    walk();
}

// Her wish waits behind it. Who is halfway through joining goes on there, and is not asked for her consent anew.
void Flow::join_first(const Dialog& join)
{
    auto& frames = turn_.next.frames;
    const auto halfway = std::ranges::find(frames, join.name, &Frame::dialog);
    if (halfway == frames.end())
        return begin(join, {});
    std::rotate(halfway, halfway + 1, frames.end());
    ask_again();
}

bool Flow::is_coordinator() const
{
    const auto roles = actions_.standing().roles;
    return std::ranges::find(roles, "coordinator") != roles.end();
}

void Flow::leave(std::string_view when)
{
    auto& frame = turn_.next.frames.back();
    const auto& dialog = dialog_of(frame);
    const auto index = dialog.find(frame.step);
    VERIFY(index.has_value());
    follow(frame, dialog, edge_from(dialog, *index, when));
    if (frame.step == end_of_dialog)
        return close();
    walk();
}

void Flow::walk()
{
    for (int steps = 0; steps < steps_per_turn_max; ++steps) {
        auto& frame = turn_.next.frames.back();
        if (frame.step.empty())
            frame.step = dialog_of(frame).steps.front().name;
        if (frame.step == end_of_dialog)
            return close();
        if (!one_step(frame))
            return;
    }
    VERIFY(!"a dialog walks on and on without waiting");
}

// Returns false when the step waits for her.
bool Flow::one_step(Frame& frame)
{
    const auto& dialog = dialog_of(frame);
    const auto index = dialog.find(frame.step);
    VERIFY(index.has_value());
    const auto& step = dialog.steps[*index];
    switch (step.verb) {
    case Verb::Ask:
        return pass_ask(frame, dialog, *index);
    case Verb::Confirm:
        prompt_step(frame, ".ask");
        return false;
    case Verb::Do:
        if (const auto* missing = unanswered_need(frame, dialog, step))
            frame.step = missing->name;
        else
            run_action(frame, dialog, *index);
        return true;
    case Verb::Say:
        turn_.prompts.push_back({ dialog.name + "." + step.name, {}, frame.slots, {} });
        follow(frame, dialog, edge_from(dialog, *index, "said"));
        return true;
    }
    return false;
}

bool Flow::pass_ask(Frame& frame, const Dialog& dialog, std::size_t index)
{
    const auto& step = dialog.steps[index];
    const auto slot = frame.slots.find(step.name);
    const bool skipped = step.optional && frame.skipped.contains(step.name);
    if (slot == frame.slots.end() && !skipped) {
        prompt_step(frame, ".ask");
        return false;
    }
    if (frame.ahead.erase(step.name) > 0) { // asked and answered at once
        std::erase(frame.answered, step.name);
        frame.answered.push_back(step.name);
    }
    follow(frame, dialog, edge_from(dialog, index, skipped ? "skipped" : when_answered(step, slot->second)));
    return true;
}

// The checks prove that there is none, but not for who began with another order of the questions. She is asked now.
const Step* Flow::unanswered_need(const Frame& frame, const Dialog& dialog, const Step& action) const
{
    const auto& needs = shape(action.name).needs;
    for (const auto& step : dialog.steps)
        if (step.verb == Verb::Ask && std::ranges::find(needs, step.name) != needs.end() &&
            !frame.slots.contains(step.name) && !frame.skipped.contains(step.name))
            return &step;
    return nullptr;
}

void Flow::run_action(Frame& frame, const Dialog& dialog, std::size_t index)
{
    const auto& step = dialog.steps[index];
    const auto& known = shape(step.name);
    auto slots = frame.slots;
    slots.insert_or_assign("dialog", Word { frame.dialog });
    auto done = actions_.run(step.name, slots);
    VERIFY(std::ranges::find(known.outcomes, done.outcome) != known.outcomes.end());
    for (auto& [name, answer] : done.gives)
        frame.slots.insert_or_assign(name, std::move(answer));
    if (known.changes)
        frame.answered.clear();
    follow(frame, dialog, edge_from(dialog, index, done.outcome));
}

void Flow::follow(Frame& frame, const Dialog& dialog, const Edge& edge)
{
    turn_.walked.push_back({ dialog.name, edge });
    frame.step = edge.to;
    if (edge.way == Way::Falls || edge.to == end_of_dialog)
        return;
    const auto index = dialog.find(edge.to);
    VERIFY(index.has_value());
    if (dialog.steps[*index].verb != Verb::Ask)
        return;
    frame.slots.erase(edge.to);
    frame.skipped.erase(edge.to);
    frame.ahead.erase(edge.to);
    std::erase(frame.answered, edge.to);
}

void Flow::go_to(std::string_view name)
{
    auto& frame = turn_.next.frames.back();
    frame.step = name;
    frame.slots.erase(frame.step);
    frame.skipped.erase(frame.step);
    frame.ahead.erase(frame.step);
    std::erase(frame.answered, frame.step);
    walk();
}

bool Flow::offers(std::string_view choice) const
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step == nullptr)
        return false;
    const auto& frame = turn_.next.frames.back();
    const auto options = options_of(dialog_of(frame), *step, frame.slots);
    return std::ranges::find(options, choice, &Option::id) != options.end();
}

void Flow::ask_again()
{
    const auto* frame = turn_.next.open();
    if (frame != nullptr && frame->step.empty())
        walk();
    else if (frame != nullptr)
        prompt_step(*frame, ".ask");
}

void Flow::ask_again_differently()
{
    const auto* step = waiting_step(dialogs_, turn_.next);
    if (step != nullptr)
        prompt_step(turn_.next.frames.back(), step->verb == Verb::Ask ? ".retry" : ".ask");
}

void Flow::close()
{
    auto& frames = turn_.next.frames;
    const bool was_join = frames.back().dialog == "join";
    frames.pop_back();
    if (was_join && !actions_.standing().joined)
        frames.clear(); // what waited for her to join has nothing to wait for
    if (frames.empty())
        return;
    const auto& waiting = frames.back();
    if (waiting.step.empty())
        return walk();
    Prompt prompt { "engine.resume.ask", {}, { { "doing", Phrase { "doing." + waiting.dialog } } }, {} };
    prompt.options = { { "resume:yes", "engine.resume.yes", "choice.yes", {} },
                       { "resume:no", "engine.resume.no", "choice.no", {} } };
    say_with_offers(turn_, std::move(prompt));
}

void Flow::prompt_step(const Frame& frame, const std::string& ending)
{
    const auto& dialog = dialog_of(frame);
    const auto index = dialog.find(frame.step);
    VERIFY(index.has_value());
    const auto& step = dialog.steps[*index];
    const auto key = dialog.name + "." + step.name;
    Prompt prompt { key + ending, key + ".ask", frame.slots, options_of(dialog, step, frame.slots) };
    say_with_offers(turn_, std::move(prompt));
}

const Dialog& Flow::dialog_of(const Frame& frame) const
{
    const auto* dialog = dialogs_.named(frame.dialog);
    VERIFY(dialog != nullptr);
    return *dialog;
}

const ActionShape& Flow::shape(std::string_view action) const
{
    const auto found = std::ranges::find(actions_.shapes, action, &ActionShape::name);
    VERIFY(found != actions_.shapes.end());
    return *found;
}

void say_with_offers(Turn& turn, Prompt prompt)
{
    turn.next.offers.clear();
    for (const auto& option : prompt.options)
        turn.next.offers.push_back({ option.id, {} });
    turn.prompts.push_back(std::move(prompt));
}

} // namespace dialogs
