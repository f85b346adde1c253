#include "bot/late_failures.h"

#include "bot/channels/channels.h"
#include "bot/letter_json.h"
#include "bot/notices/aftermath.h"
#include "bot/postage.h"

#include <algorithm>
#include <exception>

namespace bot {

namespace {

namespace outbox = storage::outbox;
using outbox::State;

constexpr std::chrono::minutes rest { 1 }; // so that an account in trouble is not asked all the time

Letter letter_of(const outbox::Outbound& row)
{
    try {
        return letter_from_json(row.letter);
    } catch (const std::exception&) {
        return {};
    }
}

void mend(storage::Transaction& tx, const outbox::Outbound& row, const Letter& letter, const Sent& sent, Time now)
{
    const RetryLimits limits;
    auto verdict = judge(sent, { row.failures, now, now, false, 0.0 }, limits);
    if (row.failures + 1 >= limits.tries_max)
        return;
    if (verdict.state == State::Waiting && row.notice) {
        if (!letter.registered || row.failures > 0)
            return; // by its template, once
        verdict.state = State::Queued;
    }
    if (verdict.state == State::Queued || verdict.state == State::Waiting)
        outbox::reopen_failed(tx, row.id, verdict.state, std::max(verdict.due_at.value_or(now), now + rest),
                              row.failures + 1);
}

} // namespace

void take_late_failure(storage::Transaction& tx, const storage::statuses::Status& status, Time now)
{
    const auto id = storage::statuses::message_of(tx, status);
    const auto row = id ? outbox::get(tx, *id) : std::nullopt;
    if (!row || row->state != State::Failed || row->error_code == 0)
        return; // an SMS that failed is billed, and its operators give no codes
    const auto letter = letter_of(*row);
    Sent sent;
    sent.result = meaning_of(row->channel, row->error_code);
    sent.error_code = row->error_code;
    sent.error = row->error;
    if (row->thousand_paise > 0)
        note_unspent(tx, *row, letter.registered ? letter.registered->category : "service", now);
    outbox::forget_price(tx, row->id);
    mend(tx, *row, letter, sent, now);
    notices::follow(tx, *row, letter, sent, now);
}

} // namespace bot
