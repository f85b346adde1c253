// Where each conversation stands: one a person and channel. The state is the engine's own JSON; what must be counted
// with SQL stands in columns beside it.

#pragma once

#include "storage/database.h"

namespace storage::conversations {

struct Conversation {
    std::int64_t person = 0;
    std::string channel;
    std::string state;                 // JSON of the engine, empty for a conversation that never was saved
    std::string language;              // of the last reply
    std::string dialog, version, step; // of the dialog that waits for her; empty when none does
    std::int64_t turn = 0;
    Time last_heard_at {}; // the newest sent_at of her messages here
    Time window_until {};  // until when a free text may be sent to her
};

// A new one, with nothing in it, for somebody who never wrote here.
Conversation load(Transaction& tx, std::int64_t person, std::string_view channel);

// What says how she may be reached is kept beside her too: people.heard_on, heard_at and window_until.
void save(Transaction& tx, const Conversation& conversation);

// All of hers end, as if she had never written.
void clear_all(Transaction& tx, std::int64_t person);

// On which channel she was heard last; empty if on none.
std::optional<std::string> last_channel(Transaction& tx, std::int64_t person);

struct OpenCount {
    std::string dialog, version, step;
    std::int64_t count = 0;
};

// How many conversations stand at each step of each version of a dialog.
std::vector<OpenCount> count_open(Transaction& tx);

} // namespace storage::conversations
