#include "bot/actions/slots.h"

#include "dialogs/verify.h"

namespace bot {

std::string words_in(const dialogs::Slots& slots, std::string_view name)
{
    if (const auto* text = slot_as<dialogs::Text>(slots, name))
        return text->words;
    if (const auto* word = slot_as<dialogs::Word>(slots, name))
        return word->id;
    return {};
}

std::optional<std::int64_t> number_in(const dialogs::Slots& slots, std::string_view name)
{
    if (const auto* number = slot_as<dialogs::Number>(slots, name))
        return number->value.whole();
    const auto parsed = locales::Decimal::parse(words_in(slots, name));
    return parsed ? parsed->whole() : std::nullopt;
}

std::int64_t paise_in(const dialogs::Slots& slots, std::string_view name)
{
    const auto* money = slot_as<dialogs::Money>(slots, name);
    VERIFY(money != nullptr);
    return money->paise;
}

bool is_yes(const dialogs::Slots& slots, std::string_view name)
{
    return words_in(slots, name) == "yes";
}

dialogs::Number number(std::int64_t value)
{
    return { locales::Decimal { value } };
}

dialogs::Money money(std::int64_t paise)
{
    return { paise };
}

dialogs::Day day_of(locales::Time moment)
{
    return { locales::day_in_india(moment) };
}

std::string last_four(std::string_view digits)
{
    return std::string { digits.substr(digits.size() < 4 ? 0 : digits.size() - 4) };
}

} // namespace bot
