#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/people.h"
#include "storage/timers.h"
#include "tests/support/promises.h"

namespace tests {

using bot::Outgoing;
using bot::SendResult;
using bot::Sent;
using storage::Row;
using storage::Transaction;
using storage::outbox::Lane;
using storage::outbox::State;

void Promises::sends(Transaction& tx, const Outgoing& outgoing)
{
    look_at_outbox(tx);
    auto& letter = letters_.at(outgoing.row.id);
    if (letter.on_its_way)
        throw BrokenPromise { "a letter is sent while it is on its way", letter.person };
    for (auto place = letters_.lower_bound(outgoing.row.id - 50); place != letters_.end(); ++place)
        if (place->second.on_its_way && place->second.person == letter.person &&
            place->second.channel == letter.channel && !place->second.is_notice && !letter.is_notice)
            throw BrokenPromise { "two replies are on their way to one person", letter.person };
    if (outgoing.row.lane == Lane::Reply)
        look_at_order(tx, outgoing);
    look_at_silence(tx, outgoing);
    const auto heard = heard_[{ letter.person, letter.channel }];
    if (letter.channel == "whatsapp" && !letter.is_notice && outgoing.claimed_at >= heard + bot::TurnTimes::window)
        throw BrokenPromise { "a free text is sent outside the 24 hours after her last message", letter.person };
    letter.on_its_way = letter.is_attempted = true;
    ++letter.attempts;
}

// None of hers that was queued before it is still to come.
void Promises::look_at_order(Transaction& tx, const Outgoing& outgoing) const
{
    const auto& row = outgoing.row;
    if (tx.any("SELECT 1 FROM outbox WHERE person = $1 AND channel = $2 AND id < $3 AND lane = 0 AND "
               "state IN ('queued', 'sending', 'uncertain')",
               { row.person, row.channel, row.id }))
        throw BrokenPromise { "a reply overtakes an earlier one to the same person", row.person };
}

// To who stopped goes what answers her since then, the proof first of all, and nothing else.
void Promises::look_at_silence(Transaction& tx, const Outgoing& outgoing) const
{
    const auto person = storage::people::get(tx, outgoing.row.person);
    const auto since = person ? person->stopped_at : std::nullopt;
    if (since && outgoing.claimed_at >= *since && (outgoing.row.created_at < *since || outgoing.row.answers.empty()))
        throw BrokenPromise { "something is sent to who stopped: " + outgoing.row.template_key, outgoing.row.person };
}

void Promises::recorded(const Outgoing& outgoing, const Sent& sent)
{
    auto& letter = letters_.at(outgoing.row.id);
    if (!letter.is_attempted)
        return; // it was only put back
    letter.on_its_way = letter.is_attempted = false;
    if (sent.result != SendResult::Unknown)
        ++letter.known;
    if (sent.result != SendResult::Accepted) {
        ++letter.refusals[sent.result];
        ++counts_.refused;
    }
}

void Promises::forget_what_is_on_its_way()
{
    for (auto& [id, letter] : letters_)
        letter.on_its_way = letter.is_attempted = false;
}

void Promises::shown(std::int64_t id, std::optional<std::int64_t> person)
{
    auto& letter = letters_.at(id);
    if (person && *person != letter.person)
        throw BrokenPromise { "a letter came to the phone of somebody else", letter.person };
    ++letter.copies;
    ++counts_.copies;
    if (letter.copies > 1 && letter.copies > 1 + letter.attempts - letter.known)
        throw BrokenPromise { "a letter came " + std::to_string(letter.copies) + " times though " +
                                  std::to_string(letter.known) + " of " + std::to_string(letter.attempts) +
                                  " answers were written down",
                              letter.person };
}

void Promises::at_the_end(Transaction& tx, Time now)
{
    for (const auto& [key, outcome] : taken_)
        if (!storage::inbox::knows(tx, key.first, key.second))
            throw BrokenPromise { "a message that was taken is gone: " + key.second, 0 };
    for (const auto& [id, letter] : letters_)
        settled(tx, id, letter);
    if (const auto due = storage::timers::next_due_at(tx); due && *due < now - std::chrono::hours { 1 })
        throw BrokenPromise { "a timer that came due was never fired", 0 };
    if (!storage::inbox::parked(tx).empty())
        throw BrokenPromise { "a message is still parked", 0 };
}

void Promises::settled(Transaction& tx, std::int64_t id, const Letter& letter) const
{
    const auto row = storage::outbox::get(tx, id);
    const auto wrong = [&](const std::string& what) {
        throw BrokenPromise { "letter " + std::to_string(id) + " (" + (row ? row->template_key : "") + ", " +
                                  std::string { storage::outbox::name_of(row ? row->state : State::Queued) } + ") " +
                                  what,
                              letter.person };
    };
    if (!row)
        wrong("is gone");
    const bool is_settled = row->state >= State::Accepted && row->state <= State::Read;
    if (is_settled && letter.copies == 0 && !letter.failed_late)
        wrong("counts as taken and never came to her phone");
    if (letter.copies - 1 > row->unknowns)
        wrong("came " + std::to_string(letter.copies) + " times, and " + std::to_string(row->unknowns) +
              " of them count as uncertain");
    if (is_settled || letter.is_notice)
        return;
    const auto person = storage::people::get(tx, letter.person);
    if (row->state == State::Dropped && person)
        return; // she stopped, or asked to be forgotten, at some time
    if (row->state == State::Failed && may_have_failed(letter))
        return;
    wrong("is owed and did not come");
}

// Given up rightly: refused for good, or tried as often as the rules say.
bool Promises::may_have_failed(const Letter& letter)
{
    const auto times = [&](SendResult result) {
        const auto found = letter.refusals.find(result);
        return found == letter.refusals.end() ? 0 : found->second;
    };
    if (letter.failed_late || times(SendResult::Unreachable) + times(SendResult::Suppressed) > 0 ||
        times(SendResult::Broken) > 0)
        return true;
    const bot::RetryLimits limits;
    const auto that_count = times(SendResult::TryLater) + times(SendResult::PersonLater) + times(SendResult::OtherDay) +
                            times(SendResult::StopSending) + times(SendResult::Unknown);
    return that_count >= std::min(limits.other_day_max, limits.unknown_max);
}

} // namespace tests
