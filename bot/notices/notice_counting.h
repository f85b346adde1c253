// How many a notice would reach, by which way and at what price, as the records, templates and prices stand now: the
// part of a preview on which approval and budget depend. Pure but for reading.

#pragma once

#include "bot/notices/notice_book.h"

namespace bot::notices {

struct Counted {
    Preview preview;                 // recipients, lines, left_out and cost_paise
    std::int64_t outside_window = 0; // people on WhatsApp for whom the portfolio's limit counts
};

// Throws BadAudience.
Counted counted(storage::Transaction& tx, const storage::notices::Notice& notice, const NoticeRules& rules, Time now);

// What notice_book.h asks of a notice, with what was counted already: a million people are counted once and not twice.
// Both throw BadAudience.
std::optional<std::string> why_approval(storage::Transaction& tx, const storage::notices::Notice& notice,
                                        const Counted& counted, const NoticeRules& rules);
std::string why_not_begin(storage::Transaction& tx, const storage::notices::Notice& notice, const Counted& counted,
                          const NoticeRules& rules, Time now);

// How long it takes from `from` on: the rate of each channel, the hours in which notices go out, and the portfolio's
// limit of people outside their window in a day.
std::chrono::seconds time_taken(const Counted& counted, const storage::notices::Notice& notice,
                                const NoticeRules& rules, std::int64_t written_today, Time from);

} // namespace bot::notices
