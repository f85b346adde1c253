// What messages cost and what was spent. Prices are of a thousand messages (SMS: parts), each from a day on; costs are
// kept in the same thousandths and become paise only when they are shown. A month is a month of India's calendar.

#pragma once

#include "storage/outbox.h"

namespace storage::prices {

struct Price {
    std::string channel, category;
    std::string valid_from; // YYYY-MM-DD
    std::int64_t thousand_paise = 0;
    std::string source;
};

enum class Saved { Added, Changed, Same };

Saved save(Transaction& tx, const Price& price);
std::vector<Price> list(Transaction& tx);

// The price in force on this day (YYYY-MM-DD); empty if none is known.
std::optional<Price> on_day(Transaction& tx, std::string_view channel, std::string_view category, std::string_view day);

struct Spent {
    std::string month; // YYYY-MM
    std::string channel, category;
    outbox::Lane lane = outbox::Lane::Reply;
    std::int64_t messages = 0, parts = 0;
    std::int64_t thousand_paise = 0;
};

// Adds to the month's sums.
void spend(Transaction& tx, const Spent& spent);

std::vector<Spent> in_month(Transaction& tx, std::string_view month);

// All lanes and channels together, in paise, rounded up.
std::int64_t month_paise(Transaction& tx, std::string_view month);

} // namespace storage::prices
