// People written to outside their 24-hour window. WhatsApp bounds how many different ones a portfolio may write to in a
// moving day (Meta, "Messaging limits"). Each stands here once, with the moment of the last such message; beside them
// the sum of each ten minutes tells how many there are without counting them. A person counts for up to ten minutes
// more than a day, never for less.

#pragma once

#include "storage/database.h"

namespace storage::outside_window {

// How many different people were written to on this channel in the day that ends now.
std::int64_t people_in_day(Transaction& tx, std::string_view channel, Time now);

// Whether she is one of them already: another message to her takes no more room.
bool is_counted(Transaction& tx, std::string_view channel, std::int64_t person, Time now);

// These are written to now.
void take(Transaction& tx, std::string_view channel, const std::vector<std::int64_t>& people, Time now);

// What was taken for her at this moment never left after all: she stands as before it. Nothing if she was written to
// again meanwhile.
void give_back(Transaction& tx, std::string_view channel, std::int64_t person, Time taken_at);

// When the first of those counted now no longer are. Later than `now`.
Time room_at(Transaction& tx, std::string_view channel, Time now);

} // namespace storage::outside_window
