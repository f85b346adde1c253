// What a message means here and now: the result of understand(), all that advance() looks at.

#pragma once

#include "dialogs/answer.h"

#include <map>
#include <string>
#include <vector>

namespace dialogs {

enum class InputKind {
    Nothing,      // needs no answer: a reaction, an edit
    Command,      // name: menu cancel back repeat help skip language ... (words.json); slots: what it already tells
    Pick,         // name: the id of an offer of the last message
    OldButton,    // a button of an earlier message
    Answers,      // slots: the open question's and perhaps others; name: the question's slot
    Correction,   // slots: new values for questions answered before; or name alone: the question to ask again
    CorrectWhich, // slots: a new value that fits several questions answered before
    Readings,     // readings: the answer can be read in two ways; name: the slot; slots: what else it tells
    SameWish,     // she wishes once more for what is open, and tells nothing new
    Start,        // name: an intent; slots: what her sentence already told
    Meanings,     // name: the ambiguous word; intents: what it may mean here
    Likely,       // intents: the likeliest three, none sure
    Misplaced,    // name: what came instead of words: photo voice video document sticker location contact order
                  // unsupported
    NotUnderstood,
    Thanks,
    TimerDue, // name: the timer's kind
};

struct Input {
    InputKind kind = InputKind::NotUnderstood;
    std::string name;
    Slots slots;
    std::vector<Answer> readings;
    std::vector<std::string> intents;
    std::map<std::string, Slots, std::less<>> told; // Meanings, Likely: what her sentence tells each of them
    std::string language;                           // of the script she writes in; empty when it does not tell
    bool late = false;                              // she wrote it before the question that is open now
};

} // namespace dialogs
