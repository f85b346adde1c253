// Puts what one turn says into the outbox: prompts become letters in her language and for her channel, and the channels
// on which something was queued are remembered, for whoever must look there at once. Lives as long as its turn.

#pragma once

#include "bot/actions/action.h"
#include "bot/render.h"
#include "bot/turns.h"
#include "storage/people.h"

#include <string>
#include <vector>

namespace bot {

class TurnLetters {
public:
    TurnLetters(const Bot& bot, storage::Transaction& tx, Time now) : bot_(bot), tx_(tx), now_(now) {}

    // Who reads it, with all that rendering asks about her.
    Reader reader_for(const storage::people::Person& person, const std::string& channel,
                      const std::string& language) const;

    // Renders these prompts of turn number `turn` and queues them; `answers` is the provider's id of the message that
    // they answer, empty for none. Returns the labels of the choices offered.
    std::vector<std::string> say(const std::vector<dialogs::Prompt>& prompts, const storage::people::Person& person,
                                 const Reader& reader, std::int64_t turn, const std::string& answers);

    // What waited until she writes may go now.
    void wake_waiting(const storage::people::Person& person, const std::string& channel);

    // Tells somebody else, on the channel she was last heard on (else on `channel`), unless she stopped.
    void tell(const Tell& tell, const std::string& channel);

    std::vector<std::string>& owes_on() { return owes_on_; }

private:
    void queue(std::int64_t person, const std::string& channel, const Letter& letter, const std::string& answers);
    void note_owed(const std::string& channel);

    const Bot& bot_;
    storage::Transaction& tx_;
    Time now_;
    std::vector<std::string> owes_on_;
};

} // namespace bot
