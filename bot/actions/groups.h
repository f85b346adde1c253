// The groups on record, for the question which group is hers: a name spelled another way is the same group.

#pragma once

#include "dialogs/answer.h"
#include "locales/names.h"
#include "locales/words.h"
#include "storage/people.h"

#include <string>
#include <string_view>

namespace bot {

struct AskedForName {
    storage::Transaction& tx;
    const storage::people::Person& person; // who is asked
    const locales::Words& words;
};

// The names of this kind on record that her words may mean; only groups are on record. Those of her district, as far
// as it is known to the dialog or from the programme's list, else of all.
locales::LikeNames like_on_record(const AskedForName& asked, std::string_view kind, const std::string& words,
                                  const dialogs::Slots& slots);

} // namespace bot
