// Transcripts are the specification of the conversation: what she writes and what the bot answers, played through the
// real path (arrival, turn, outbox, in-memory SQLite, a clock moved by hand) and printed again with what the bot said.
//
//   phone: +919800000011        who she is; the demo's people, or anybody new
//   channel: sms                whatsapp, sms or both; both when not said
//   data: demo                  demo or empty; demo when not said
//
//   her: namaste
//   bot: what WhatsApp shows    further lines of it are indented; choices stand in brackets
//   sms: what an SMS says
//   (2 hours later)             minutes, hours or days; timers fire on the way
//   her: [notice 1 2]           the second button of notice 1; [quick reply stop]: a button of a registered template
//   her: [photo]                also [tap 2] [voice] [document] [location] [sticker] [contact] [reaction] [old tap]

#pragma once

#include "bot/equipment.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tests {

struct Played {
    std::string text;                                            // the transcript with what the bot really said
    std::vector<std::pair<std::string, dialogs::Walked>> walked; // channel and edge
    std::vector<std::string> troubles;                           // parked turns and the like
};

// Throws std::runtime_error with line and mend if the transcript cannot be read.
Played play(const bot::Bot& bot, const std::string& transcript, const std::filesystem::path& migrations);

} // namespace tests
