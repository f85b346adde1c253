#include "bot/retries.h"

#include <algorithm>
#include <array>

namespace bot {

namespace {

using storage::outbox::State;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

milliseconds backoff(std::int64_t failures, double jitter, const RetryLimits& limits)
{
    auto wait = limits.first_backoff;
    for (std::int64_t i = 0; i < failures && wait < limits.backoff_max; ++i)
        wait *= 2;
    wait = std::min(wait, limits.backoff_max);
    return wait + milliseconds { static_cast<std::int64_t>(static_cast<double>(wait.count()) * jitter / 2) };
}

Verdict failed(const Attempt& attempt)
{
    return { State::Failed, std::nullopt, attempt.failures + 1 };
}

// Put off without counting against it: the fault is not the message's.
Verdict put_off(const Attempt& attempt, milliseconds wait)
{
    return { State::Queued, std::max(attempt.held_until, attempt.now + wait), attempt.failures };
}

Verdict try_later(const Sent& sent, const Attempt& attempt, const RetryLimits& limits)
{
    const auto wait = std::max(sent.retry_after.value_or(0ms), backoff(attempt.failures, attempt.jitter, limits));
    if (is_unreached(sent))
        return put_off(attempt, wait);
    if (attempt.failures + 1 >= limits.tries_max)
        return failed(attempt);
    return { State::Queued, attempt.now + wait, attempt.failures + 1 };
}

// After 1, 4, 16 ... seconds.
Verdict person_later(const Sent& sent, const Attempt& attempt, const RetryLimits& limits)
{
    if (attempt.failures + 1 >= limits.person_later_max)
        return failed(attempt);
    milliseconds wait { 1'000 };
    for (std::int64_t i = 0; i < std::min<std::int64_t>(attempt.failures, limits.person_later_steps); ++i)
        wait *= 4;
    return { State::Queued, attempt.now + std::max(sent.retry_after.value_or(0ms), wait), attempt.failures + 1 };
}

Verdict other_day(const Attempt& attempt, const RetryLimits& limits)
{
    if (attempt.failures + 1 >= limits.other_day_max)
        return failed(attempt);
    return { State::Queued, attempt.now + limits.other_day, attempt.failures + 1 };
}

// The account's trouble, and no fault of the message; but one that begins such a hold again and again, while others get
// through, is at fault itself and must not stop them for ever.
Verdict stop_sending(const Attempt& attempt, const RetryLimits& limits)
{
    auto verdict = put_off(attempt, 0ms);
    if (attempt.began_hold && ++verdict.failures >= limits.tries_max)
        return failed(attempt);
    return verdict;
}

Verdict unknown(const Attempt& attempt, const RetryLimits& limits)
{
    if (attempt.failures + 1 >= limits.unknown_max)
        return failed(attempt);
    return { State::Uncertain, attempt.now + limits.status_wait, attempt.failures + 1 };
}

} // namespace

Verdict judge(const Sent& sent, const Attempt& attempt, const RetryLimits& limits)
{
    switch (sent.result) {
    case SendResult::Accepted:
        return { State::Accepted, std::nullopt, attempt.failures };
    case SendResult::Unknown:
        return unknown(attempt, limits);
    case SendResult::TryLater:
        return try_later(sent, attempt, limits);
    case SendResult::StopSending:
        return stop_sending(attempt, limits);
    case SendResult::SlowDown:
        return put_off(attempt, sent.retry_after.value_or(0ms));
    case SendResult::PersonLater:
        return person_later(sent, attempt, limits);
    case SendResult::WindowShut:
        return { State::Waiting, std::nullopt, 0 };
    case SendResult::OtherDay:
        return other_day(attempt, limits);
    case SendResult::TextRefused:
        return put_off(attempt, limits.backoff_max);
    case SendResult::Unreachable:
    case SendResult::Suppressed:
    case SendResult::Broken:
        break;
    }
    return failed(attempt);
}

bool is_unreached(const Sent& sent)
{
    return sent.result == SendResult::TryLater && sent.error_code == 0;
}

std::string_view name_of(SendResult result)
{
    static constexpr std::array<std::string_view, send_results> names {
        "accepted",    "unknown",    "try_later", "slow_down",    "person_later", "window_shut",
        "unreachable", "suppressed", "broken",    "stop_sending", "other_day",    "text_refused"
    };
    return names.at(static_cast<std::size_t>(result));
}

} // namespace bot
