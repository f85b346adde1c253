// What a message costs: the price in force on the day it is taken, kept with it and summed by month. SMS are paid by
// the part.

#pragma once

#include "storage/outbox.h"

#include <map>
#include <string>
#include <string_view>

namespace bot {

using storage::Time;

// The month of India's calendar, "2026-11", as spendings are summed.
std::string month_of(Time now);

// The prices of one channel today; one for each claim, so that each category is looked up once.
class Postage {
public:
    Postage(storage::Transaction& tx, std::string_view channel, Time now);

    // Of a thousand messages; 0 if no price is known.
    std::int64_t thousand_paise(const std::string& category);

private:
    storage::Transaction& tx_;
    std::string channel_;
    std::string day_;
    std::map<std::string, std::int64_t> prices_;
};

// The provider took it.
void note_spent(storage::Transaction& tx, const storage::outbox::Outbound& row, std::string_view category,
                std::int64_t thousand_paise, Time now);

// It took it and failed later, and bills nothing: what it cost is taken back.
void note_unspent(storage::Transaction& tx, const storage::outbox::Outbound& row, std::string_view category, Time now);

} // namespace bot
