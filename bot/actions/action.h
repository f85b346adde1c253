// What a dialog can do to records. An action runs inside the turn's transaction, because its outcome decides the next
// step; it waits for nothing and sends nothing, but may ask that somebody else be told. All actions stand in one table,
// actions.cpp; their shapes (needs, gives, outcomes) are what the checks at start prove the dialogs against.

#pragma once

#include "bot/notices/notice_book.h"
#include "dialogs/advance.h"
#include "dialogs/message.h"
#include "storage/people.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

// A message to somebody who is not in this conversation: the coordinator who has to act.
struct Tell {
    std::int64_t person = 0;
    dialogs::Prompt prompt;
};

// The turn an action runs in.
struct ActionCall {
    storage::Transaction& tx;
    storage::people::Person& person; // she who writes; an action that changes her saves her and leaves her changed here
    const dialogs::Arrival& arrival; // the message that led here, for proofs
    const dialogs::Slots& slots;
    std::string_view language; // of the reply
    dialogs::Time now;
    std::vector<Tell>& tells;
    // The version of a text she was shown, for the proof of her consent: a hash of its words in `language`.
    std::function<std::string(std::string_view text)> text_version {};
    // A text without variables, in `language`: what is kept as words, a notice's buttons.
    std::function<std::string(std::string_view text)> words {};
    notices::NoticeRules notice_rules {};
};

struct Action {
    dialogs::ActionShape shape;
    dialogs::Done (*run)(ActionCall& call);
};

const std::vector<Action>& actions();

// The shapes of all actions, in the same order.
const std::vector<dialogs::ActionShape>& action_shapes();

} // namespace bot
