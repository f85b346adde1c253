#include "dialogs/correction.h"

#include "dialogs/answers/number.h"
#include "dialogs/answers/yes_no.h"
#include "dialogs/read_answer.h"

#include <algorithm>

namespace dialogs {

namespace {

Input of_kind(InputKind kind, std::string name, Slots slots)
{
    Input input;
    input.kind = kind;
    input.name = std::move(name);
    input.slots = std::move(slots);
    return input;
}

bool counts(const Step& step)
{
    return step.kind == AnswerKind::Money || step.kind == AnswerKind::Quantity || step.kind == AnswerKind::Number ||
           step.kind == AnswerKind::Date || step.kind == AnswerKind::Period;
}

} // namespace

std::optional<Input> Correction::of_named() const
{
    const auto* named = named_ask();
    return named == nullptr || named == &open_ ? std::nullopt : of(*named);
}

bool Correction::takes_back() const
{
    return says_no() || (open_.verb == Verb::Confirm && is_only_values(knowledge_, tokens_));
}

std::optional<Input> Correction::by_kind() const
{
    const auto& frame = *conversation_.open();
    Slots fitting;
    for (const auto& step : dialog_.steps) {
        if (step.verb != Verb::Ask || !counts(step) || &step == &open_ || !frame.slots.contains(step.name))
            continue;
        auto read = read_answer(step, knowledge_, conversation_, text_, tokens_, today_);
        if (read.slots.empty())
            continue;
        if (!frame.answered.empty() && frame.answered.back() == step.name)
            return of_kind(InputKind::Correction, step.name, std::move(read.slots));
        fitting.merge(read.slots);
    }
    if (fitting.empty())
        return {};
    const auto first = fitting.begin()->first;
    const auto kind = fitting.size() == 1 ? InputKind::Correction : InputKind::CorrectWhich;
    return of_kind(kind, first, std::move(fitting));
}

bool Correction::says_no() const
{
    const auto said = answers::read_yes_no(knowledge_.numbers, tokens_);
    return said && *said == answers::YesNo::No;
}

// The ask of this dialog that her words name ("दाम", "stock"), if she answered it before.
const Step* Correction::named_ask() const
{
    for (const auto& token : tokens_) {
        const auto slot = token.is_word() ? knowledge_.words.slot(token.n1) : std::string_view {};
        if (slot.empty() || !conversation_.open()->slots.contains(slot))
            continue;
        const auto index = dialog_.find(slot);
        if (index && dialog_.steps[*index].verb == Verb::Ask)
            return &dialog_.steps[*index];
    }
    return nullptr;
}

std::optional<Input> Correction::of(const Step& ask) const
{
    if (ask.kind != AnswerKind::Text) {
        auto read = read_answer(ask, knowledge_, conversation_, text_, tokens_, today_);
        if (!read.slots.empty())
            return of_kind(InputKind::Correction, ask.name, std::move(read.slots));
    }
    if (says_no() || knowledge_.words.changes(tokens_))
        return of_kind(InputKind::Correction, ask.name, {});
    return {};
}

bool is_only_values(const Knowledge& knowledge, const locales::Tokens& tokens)
{
    const auto is_value = [&](const locales::Token& token) {
        return !token.is_word() || knowledge.numbers.find(token.n1) != nullptr || knowledge.words.is_filler(token.n1);
    };
    return std::ranges::all_of(tokens, is_value) && !answers::find_numbers(knowledge.numbers, tokens).empty();
}

} // namespace dialogs
