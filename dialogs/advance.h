// The engine: one step of a conversation, from values to values. What every conversation needs stands here once: menu,
// cancel, back, repeat, help, correct, skip, language, a person, interruption and resumption, old buttons, expiry,
// three misses. It reads no clock and touches nothing; records are looked at and changed only by the actions it is
// given.

#pragma once

#include "dialogs/conversation.h"
#include "dialogs/dialog.h"
#include "dialogs/graph.h"
#include "dialogs/input.h"
#include "dialogs/prompt.h"

#include "locales/names.h"

#include <functional>
#include <string>
#include <vector>

namespace dialogs {

// Limits of the engine.
inline constexpr int steps_per_turn_max = 100;
inline constexpr std::size_t frames_max = 4;
inline constexpr int misses_before_help = 3;
inline constexpr std::size_t readings_max = 3; // buttons of one message

// What is known of her that decides what she may begin.
struct Standing {
    bool joined = false; // she agreed to the service
    std::vector<std::string> roles;
};

struct Done {
    std::string outcome;
    Slots gives;
};

// The doors to the records.
struct Actions {
    const std::vector<ActionShape>& shapes;
    // `slots` are the dialog's, and `dialog` (Word) is its name. May throw: the turn is undone.
    std::function<Done(const std::string& name, const Slots& slots)> run;
    std::function<Standing()> standing; // as it is now, within the turn
    // The names on record that her words for a question with `names` may mean; none where there is no record of a kind.
    std::function<locales::LikeNames(std::string_view kind, const std::string& words, const Slots& slots)> like {};
};

struct Walked {
    std::string dialog;
    Edge edge;
};

struct Turn {
    Conversation next;
    std::vector<Prompt> prompts;
    std::string outcome;        // one word for the inbox: answered, started, menu, not_understood ...
    std::vector<Walked> walked; // for the coverage of the conversation
};

// The turn that `input` makes of `conversation`. Throws what an action throws, and std::logic_error for a bug of ours.
Turn advance(const Dialogs& dialogs, Conversation conversation, const Input& input, const Actions& actions);

// The step the open frame waits at; null when nothing is open, or its dialog or step is gone from the files.
const Step* waiting_step(const Dialogs& dialogs, const Conversation& conversation);

} // namespace dialogs
