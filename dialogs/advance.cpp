#include "dialogs/advance.h"

#include "dialogs/engine.h"
#include "dialogs/verify.h"

namespace dialogs {

Turn advance(const Dialogs& dialogs, Conversation conversation, const Input& input, const Actions& actions)
{
    return Engine { dialogs, std::move(conversation), actions }.run(input);
}

Engine::Engine(const Dialogs& dialogs, Conversation conversation, const Actions& actions)
    : dialogs_(dialogs), actions_(actions), flow_(dialogs, actions, turn_)
{
    turn_.next = std::move(conversation);
}

Turn Engine::run(const Input& input)
{
    mend();
    turn_.next.turn += input.kind == InputKind::Nothing ? 0 : 1;
    follow_script(input.language);
    if (!stands_aside(input))
        take(input);
    VERIFY(turn_.next.frames.size() <= frames_max);
    return std::move(turn_);
}

namespace {

bool is_of_kind(const Answer& answer, AnswerKind kind)
{
    switch (kind) {
    case AnswerKind::Text:
        return std::holds_alternative<Text>(answer);
    case AnswerKind::Number:
        return std::holds_alternative<Number>(answer);
    case AnswerKind::Money:
        return std::holds_alternative<Money>(answer);
    case AnswerKind::Quantity:
        return std::holds_alternative<Quantity>(answer);
    case AnswerKind::Choice:
    case AnswerKind::YesNo:
        return std::holds_alternative<Word>(answer);
    case AnswerKind::Date:
        return std::holds_alternative<Day>(answer);
    case AnswerKind::Period:
        return std::holds_alternative<Period>(answer);
    case AnswerKind::Photo:
        return std::holds_alternative<Photo>(answer);
    case AnswerKind::Phone:
        return std::holds_alternative<Phone>(answer);
    case AnswerKind::PinCode:
        return std::holds_alternative<PinCode>(answer);
    }
    return false;
}

// An ask that kept its name may have changed its kind: what answered it before is no answer now. It is asked again.
void drop_answers_of_another_kind(const Dialog& dialog, Frame& frame)
{
    for (const auto& step : dialog.steps) {
        const auto slot = frame.slots.find(step.name);
        if (step.verb != Verb::Ask || slot == frame.slots.end() || is_of_kind(slot->second, step.kind))
            continue;
        frame.slots.erase(slot);
        std::erase(frame.answered, step.name);
        frame.step.clear();
    }
}

} // namespace

void Engine::mend()
{
    auto& frames = turn_.next.frames;
    std::erase_if(frames, [&](const Frame& frame) { return dialogs_.named(frame.dialog) == nullptr; });
    for (auto& frame : frames) {
        const auto& dialog = *dialogs_.named(frame.dialog);
        const auto index = dialog.find(frame.step);
        if (!index || !can_wait(dialog.steps[*index], frame.slots))
            frame.step.clear();
        if (frame.version != dialog.version)
            drop_answers_of_another_kind(dialog, frame);
        frame.version = dialog.version;
    }
    if (frames.empty())
        turn_.next.asleep = false;
}

void Engine::follow_script(const std::string& language)
{
    if (!language.empty() && !turn_.next.language_chosen)
        turn_.next.language = language;
}

bool Engine::stands_aside(const Input& input)
{
    if (input.kind == InputKind::Nothing) {
        turn_.outcome = "noted";
        return true;
    }
    if (input.kind == InputKind::TimerDue) {
        timer(input.name);
        return true;
    }
    const bool new_wish = input.kind == InputKind::Command || input.kind == InputKind::Start ||
                          input.kind == InputKind::Thanks || input.kind == InputKind::Misplaced;
    if (input.late && !new_wish && waiting_step(dialogs_, turn_.next) != nullptr) {
        say("engine.late");
        flow_.ask_again();
        turn_.outcome = "late";
        return true;
    }
    const bool greets = input.kind == InputKind::Command && input.name == "greeting";
    if (turn_.next.asleep && ((input.kind != InputKind::Command && input.kind != InputKind::Start) || greets)) {
        welcome_back(input);
        return true;
    }
    turn_.next.asleep = false;
    if (!new_wish && has_lost_its_place()) {
        flow_.ask_again();
        turn_.outcome = "question_changed";
        return true;
    }
    return false;
}

// What she says answers a question that is in no file any more.
bool Engine::has_lost_its_place() const
{
    const auto* frame = turn_.next.open();
    return frame != nullptr && frame->step.empty();
}

void Engine::take(const Input& input)
{
    told_ = std::move(turn_.next.told);
    turn_.next.told.clear();
    turn_.next.offers.clear(); // what was offered before counts no longer, unless it is offered again
    switch (input.kind) {
    case InputKind::Command:
        return understood("command", [&] { command(input.name, input.slots); });
    case InputKind::Pick:
        return understood("answered", [&] { pick(input.name); });
    case InputKind::Answers:
        return understood("answered", [&] { answers(input); });
    case InputKind::Correction:
        return understood("corrected", [&] { correction(input); });
    case InputKind::CorrectWhich:
        return understood("corrected", [&] { correct_which(input); });
    case InputKind::Start:
        return understood("started", [&] { start(input.name, input.slots); });
    case InputKind::SameWish:
        return same_wish();
    case InputKind::Thanks:
        return understood("thanks", [&] { thanks(); });
    case InputKind::Readings:
        return understood("two_readings", [&] { readings(input); });
    case InputKind::Meanings:
        return understood("asked_meaning", [&] {
            offer_intents("engine.which_meaning", { { "word", Text { input.name } } }, input.intents);
            turn_.next.told = input.told;
        });
    case InputKind::OldButton:
        return understood("old_button", [&] { again("engine.old_button"); });
    case InputKind::Misplaced:
        return understood("misplaced", [&] { again("engine." + input.name); });
    case InputKind::Likely:
    case InputKind::NotUnderstood:
        return miss(input);
    case InputKind::Nothing:
    case InputKind::TimerDue:
        break;
    }
}

void Engine::again(const std::string& text)
{
    if (leads_to_join())
        return;
    say(text);
    if (turn_.next.open() != nullptr)
        flow_.ask_again();
    else
        menu();
}

bool Engine::leads_to_join()
{
    const auto* join = dialogs_.named("join");
    if (!turn_.next.frames.empty() || join == nullptr || actions_.standing().joined)
        return false;
    flow_.begin(*join, {});
    return true;
}

void Engine::welcome_back(const Input& input)
{
    if (input.kind == InputKind::Pick && input.name.starts_with("resume:")) {
        turn_.outcome = "resumed";
        return resume(input.name == "resume:yes");
    }
    Prompt prompt {
        "engine.welcome_back.ask", {}, { { "doing", Phrase { "doing." + turn_.next.frames.back().dialog } } }, {}
    };
    prompt.options = { { "resume:yes", "engine.resume.yes", "choice.yes", {} },
                       { "resume:no", "engine.resume.no", "choice.no", {} } };
    say_with_offers(turn_, std::move(prompt));
    turn_.outcome = "welcomed_back";
}

void Engine::timer(const std::string& kind)
{
    if (kind == "expiry" && !turn_.next.frames.empty()) {
        turn_.next.asleep = true;
        turn_.next.timed = false;
        turn_.next.offers.clear();
        turn_.outcome = "expired";
    } else if (kind == "reminder" && waiting_step(dialogs_, turn_.next) != nullptr && !turn_.next.asleep) {
        say("engine.reminder", { { "doing", Phrase { "doing." + turn_.next.frames.back().dialog } } });
        flow_.ask_again();
        turn_.outcome = "reminded";
    } else if (kind == "photo_lost") {
        say("engine.photo_lost");
        turn_.outcome = "told";
    } else {
        turn_.outcome = "noted";
    }
}

// She wishes again for what only waits for her yes or no. Nothing is lost; said three times, more help is due.
void Engine::same_wish()
{
    turn_.outcome = "same_wish";
    if (++turn_.next.misses >= misses_before_help)
        return three_misses();
    say("engine.same_wish");
    flow_.ask_again();
}

void Engine::miss(const Input& input)
{
    if (leads_to_join()) {
        turn_.outcome = "started:join";
        return;
    }
    turn_.outcome = "not_understood";
    if (++turn_.next.misses >= misses_before_help)
        return three_misses();
    if (!input.intents.empty()) {
        turn_.next.told = input.told;
        return offer_intents("engine.did_you_mean", {}, input.intents);
    }
    if (waiting_step(dialogs_, turn_.next) != nullptr)
        return flow_.ask_again_differently();
    say("engine.not_understood");
    menu();
}

void Engine::three_misses()
{
    turn_.next.misses = 0;
    Prompt prompt { "engine.three_misses", {}, {}, {} };
    prompt.options = { { "miss:person", "engine.miss.person", {}, {} },
                       { "miss:menu", "engine.miss.menu", {}, {} },
                       { "miss:again", "engine.miss.again", {}, {} } };
    say_with_offers(turn_, std::move(prompt));
}

const Step* waiting_step(const Dialogs& dialogs, const Conversation& conversation)
{
    const auto* frame = conversation.open();
    const auto* dialog = frame == nullptr ? nullptr : dialogs.named(frame->dialog);
    if (dialog == nullptr)
        return nullptr;
    const auto index = dialog->find(frame->step);
    return index ? &dialog->steps[*index] : nullptr;
}

} // namespace dialogs
