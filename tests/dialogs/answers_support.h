// What the tests of answers share: the words as the program reads them, and readings printed as one short text.

#pragma once

#include "dialogs/answers/money.h"
#include "dialogs/answers/number.h"
#include "dialogs/answers/quantity.h"

#include <filesystem>
#include <string>

inline const locales::AnswerWords& answer_words()
{
    static const auto loaded = locales::AnswerWords::load(std::filesystem::path(SAMVAD_SOURCE_DIR) / "locales");
    return loaded;
}

inline std::string printed(dialogs::answers::Money money)
{
    return locales::Decimal(money.paise, 2).to_string();
}

inline std::string printed(const dialogs::answers::Quantity& quantity)
{
    return quantity.value.to_string() + (quantity.unit.empty() ? "" : " " + quantity.unit);
}

inline std::string printed(locales::Decimal value)
{
    return value.to_string();
}

inline std::string printed(const std::string& text)
{
    return text;
}

// "250", "250 or 300" for two readings, "" for an answer that does not fit.
template <class T> std::string printed(const dialogs::answers::Reading<T>& reading)
{
    if (reading.value)
        return printed(*reading.value);
    std::string text;
    for (const auto& each : reading.either)
        text += (text.empty() ? "" : " or ") + printed(each);
    return text;
}

template <class T> std::string printed(const std::vector<dialogs::answers::Found<T>>& found)
{
    std::string text;
    for (const auto& each : found)
        text += (text.empty() ? "" : ", ") + printed(each.value);
    return text;
}
