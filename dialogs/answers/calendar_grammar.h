// The grammar of days and spans of days over the items of a message. Each rule looks at one place and says what stands
// there, how far it goes and what it means; nothing is guessed: what has two meanings has two readings. Internal to the
// readers of days and spans. Pure and thread-safe.
//
// Which year: 5 अगस्त is the next one in a future sentence, the latest in a past one, else of the current year. A
// month as a span, and a span between two days, are of the current year. Days come before months (5/11), years of
// two digits reach twenty years ahead. इस, अगले and पिछले हफ्ते are calendar weeks; पिछले 7 दिन are the seven whole
// days before today, अगले 7 दिन the seven after it.

#pragma once

#include "dialogs/answers/calendar_items.h"
#include "dialogs/answers/tense.h"
#include "locales/calendar.h"

#include <optional>

namespace dialogs::answers {

using locales::Date;
using locales::Period;

struct Scene {
    const DateWords& words;
    const locales::Tokens& tokens;
    const CalendarItems& items;
    Date today;
    Tense question;
    mutable std::vector<Tense> tenses {}; // of each word, looked up once and only where it is needed

    const CalendarItem& at(std::size_t item) const { return items[std::min(item, items.size() - 1)]; }

    // Of the verb if there is one, else of the question.
    Tense tense(std::size_t item) const;
};

// What a rule found from its place up to `past`.
struct Match {
    std::size_t past = 0;
    Period value {};
    std::optional<Period> other {}; // the second reading: कल
    Unit grain = Unit::Day;         // how large a piece of the calendar it names
    bool has_year = true;           // false: the year was not said
    bool relative = false;          // इस साल, not 2026
    bool counted = false;           // दो दिन बाद
    int shift = 0;                  // अगले 1, पिछले -1
};

using Parsed = std::optional<Match>;

Match day_match(std::size_t past, Date day);

// A length of time by the calendar: "2 वर्ष 21 दिन", "डेढ़ घंटा".
struct Count {
    std::size_t past = 0;
    double years = 0;
    double months = 0;
    double days = 0;
    double working_days = 0;
    double seconds = 0;
};

// calendar_numeric.cpp: dates in digits, and days with their month.
std::size_t skip_particles(const Scene& scene, std::size_t item); // का के की में को
bool is_year(const CalendarItem& item);
bool counts_goods(const Scene& scene, std::size_t number); // the number at this item counts डिब्बे or रुपये
Parsed numeric_date_at(const Scene& scene, std::size_t item);
Parsed day_and_month_at(const Scene& scene, std::size_t item);

// calendar_days.cpp: every other day.
Parsed day_at(const Scene& scene, std::size_t item);
Date day_of_month(const Scene& scene, std::size_t item, int day);

// calendar_counts.cpp: lengths, and days counted from another.
std::optional<Count> count_at(const Scene& scene, std::size_t item);
Date moved(Date day, const Count& count, int direction);
Parsed counted_at(const Scene& scene, std::size_t item);

// calendar_years.cpp
Parsed financial_year_at(const Scene& scene, std::size_t item); // 2026-27
Parsed year_at(const Scene& scene, std::size_t item);           // साल 2026
Parsed quarter_at(const Scene& scene, std::size_t item);        // पहली तिमाही

// calendar_spans.cpp, calendar_parts.cpp and calendar_ranges.cpp.
Parsed base_span_at(const Scene& scene, std::size_t item); // इस महीने, अप्रैल 2026, पिछली तिमाही
Parsed part_of(const Scene& scene, Match base);            // ... का दूसरा हफ्ता, ... की 5 तारीख, ... अब तक
Period span_of(Unit unit, Date day);
Date shifted(Unit unit, Date day, int count);
Parsed range_at(const Scene& scene, std::size_t item, const Parsed& first); // अप्रैल से जून

// Everything in a message, in order, without overlaps.
struct Place {
    std::size_t first = 0; // tokens, half open
    std::size_t last = 0;
    Match match;
};

std::vector<Place> find_places(const DateWords& words, const locales::Tokens& tokens, Date today, Tense question);

} // namespace dialogs::answers
