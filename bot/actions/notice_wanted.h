// The notice that the answers of the dialog write_notice ask for. Looks at the records and changes nothing.

#pragma once

#include "bot/actions/action.h"

#include <optional>

namespace bot {

// Whether this slot holds this word.
bool is(const ActionCall& call, std::string_view slot, std::string_view word);

notices::NoticeTexts texts_wanted(const ActionCall& call);

// When it shall go, for the first time; empty for now.
std::optional<dialogs::Time> start_wanted(const ActionCall& call);
storage::notices::Repeats repeats_wanted(const ActionCall& call);

// Whether no notice goes at this hour.
bool by_night(dialogs::Time now);

// With the approved templates by which its text may go.
notices::NewNotice wanted(ActionCall& call);

} // namespace bot
