// `samvad understand`: what the service makes of lines of text, for looking and for measuring.

#pragma once

#include "bot/config.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace bot {

struct UnderstandOptions {
    std::string question; // one of question_names(), or empty: no question is open
    std::string now;      // see moment.h; empty: now
    std::string tense;    // "past", "future" or empty: of the open question
};

const std::vector<std::string>& question_names();

// Reads lines until the end of `in` and writes one JSON object for each, see understanding_json.h.
// Returns the process's exit code; throws with a sentence for a time that is none or files that are faulty.
int understand(const Settings& settings, const UnderstandOptions& options, std::istream& in, std::ostream& out);

} // namespace bot
