#include "bot/understanding_json.h"

#include "storage/day.h"

#include <nlohmann/json.hpp>

namespace bot {

using Json = nlohmann::ordered_json;

namespace {

Json json_of(locales::Decimal value)
{
    return value.to_string();
}

Json json_of(const std::string& text)
{
    return text;
}

Json json_of(const AmountSpan& span)
{
    return Json::array({ span.least.to_string(), span.most.to_string() });
}

Json json_of(dialogs::Money money)
{
    return money.paise;
}

Json json_of(const dialogs::Quantity& quantity)
{
    return { { "value", quantity.value.to_string() },
             { "unit", quantity.unit.empty() ? Json {} : Json(quantity.unit) } };
}

Json json_of(locales::Date date)
{
    return storage::text_of(date);
}

Json json_of(const dialogs::Period& period)
{
    return { { "from", storage::text_of(period.from) }, { "to", storage::text_of(period.to) } };
}

template <class Value> Json list_of(const std::vector<Value>& values)
{
    auto list = Json::array();
    for (const auto& value : values)
        list.push_back(json_of(value));
    return list;
}

Json json_of(const dialogs::Answer& answer)
{
    if (const auto* money = std::get_if<dialogs::Money>(&answer))
        return json_of(*money);
    if (const auto* quantity = std::get_if<dialogs::Quantity>(&answer))
        return json_of(*quantity);
    if (const auto* number = std::get_if<dialogs::Number>(&answer))
        return json_of(number->value);
    if (const auto* day = std::get_if<dialogs::Day>(&answer))
        return json_of(day->date);
    if (const auto* period = std::get_if<dialogs::Period>(&answer))
        return json_of(*period);
    if (const auto* word = std::get_if<dialogs::Word>(&answer))
        return word->id;
    return {};
}

} // namespace

std::string to_json(std::string_view text, const Understood& understood, OpenQuestion question)
{
    Json line;
    line["text"] = text;
    line["intent"] = understood.wish.intent;
    line["confidence"] = understood.wish.confidence;
    line["alternatives"] = list_of(understood.wish.alternatives);
    line["numbers"] = list_of(understood.numbers);
    line["money"] = list_of(understood.money);
    line["ranges"] = list_of(understood.ranges);
    line["quantities"] = list_of(understood.quantities);
    line["yes_no"] = understood.yes ? Json(*understood.yes ? "yes" : "no") : Json {};
    line["dates"] = list_of(understood.dates);
    line["periods"] = list_of(understood.periods);
    if (question != OpenQuestion::None)
        line["answer"] = understood.answer ? json_of(*understood.answer) : Json {};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace bot
