// Notices and where each stands. A notice is written once and then only moved: its text, audience and price are what
// was approved. Its recipients are a ledger of their own, storage/recipients.h. Every move says from which state, so
// that two operators and a restart cannot undo each other.

#pragma once

#include "storage/database.h"

namespace storage::notices {

enum class State {
    Draft,
    Approved,  // by a second person, where that is needed
    Scheduled, // starts at starts_at
    Writing,   // the ledger is being written
    Sending,
    Paused, // by a person or by itself; paused_why
    Finished,
    Cancelled,
};

std::string_view name_of(State state); // "draft", "approved" ...

enum class Repeats { Never, Daily, Weekly, Monthly };

std::string_view name_of(Repeats repeats); // "", "daily", "weekly", "monthly"

struct Notice {
    std::int64_t number = 0;
    std::int64_t author = 0;
    State state = State::Draft;
    std::string category;               // "utility" or "marketing"
    std::string texts;                  // JSON of the caller
    std::string audience, except_those; // as they were written
    std::string template_name, sms_template;
    std::string picture; // sha256
    std::string buttons; // JSON of the caller
    bool urgent = false, insisted = false, urgent_allowed = false;
    std::chrono::milliseconds fallback_after {}; // until SMS is tried
    std::string content_key;
    std::optional<Time> starts_at;
    Repeats repeats = Repeats::Never;
    std::optional<std::int64_t> repeats_of;
    std::optional<std::int64_t> approved_by;
    std::optional<Time> approved_at;
    std::string paused_why;
    std::int64_t recipients = 0, left_out = 0;
    std::int64_t written_to = 0, fed_to = 0, fallback_to = 0;
    bool written = false; // the ledger is whole
    Time created_at {};
    std::optional<Time> started_at, finished_at;
};

// Returns the number; `notice.number` and the cursors are not looked at.
std::int64_t add(Transaction& tx, const Notice& notice, Time now);

std::optional<Notice> get(Transaction& tx, std::int64_t number);

// Newest first, at most `limit`, numbers below `before`.
std::vector<Notice> list(Transaction& tx, std::int64_t before, int limit);

// Those that want work: Scheduled and due, Writing, Sending. By number.
std::vector<Notice> at_work(Transaction& tx, Time now);

// When the next Scheduled one is due.
std::optional<Time> next_start(Transaction& tx);

// Of the row this notice belongs to, the one that waits for its time.
std::optional<std::int64_t> planned_of_row(Transaction& tx, const Notice& notice);

// False if it was not in one of these states. `why` is kept as paused_why. To Sending or Writing for the first time
// sets started_at, to Finished or Cancelled finished_at.
bool move(Transaction& tx, std::int64_t number, const std::vector<State>& from, State to, std::string_view why,
          Time now);

bool approve(Transaction& tx, std::int64_t number, std::int64_t by, bool urgent_allowed, Time now);

// The same notice (content_key) that began at or after `since`, other than `but`; the latest.
std::optional<std::int64_t> same_since(Transaction& tx, std::string_view content_key, Time since, std::int64_t but);

void set_start(Transaction& tx, std::int64_t number, Time starts_at, Time now);

// Progress of the work; each cursor only grows.
struct Written {
    std::int64_t to = 0;                                 // people up to this number are in the ledger
    std::int64_t more_recipients = 0, more_left_out = 0; // added to the counts
    bool whole = false;
};

void note_written(Transaction& tx, std::int64_t number, const Written& written);
void note_fed(Transaction& tx, std::int64_t number, std::int64_t fed_to);
void note_fallback(Transaction& tx, std::int64_t number, std::int64_t fallback_to);

// What people pressed. The first answer and a changed mind alike: the last one counts.
struct Answer {
    std::int64_t notice = 0, person = 0;
    int button = 0; // 1, 2 or 3
    std::string_view channel, provider_id;
};

// False if she is no recipient of this notice or it has no such button.
bool answer(Transaction& tx, const Answer& answer, Time now);

// How many pressed each button, the first first; three entries.
std::vector<std::int64_t> answers(Transaction& tx, std::int64_t number);

// The newest notice this person got with buttons, not older than `since`: what her typed answer is about.
std::optional<std::int64_t> last_asked(Transaction& tx, std::int64_t person, Time since);

struct SavedAudience {
    std::string name, audience, except_those;
    std::int64_t author = 0;
};

void save_audience(Transaction& tx, const SavedAudience& audience, Time now);
std::optional<SavedAudience> saved_audience(Transaction& tx, std::string_view name);

} // namespace storage::notices
