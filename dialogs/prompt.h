// What the engine wants said: names of texts and the values they show, no words yet. Turning it into a letter in her
// language and for her channel is render.h of the bot.

#pragma once

#include "dialogs/answer.h"

#include <string>
#include <vector>

namespace dialogs {

// One thing to choose from. Its label is the text `text`, or `otherwise` where the catalog has no such text.
struct Option {
    std::string id;
    std::string text;
    std::string otherwise;
    Slots cells; // variables of the label

    bool operator==(const Option&) const = default;
};

struct Prompt {
    std::string text;      // its name in the catalog
    std::string otherwise; // the name to use where the catalog has no such text; may be empty
    Slots slots;           // its variables
    std::vector<Option> options;

    bool operator==(const Prompt&) const = default;
};

} // namespace dialogs
