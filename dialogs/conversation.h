// Where one person's conversation on one channel stands: everything that must outlive the process between two messages.
// A value; saved as JSON after every turn and read again before the next.

#pragma once

#include "dialogs/answer.h"
#include "dialogs/dialog.h"
#include "dialogs/message.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dialogs {

// One dialog in progress. Only the last frame of a conversation is open; those below it wait to be resumed.
struct Frame {
    std::string dialog;
    std::string version; // of the dialog's file when it began
    std::string step;    // where it waits; empty: it has not begun
    Slots slots;
    std::set<std::string, std::less<>> skipped;
    std::vector<std::string> answered; // asks she answered since the last change of records, oldest first; for "back"
    std::set<std::string> ahead;       // asks whose answer she told before they were asked, and not come to yet

    bool operator==(const Frame&) const = default;
};

// Something she may choose by its number, its button or its words.
struct Offer {
    std::string id;    // a word, a row's id, or an engine's own: "start:my_orders", "resume:yes"
    std::string label; // as it was shown, without the number

    bool operator==(const Offer&) const = default;
};

struct Conversation {
    std::string language = "hi";  // of replies: "hi", "hi-Latn" or "en"
    bool language_chosen = false; // she chose it; otherwise it follows the script she writes in
    std::vector<Frame> frames;
    std::vector<Offer> offers;                      // of the last message, in the order of their numbers, from 1
    std::vector<Answer> readings;                   // two readings of an answer that were offered, see understand.h
    std::map<std::string, Slots, std::less<>> told; // intent -> what her sentence told, while its intents are offered
    std::int64_t turn = 0;                          // counts up; the buttons of a message carry the turn it belonged to
    int misses = 0;                                 // messages in a row that were not understood
    bool asleep = false;                            // she was away so long that the open question no longer counts
    bool timed = false;                             // a timer stands for it
    Time heard_at {};                               // the provider's time of her newest message

    const Frame* open() const { return frames.empty() ? nullptr : &frames.back(); }

    bool operator==(const Conversation&) const = default;
};

std::string to_json(const Conversation& conversation);

// Throws std::runtime_error if it is not what to_json() wrote.
Conversation conversation_from_json(std::string_view json);

// Slots alone, for timers and records.
std::string to_json(const Slots& slots);
Slots slots_from_json(std::string_view json);

} // namespace dialogs
