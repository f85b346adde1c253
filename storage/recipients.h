// The ledger of a notice: one row for each person it named, decided when it began. From here recipients go to the
// outbox a few at a time, in order of their number, so that a cursor tells exactly who is still to come; what became of
// each then stands in the outbox (outbox.notice).

#pragma once

#include "storage/audience.h"
#include "storage/outbox.h"

namespace storage::recipients {

struct Recipient {
    std::int64_t person = 0;
    std::string channel;
    std::string name, group_name, clf, block, district, language;
    bool officer = false;
    Time window_until {}; // on WhatsApp
};

// The next ones to send to, numbers above `after`, in order. People who stopped or were forgotten meanwhile are passed
// over; the cursor goes on to the last of the returned, or to the end when none is left (empty).
std::vector<Recipient> next(Transaction& tx, std::int64_t notice, std::int64_t after, int limit);

// Messages of this notice on WhatsApp written before `before` with numbers above `after`, in order, that were not
// delivered, and whose person has a phone and no SMS of this notice yet. `looked_to` says how far was looked.
struct Undelivered {
    std::vector<Recipient> people;
    std::int64_t looked_to = 0;
    bool whole = false; // nothing more above looked_to at present
};

Undelivered undelivered(Transaction& tx, std::int64_t notice, std::int64_t after, Time before, int limit);

// Messages of it that are on their way (queued, sending, uncertain), on this channel.
std::int64_t open_messages(Transaction& tx, std::int64_t notice, std::string_view channel);

// What became of all, by channel and state; `uncertain` counts messages with an attempt nobody knows about, whatever
// became of them afterwards. Left out people by why; those still to come as state Queued without parts.
struct Became {
    std::string channel;
    std::string district; // empty unless asked for
    outbox::State state = outbox::State::Queued;
    std::int64_t messages = 0, parts = 0, unknowns = 0, thousand_paise = 0;
};

std::vector<Became> became(Transaction& tx, std::int64_t notice, audience::Grouping grouping);

struct LeftOutCount {
    std::string why, district;
    std::int64_t people = 0;
};

std::vector<LeftOutCount> left_out(Transaction& tx, std::int64_t notice, audience::Grouping grouping);

// Failures by the provider's code, most frequent first.
struct Failure {
    std::string channel;
    std::int64_t error_code = 0;
    std::string error;
    std::int64_t messages = 0;
};

std::vector<Failure> failures(Transaction& tx, std::int64_t notice);

// Stops what is queued of it: the messages are dropped with this reason. Returns how many.
std::int64_t drop(Transaction& tx, std::int64_t notice, std::string_view reason, Time now);

// A line for each recipient, in order of number, for the report as a table.
struct Line {
    std::int64_t person = 0;
    std::string phone, name, district, channel, left_out;
    std::optional<outbox::State> state; // empty: not sent yet
    std::int64_t error_code = 0, button = 0, parts = 0, thousand_paise = 0;
    std::optional<Time> sent_at, delivered_at, read_at;
};

void each_line(Transaction& tx, std::int64_t notice, const std::function<void(const Line&)>& each);

} // namespace storage::recipients
