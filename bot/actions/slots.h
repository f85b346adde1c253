// Reading slots and filling them, for actions. Pure and thread-safe.

#pragma once

#include "dialogs/answer.h"
#include "locales/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bot {

// The slot as `Kind`; null if it is not filled or holds something else.
template <class Kind> const Kind* slot_as(const dialogs::Slots& slots, std::string_view name)
{
    const auto found = slots.find(name);
    return found == slots.end() ? nullptr : std::get_if<Kind>(&found->second);
}

// Her words, or the id of the word she chose; empty if the slot is not filled or holds neither.
std::string words_in(const dialogs::Slots& slots, std::string_view name);

// A whole number: a number she said, or the id of a row she chose. Empty if there is none.
std::optional<std::int64_t> number_in(const dialogs::Slots& slots, std::string_view name);

// Throws std::logic_error if the slot holds no money: the checks at start have proved that it does.
std::int64_t paise_in(const dialogs::Slots& slots, std::string_view name);

// True for the answer yes of a yes-or-no question.
bool is_yes(const dialogs::Slots& slots, std::string_view name);

dialogs::Number number(std::int64_t value);
dialogs::Money money(std::int64_t paise);
dialogs::Day day_of(locales::Time moment);

// The last four letters of a phone or an account.
std::string last_four(std::string_view digits);

} // namespace bot
