// What one woman wrote on one channel, kept as it was taken, so that it can be told as a transcript: her lines with the
// pauses between them, and the bot's as it would say them on a day when nothing else goes wrong.

#pragma once

#include "bot/turns.h"

#include <string>
#include <vector>

namespace tests {

class Story {
public:
    void taken(const std::string& line, bool is_late, bot::Time now) { told_.push_back({ line, is_late, now }); }

    bool is_empty() const { return told_.empty(); }

    // Played with the demo's people by tests/support/transcript, so it can be put into tests/transcripts as it is. Says
    // at its end if even this alone shows a trouble.
    std::string transcript(const std::string& phone, const std::string& channel) const;

private:
    struct Told {
        std::string line;
        bool is_late = false;
        bot::Time at {};
    };

    std::vector<Told> told_;
};

} // namespace tests
