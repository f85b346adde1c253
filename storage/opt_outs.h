// Stop and start, with the message that said it as proof. Nothing here is ever changed; people.stopped_at follows it.

#pragma once

#include "storage/database.h"

namespace storage::opt_outs {

enum class Word { Start, Stop };

struct OptOut {
    std::int64_t person = 0;
    Word word = Word::Stop;
    std::string channel, provider_id;
    Time at {};
    std::int64_t number = 0; // given by record(); she can quote it
};

// Returns the number of the proof.
std::int64_t record(Transaction& tx, const OptOut& opt_out);
bool is_stopped(Transaction& tx, std::int64_t person);

// Oldest first.
std::vector<OptOut> of_person(Transaction& tx, std::int64_t person);

} // namespace storage::opt_outs
