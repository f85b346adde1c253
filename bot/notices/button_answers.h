// What people answer to a notice: a tap on one of its buttons, words that name it ("N17 1", "सूचना 17 हाँ"), or, while
// no question is open, the words of a button of the notice they got last. An answer is counted and thanked for; it
// opens no dialog and closes none, and another one takes its place.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/knowledge.h"
#include "dialogs/prompt.h"
#include "storage/notices.h"

#include <chrono>
#include <optional>

namespace bot::notices {

// For how long words alone are taken for an answer to the last notice.
inline constexpr std::chrono::days words_answer_for { 3 };

struct AnswerSaid {
    std::int64_t notice = 0;
    int button = 0; // from 1
};

// Empty if this message answers no notice.
std::optional<AnswerSaid> answer_said(storage::Transaction& tx, std::int64_t person, const dialogs::Message& message,
                                      const dialogs::Conversation& conversation, const dialogs::Knowledge& knowledge,
                                      storage::Time now);

// Counts it and says what was noted; or kindly that this notice asks nothing of her.
dialogs::Prompt take_answer(storage::Transaction& tx, const storage::notices::Answer& answer, storage::Time now);

// Both at once: what is said to a message that answers a notice; empty for any other.
std::optional<dialogs::Prompt> answer_in(storage::Transaction& tx, std::int64_t person, const dialogs::Arrival& arrival,
                                         const dialogs::Conversation& conversation, const dialogs::Knowledge& knowledge,
                                         storage::Time now);

} // namespace bot::notices
