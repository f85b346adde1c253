// What Vidyut Sakhis collected, earned and were paid: statements of the programme, her own daily reports, and the
// published rates. Every figure carries its source; what we compute ourselves is an estimate and must be called one.

#pragma once

#include "storage/database.h"
#include "storage/day.h"

namespace storage::commissions {

// One line of the programme's file. (person, period_from, period_to) says which it is.
struct Statement {
    std::int64_t person = 0;
    Day period_from {}, period_to {}; // both included
    std::int64_t bills = 0;
    std::int64_t collected_paise = 0, earned_paise = 0, paid_paise = 0;
    std::optional<Day> paid_on;
    std::string reference;     // of the bank
    std::string account_last4; // last four digits of her account
    std::string source;        // the file it came from
    Time imported_at {};
};

enum class Imported { Added, Changed, Same };
Imported import_statement(Transaction& tx, const Statement& statement);

// Newest period first.
std::vector<Statement> of_person(Transaction& tx, std::int64_t person, int limit);

// All, ordered by person and period, those that come after `after`; a Statement {} begins.
std::vector<Statement> list(Transaction& tx, const Statement& after, int limit);

enum class Area { Rural, Urban };

std::string_view name_of(Area area); // "rural", "urban"
std::optional<Area> area_named(std::string_view name);

// What she says she collected on one day. Reporting a day again replaces it.
struct Collection {
    std::int64_t person = 0;
    Day day {};
    std::int64_t bills = 0, collected_paise = 0;
    Area area = Area::Rural;
    Time reported_at {};
};

// What she reported for this day; empty if nothing.
std::optional<Collection> reported(Transaction& tx, std::int64_t person, Day day);

// Returns what was reported for this day before.
std::optional<Collection> report(Transaction& tx, const Collection& collection);

struct Quarter {
    std::int64_t statements = 0; // 0: nothing was imported for it
    std::int64_t bills = 0, collected_paise = 0, earned_paise = 0, paid_paise = 0;
    std::optional<Statement> newest;                               // date, reference and source of the last one
    std::int64_t reported_bills = 0, reported_collected_paise = 0; // her own words
    std::optional<Day> last_reported;                              // the last day she reported

    std::int64_t due_paise() const { return earned_paise - paid_paise; }
};

// The statements that lie in these days, and her reports of them.
Quarter quarter(Transaction& tx, std::int64_t person, Day from, Day to);

// The published rate for one bill on one day.
struct Rate {
    Day valid_from {};
    std::int64_t bill_from_paise = 0, bill_to_paise = 0; // the slab
    std::int64_t flat_paise = 0, per_ten_thousand = 0;   // one of them is 0
    std::string source;
    std::int64_t commission_paise = 0; // of this bill, rounded half up to a whole paisa
};

// Empty when no slab holds this bill (nothing, or above the limit) or no rate is known for that day.
std::optional<Rate> rate_for(Transaction& tx, Area area, std::int64_t bill_paise, Day day);

// The largest bill a rate is known for on that day; empty if none is.
std::optional<std::int64_t> largest_bill_paise(Transaction& tx, Area area, Day day);

} // namespace storage::commissions
