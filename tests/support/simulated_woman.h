// A woman who writes: conversations as the transcripts tell them, with slips, or anything at all; taps on what her
// phone shows and showed before; pictures; pauses of seconds, hours or days. Every move is a line of a transcript.

#pragma once

#include "tests/support/chance.h"
#include "tests/support/her_words.h"

#include <deque>
#include <map>

namespace tests {

enum class Part { Member, Sakhi, Coordinator, Newcomer };

// What she may follow: the lines of all transcripts, by who plays in them.
class Library {
public:
    Library(); // reads tests/transcripts

    const std::vector<std::vector<std::string>>& of(Part part) const { return scripts_.at(part); }

    const std::vector<std::string>& lines() const { return lines_; } // hers alone

private:
    std::map<Part, std::vector<std::vector<std::string>>> scripts_;
    std::vector<std::string> lines_;
};

struct Utterance {
    std::string channel;
    std::string line; // without "her: "
    dialogs::Message message;
    std::chrono::milliseconds pause {}; // until she writes again
    bool ends = false;                  // her conversation
};

class SimulatedWoman {
public:
    SimulatedWoman(const Library& library, Part part, std::string phone, std::vector<std::string> channels,
                   std::uint64_t seed);

    Utterance says();

    // A letter of ours came to her phone.
    void sees(const std::string& channel, const bot::Letter& letter) { shown_[channel].show(letter); }

    std::vector<dialogs::Identity> identities(const std::string& channel) const;

    std::string phone;
    std::string user_id {};   // on WhatsApp, may be empty
    bool hides_phone = false; // there

private:
    void begin();
    void slip();
    std::string anything();
    std::chrono::milliseconds pause();

    const Library& library_;
    Part part_;
    std::vector<std::string> channels_;
    Chance chance_;
    std::string channel_;
    std::deque<std::string> lines_; // of the present conversation
    std::map<std::string, ShownChoices> shown_;
    int said_ = 0;
};

} // namespace tests
