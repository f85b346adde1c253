// A phone in the terminal, on the real path: her lines become arrivals, turns are committed to the real database, and
// what the bot would send is printed instead of sent. Works beside a running `serve`.

#pragma once

#include "bot/config.h"

#include <iosfwd>
#include <string>

namespace bot {

struct ChatOptions {
    std::string phone = "+919800000001"; // E.164
    std::string channel = "whatsapp";    // or "sms"
};

// Reads lines until the end of `in`. "[photo FILE]" sends a picture, "[tap 2]" taps a choice.
// Returns the process's exit code; throws with a sentence if the database or the data cannot be opened.
int chat(const Settings& settings, const ChatOptions& options, std::istream& in, std::ostream& out);

} // namespace bot
