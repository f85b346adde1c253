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

// The next ones to send to, numbers above `after`, in order; empty when none is left. Whoever stopped, was forgotten or
// refused meanwhile is passed over, and the ledger and the notice's counts say now that she is left out. The cursor
// goes on to the last of the returned.
std::vector<Recipient> next(Transaction& tx, std::int64_t notice, std::int64_t after, int limit);

// Messages of this notice on WhatsApp with numbers above `after`, in order, that were taken (or could not be) before
// `before` and not delivered, and whose person has a phone, still gets notices and has no SMS of this notice yet. Looks
// at no more than `most.messages`, stops after `most.people` of them, and before the first that is still on its way or
// too young.
struct Most {
    int messages = 0, people = 0;
};

struct Undelivered {
    std::vector<Recipient> people;
    std::int64_t looked_to = 0; // the number of the last message looked at
    bool whole = false;         // nothing more above looked_to at present
};

Undelivered undelivered(Transaction& tx, std::int64_t notice, std::int64_t after, Time before, Most most);

// Messages of it that are on their way (queued, sending, uncertain), on this channel.
std::int64_t open_messages(Transaction& tx, std::int64_t notice, std::string_view channel);

// Whether a message of it was delivered to her on any channel: then the other channel's is needless.
bool reached(Transaction& tx, std::int64_t notice, std::int64_t person);

// What became of all, by channel and state; `uncertain` counts messages with an attempt nobody knows about, whatever
// became of them afterwards. Those still to come stand in an entry of their own: Queued, without parts.
struct Became {
    std::string channel;
    std::string district; // empty unless asked for
    outbox::State state = outbox::State::Queued;
    std::int64_t messages = 0, parts = 0;
    std::int64_t unknowns = 0;       // messages that may be copies
    std::int64_t thousand_paise = 0; // the cost of all of them
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

// A line for each person the notice named, in order of number, for the report as a table; whoever got an SMS after a
// WhatsApp message has a line for each.
struct Line {
    std::int64_t person = 0;
    std::string phone, name, district, channel, left_out;
    std::optional<outbox::State> state; // empty: not sent yet
    std::int64_t error_code = 0, button = 0, parts = 0, thousand_paise = 0;
    std::optional<Time> sent_at, delivered_at, read_at;
};

void each_line(Transaction& tx, std::int64_t notice, const std::function<void(const Line&)>& each);

} // namespace storage::recipients
