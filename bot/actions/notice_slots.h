// What the dialogs about notices have in common: which notice is meant, who may look at it, how it is shown.

#pragma once

#include "bot/actions/action.h"
#include "storage/notices.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

// Kept with a draft whose author asked for its approval; without it nobody may approve it in a conversation.
inline constexpr std::string_view approval_asked = "its approval was asked for";

enum class NoticeSight { Author, Above }; // her own only; or also those of whom her own reach covers

// The notice that `slot` names (a row she chose, a number she wrote); empty if there is none that she may see.
std::optional<storage::notices::Notice> notice_in(ActionCall& call, std::string_view slot, NoticeSight sight);

// Coordinators who may approve what this author wrote, the nearest first: their reach covers hers.
std::vector<storage::people::Person> approvers_of(storage::Transaction& tx, const storage::people::Person& author);

// The newest that fit, at most as many as a list of choices shows.
std::vector<storage::notices::Notice> newest_notices(storage::Transaction& tx,
                                                     const std::function<bool(const storage::notices::Notice&)>& fits);

// A Table with one row for a choice of notices, text "line.notice".
dialogs::Table table_of(const std::vector<storage::notices::Notice>& notices);

dialogs::Phrase state_of(const storage::notices::Notice& notice);

// An outcome that says of which notice, and how it stands.
dialogs::Done with_state(const storage::notices::Notice& notice, std::string outcome);

// The didi's words as they were written, and the officers' as a line of their own (or the Phrase that there are none).
void give_words(dialogs::Slots& gives, const storage::notices::Notice& notice);

// One line of text with these cells, for what is told inside another text.
dialogs::Table one_line(std::string text, dialogs::Slots cells);

} // namespace bot
