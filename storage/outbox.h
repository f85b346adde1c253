// What we owe to people: every message stays here from the turn that wrote it until the provider says what became of
// it. Sending is claimed with a lease; a lease that runs out, like an answer that was lost, leaves the row uncertain,
// and the provider's status settles it. Messages of one person go out in order: none is claimed while an earlier one of
// the same lane is queued and due, being tried again, sending or uncertain.

#pragma once

#include "storage/database.h"

namespace storage::outbox {

enum class Lane { Reply = 0, Notice = 1 };

enum class State {
    Queued,    // to be sent at due_at
    Sending,   // claimed until the lease ends
    Waiting,   // outside the provider's window; sent when she writes
    Uncertain, // sent, but nobody knows whether it was taken; due_at says how long we wait for a status
    Accepted,
    Sent,
    Delivered,
    Read, // the provider's word, in this order
    Failed,
    Dropped, // given up by us
};

std::string_view name_of(State state);    // "queued", "sending" ...
State state_named(std::string_view name); // throws Error for a name that is none of them

struct Draft {
    std::int64_t person = 0;
    std::string_view channel;
    Lane lane = Lane::Reply;
    std::string_view letter {}; // JSON of the caller
    std::string_view template_key {};
    std::string_view answers {}; // provider_id of the message it answers
    std::int64_t parts = 1;
    Time due_at {};
    std::optional<std::int64_t> notice {}; // whose message it is; in lane Notice only
};

struct Outbound {
    std::int64_t id = 0;
    std::int64_t person = 0;
    std::string channel;
    Lane lane = Lane::Reply;
    std::string letter;
    std::string template_key;
    State state = State::Queued;
    Time due_at {};
    std::int64_t attempts = 0; // with the present one
    std::int64_t failures = 0; // of the earlier ones, those that count against it
    std::string provider_id;
    std::int64_t error_code = 0;
    std::string error;
    std::string answers;
    std::int64_t parts = 1;
    std::string price_category, price_type;
    std::optional<std::int64_t> notice;
    std::int64_t unknowns = 0;       // attempts nobody knows about: so many copies she may have got
    std::int64_t thousand_paise = 0; // of one part, as it was priced when it was taken
    Time created_at {};
    std::optional<Time> sent_at, delivered_at, read_at, failed_at;
};

// Returns the number of the message. Throws Error for a notice's message in another lane than Notice.
std::int64_t queue(Transaction& tx, const Draft& draft, Time now);

// Takes up to `limit` messages of this channel for sending: replies first, then notices in equal shares whatever their
// age and size (messages of no notice share like one), earliest due first within each. Whoever claims settles each
// before `now + lease`.
std::vector<Outbound> claim(Transaction& tx, std::string_view channel, int limit, Time now,
                            std::chrono::milliseconds lease);

// Takes this one message out of its turn, for whoever shows it instead of sending it. Empty if it is not queued.
std::optional<Outbound> claim_one(Transaction& tx, std::int64_t id, Time now, std::chrono::milliseconds lease);

// What came of one attempt. Accepted, Queued (again, at due_at), Waiting, Uncertain (until due_at), Failed or Dropped.
struct Outcome {
    State state = State::Accepted;
    std::string_view provider_id {};
    std::optional<Time> due_at {};
    std::int64_t error_code = 0;
    std::string_view error {};
    std::int64_t failures = 0;       // from now on; an attempt that was only put off is not one
    std::int64_t thousand_paise = 0; // when it was accepted: the price of a thousand (SMS: of a thousand parts)
};

// False if this attempt (`claimed.attempts`) is no longer the one that counts, or a status has gone further already;
// the provider_id and the price are kept in the latter case.
bool settle(Transaction& tx, const Outbound& claimed, const Outcome& outcome, Time now);

// Claimed, but its time has not come: queued again from due_at on, as if it had not been claimed, so that it does not
// hold up her later messages. False if this claim is no longer the one that counts.
bool put_off(Transaction& tx, const Outbound& claimed, Time due_at);

// A message whose failure the provider told later, and which can be mended: Queued or Waiting again, from due_at on,
// with so many failures behind it. False if it has not failed.
bool reopen_failed(Transaction& tx, std::int64_t id, State to, Time due_at, std::int64_t failures = 1);

// It cost nothing after all.
void forget_price(Transaction& tx, std::int64_t id);

// Leases that ran out: nobody knows what happened. They become uncertain for `wait`. Returns how many.
std::int64_t reopen_expired(Transaction& tx, Time now, std::chrono::milliseconds wait);

// Uncertain messages for which no status came in time are queued again: rather twice than never. Returns how many.
std::int64_t resend_uncertain(Transaction& tx, Time now);

// She wrote on this channel, so its window is open: what waited is queued. Returns how many.
std::int64_t wake_waiting(Transaction& tx, std::int64_t person, std::string_view channel, Time now);

// Drops what is queued or waiting for this person: notices only, or all. Returns how many.
enum class Drop { Notices, Everything };
std::int64_t drop(Transaction& tx, std::int64_t person, Drop what, std::string_view reason, Time now);

// When there is next something to do on this channel, later than `now`: a message due, a lease or a wait that ends.
std::optional<Time> next_due_at(Transaction& tx, std::string_view channel, Time now);

// Since when the message that waits longest has been due; in the future if none is due yet, empty if none is queued.
std::optional<Time> oldest_due_at(Transaction& tx, std::string_view channel);

struct Count {
    std::string channel;
    Lane lane = Lane::Reply;
    State state = State::Queued;
    std::int64_t count = 0;
    Time oldest_at {}; // when the oldest was written
};

// Unfinished messages: queued, sending, uncertain, waiting.
std::vector<Count> count_unfinished(Transaction& tx);

std::optional<Outbound> get(Transaction& tx, std::int64_t id);

// Newest first; of one person or of all, with a number below `before`.
std::vector<Outbound> list(Transaction& tx, std::optional<std::int64_t> person, std::int64_t before, int limit);

} // namespace storage::outbox
