#include "dialogs/told_beside.h"

#include <algorithm>

namespace dialogs {

using locales::Decimal;

namespace {

bool is_unit(const Dialog& dialog, std::string_view name)
{
    return std::ranges::any_of(dialog.steps, [&](const Step& step) { return step.unit_slot == name; });
}

bool is_value(const Dialog& dialog, const Step& step)
{
    switch (step.kind) {
    case AnswerKind::Money:
    case AnswerKind::Quantity:
    case AnswerKind::Number:
    case AnswerKind::Date:
    case AnswerKind::Period:
        return true;
    case AnswerKind::Choice:
        return is_unit(dialog, step.name);
    case AnswerKind::Text:
    case AnswerKind::YesNo:
    case AnswerKind::Photo:
    case AnswerKind::Phone:
    case AnswerKind::PinCode:
        break;
    }
    return false;
}

std::optional<Decimal> number_in(const Answer& answer)
{
    if (const auto* money = std::get_if<Money>(&answer))
        return Decimal { money->paise, 2 };
    if (const auto* quantity = std::get_if<Quantity>(&answer))
        return quantity->value;
    if (const auto* number = std::get_if<Number>(&answer))
        return number->value;
    return {};
}

// "300 rupaye" where the number of bills is asked: one number, and it may be either.
bool may_be_the_same(const Answer& one, const Answer& other)
{
    const auto number = number_in(one);
    return one == other || (number && number == number_in(other));
}

// "1 kilo", "100 gram" where she is asked what the price is for: the size of it, and no stock.
bool may_be_its_size(const Answer& unit, const Answer& quantity)
{
    const auto* word = std::get_if<Word>(&unit);
    const auto* told = std::get_if<Quantity>(&quantity);
    return word != nullptr && told != nullptr && told->unit == word->id;
}

bool tells_money(const Slots& slots)
{
    return std::ranges::any_of(slots, [](const auto& slot) { return std::holds_alternative<Money>(slot.second); });
}

// "आम का अचार 250 रुपये 20 डिब्बे": with its price beside it the numbers are no part of the name.
ReadAnswer name_of_several(ReadAnswer read, const Step& open, const Slots& told)
{
    if (open.in_sentence && told.contains(open.name) && tells_money(told))
        read.slots = told;
    return read;
}

} // namespace

Slots still_open(const Dialog& dialog, const Frame& frame, const Step& open, Slots sentence)
{
    if (open.wants_own_words())
        return {};
    std::erase_if(sentence, [&](const auto& slot) {
        const auto index = dialog.find(slot.first);
        const bool is_wanted = index && (&dialog.steps[*index] == &open || is_value(dialog, dialog.steps[*index]));
        return !is_wanted || frame.slots.contains(slot.first);
    });
    return sentence;
}

ReadAnswer with_told(ReadAnswer read, const Step& open, const Slots& told)
{
    if (open.kind == AnswerKind::Text)
        return name_of_several(std::move(read), open, told);
    const auto again = told.find(open.name);
    const bool told_apart = again != told.end();
    if (!read.readings.empty()) {
        // "12 18450": a number for each of the questions.
        if (told_apart && told.size() > 1 && std::ranges::find(read.readings, again->second) != read.readings.end())
            return { told, {}, false };
        for (const auto& [name, value] : told)
            if (name != open.name && std::ranges::none_of(read.readings, [&](const Answer& reading) {
                    return may_be_the_same(reading, value);
                }))
                read.slots.emplace(name, value);
        return read;
    }
    const auto answer = read.slots.find(open.name);
    if (answer == read.slots.end() || (told_apart && !may_be_the_same(again->second, answer->second)))
        return read;
    for (const auto& [name, value] : told)
        if (!may_be_its_size(answer->second, value) && (told_apart || !may_be_the_same(value, answer->second)))
            read.slots.emplace(name, value);
    return read;
}

} // namespace dialogs
