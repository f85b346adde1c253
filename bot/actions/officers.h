// Who acts next, and by when: every answer names both. The coordinator nearest to her is hers: of her federation (CLF),
// else of her block, else of her district. Names of places are compared by their sound in either script,
// since a list may say Hardoi where she wrote हरदोई.

#pragma once

#include "bot/actions/action.h"

#include <optional>
#include <string>
#include <string_view>

namespace bot {

// The coordinator who acts for her; empty if none is known for where she lives.
std::optional<storage::people::Person> officer_of(storage::Transaction& tx, const storage::people::Person& person);

// Who acts when `officer` did not in time: the nearest one further up, at last the coordinator of her state. Without an
// officer, or with one who is no longer hers, the nearest of all. Empty if nobody stands above.
std::optional<storage::people::Person> officer_above(storage::Transaction& tx, const storage::people::Person& person,
                                                     const std::optional<storage::people::Person>& officer);

// Fills `officer`: her name, or the phrase for nobody known. `by` too, where a day is given.
void give_officer(dialogs::Slots& gives, const std::optional<storage::people::Person>& officer);
void give_officer(dialogs::Slots& gives, const std::optional<storage::people::Person>& officer, locales::Date by);

// Asks that she be told `text` with these slots, her own name (officer) and who it is about (name, group, phone). What
// she is shown about another person is written to the audit as a look-up. Nothing when there is no officer.
void tell_officer(ActionCall& call, const std::optional<storage::people::Person>& officer, std::string text,
                  dialogs::Slots slots);

// The day by which something of this kind is done, counted from the day it was asked for.
locales::Date due_day(std::string_view kind, dialogs::Time from);

// Of the same letters in a reader's eye.
bool same_name(std::string_view one, std::string_view other);

} // namespace bot
