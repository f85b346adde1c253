// What may be done to a notice, by the command line and by the coordinator's dialog alike: written, previewed,
// approved, started, paused, resumed, cancelled. Rules stand here; the ledger is storage/notices.h, the sending is
// feeder.h.
//
// Rules: the author is a coordinator and reaches only people inside her scope. Above a district, above a cost set in
// the configuration, or at night, a second coordinator whose scope covers the author's approves. The same words to the
// same audience within a day are refused unless insisted on. A notice never leaves without text for whom it goes to,
// nor by a template that is not approved or does not say what it says.
//
// Nothing here commits: the caller holds the transaction.

#pragma once

#include "bot/notices/notice_text.h"
#include "storage/audience.h"
#include "storage/notices.h"
#include "storage/templates.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bot::notices {

using storage::Time;

class Census;

// From the configuration.
struct NoticeRules {
    std::int64_t approval_above_paise = 1'000'00;       // SAMVAD_NOTICE_APPROVAL_RUPEES
    std::optional<std::int64_t> month_budget_paise;     // SAMVAD_MONTH_BUDGET_RUPEES; empty: no bound
    std::optional<std::int64_t> outside_window_per_day; // SAMVAD_WHATSAPP_DAILY_PEOPLE: the portfolio's limit
    int whatsapp_per_second = 80, sms_per_second = 30;  // for "how long it takes"
    bool whatsapp_on = false, sms_on = false;
    Census* census = nullptr; // inside a turn, which must not wait for a million people; without one it counts itself
};

struct NoticeLimits {
    static constexpr std::chrono::hours same_again_after { 24 };
    static constexpr std::chrono::days planned_ahead_max { 366 };
    static constexpr std::chrono::hours fallback_after_min { 1 }, fallback_after_max { 7 * 24 };
    static constexpr int budget_warning_percent = 80;
    static constexpr int examples = 3;
};

// Kept as the reason of a pause that nobody need be told of.
inline constexpr std::string_view paused_by_a_person { "paused by a person" };

// Why a message of a cancelled notice is dropped.
inline constexpr std::string_view cancelled_why { "the notice was cancelled" };

struct NewNotice {
    std::int64_t author = 0;
    NoticeTexts texts;
    std::string audience, except_those;
    std::string template_name, sms_template;
    std::string category = "utility"; // or "marketing"
    std::string picture;              // sha256 of a stored picture
    std::vector<std::string> buttons;
    std::optional<Time> starts_at;
    storage::notices::Repeats repeats = storage::notices::Repeats::Never;
    bool urgent = false, insisted = false;
    std::chrono::milliseconds fallback_after { std::chrono::hours { 6 } };
};

// Every fault, a line each, in words for whoever wrote it.
struct BadNotice : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Checks everything and writes it as a draft. Throws BadNotice (also BadAudience's sentences).
std::int64_t write_notice(storage::Transaction& tx, const NewNotice& notice, const NoticeRules& rules, Time now);

// The same without writing: what storage::notices::add takes. A reader's transaction will do.
storage::notices::Notice checked_notice(storage::Transaction& tx, const NewNotice& notice, Time now);

// The audience of a notice as the records stand now, and how it could reach people. read_audience throws BadAudience.
storage::audience::Audience audience_of(storage::Transaction& tx, const storage::notices::Notice& notice);
storage::audience::Means means_of(storage::Transaction& tx, const storage::notices::Notice& notice,
                                  const NoticeRules& rules);

// The registered texts that this notice names, all languages and states.
struct NoticeTemplates {
    std::vector<storage::templates::Template> whatsapp, sms;
};

NoticeTemplates templates_of(storage::Transaction& tx, const storage::notices::Notice& notice);

// What DLT and Meta call messages of a notice's category: "service" and "promotional", "utility" and "marketing".
std::string_view category_on(std::string_view channel, std::string_view category);

// What can be done is refused in words, never half done.
enum class Move { Approve, Start, Pause, Resume, Cancel };

struct Moved {
    bool done = false;
    std::string why_not; // a sentence with the mend
};

// `by` approves (and may allow an urgent one to go out at night); needed for Approve only. To start one that is
// planned for later is to let it wait for its time.
Moved move_notice(storage::Transaction& tx, std::int64_t number, Move move, std::optional<std::int64_t> by,
                  const NoticeRules& rules, Time now);

// The same in two steps, because counting a million people takes a second that no turn should wait for: the first only
// looks and may have a reader's transaction, the second is quick and still refuses when the state has changed
// meanwhile.
std::string why_not_move(storage::Transaction& tx, const storage::notices::Notice& notice, Move move,
                         std::optional<std::int64_t> by, const NoticeRules& rules, Time now);
Moved move_checked(storage::Transaction& tx, const storage::notices::Notice& notice, Move move,
                   std::optional<std::int64_t> by, Time now);

// Whether a second person must approve, and why in words; empty if not. Throws BadAudience.
std::optional<std::string> why_approval(storage::Transaction& tx, const storage::notices::Notice& notice,
                                        const NoticeRules& rules, Time now);

// Why it may not begin to be sent now, whatever state it is in: a sentence with the mend, empty if it may. Also asked
// when the time of a planned one has come.
std::string why_not_begin(storage::Transaction& tx, const storage::notices::Notice& notice, const NoticeRules& rules,
                          Time now);

struct LineOfPreview {
    std::string channel, category;
    std::int64_t people = 0, parts = 0; // parts: of SMS at the longest, of all of them
    std::int64_t thousand_paise = 0;    // of all of them
    std::string price_from;             // the day and the source of the price
    std::string price_source;
};

struct Preview {
    std::int64_t recipients = 0;
    std::vector<LineOfPreview> lines;
    std::vector<std::pair<std::string, std::int64_t>> left_out; // why, how many
    std::int64_t cost_paise = 0;
    std::chrono::seconds takes {};     // at the present limits, over days where the portfolio's limit says so
    std::vector<std::string> examples; // three, filled as they would be sent
    std::vector<std::string> warnings; // no approved template, budget, same notice today, prices assumed ...
    std::optional<std::string> needs_approval;
};

// Throws BadAudience if the records no longer hold a place it names.
Preview preview_of(storage::Transaction& tx, const storage::notices::Notice& notice, const NoticeRules& rules,
                   Time now);

// How far it is: what `notice status` shows.
struct Status {
    storage::notices::Notice notice;
    std::int64_t queued = 0, sent = 0, delivered = 0, read = 0, failed = 0, uncertain = 0; // sent includes what follows
    std::int64_t dropped = 0, answered = 0;
    std::int64_t cost_paise = 0;
};

std::optional<Status> status_of(storage::Transaction& tx, std::int64_t number);

} // namespace bot::notices
