#include "bot/dispatcher.h"

#include "bot/attempt.h"
#include "bot/log.h"
#include "bot/run_own.h"

#include <algorithm>
#include <utility>

namespace bot {

namespace {

using std::chrono::milliseconds;
using storage::outbox::State;

// Queued again as if it had not been claimed.
Verdict as_it_was(const Outgoing& outgoing, Time due_at)
{
    return { State::Queued, due_at, outgoing.row.failures };
}

} // namespace

Dispatcher::Dispatcher(Channel& channel, Writer& writer, Clock clock, DispatcherLimits limits)
    : channel_(channel), writer_(writer), clock_(std::move(clock)), limits_(limits),
      read_marks_(channel, limits.show_read), desk_(channel.name(), channel.limits(), limits, std::random_device {}()),
      recorder_(writer, clock_, [this] { wake(); }, limits.recording)
{
    for (int i = 0; i < limits_.workers; ++i)
        workers_.emplace_back([this] { work(); });
    thread_ = std::thread { [this] { dispatch(); } };
}

Dispatcher::~Dispatcher()
{
    stop_claiming();
    for (auto& worker : workers_)
        worker.join();
}

void Dispatcher::wake()
{
    const std::lock_guard lock { mutex_ };
    if (desk_.wake())
        changed_.notify_all();
}

void Dispatcher::stop_claiming()
{
    std::vector<PutBack> not_begun;
    {
        const std::lock_guard lock { mutex_ };
        not_begun = desk_.stop();
        changed_.notify_all();
        claimed_.notify_all();
    }
    if (thread_.joinable())
        thread_.join();
    put_back(std::move(not_begun));
    recorder_.record_again();
}

bool Dispatcher::finish_until(std::chrono::steady_clock::time_point deadline)
{
    {
        std::unique_lock lock { mutex_ };
        if (!changed_.wait_until(lock, deadline, [this] { return desk_.in_hand() == 0; }))
            return false;
    }
    return recorder_.finish_until(deadline);
}

DispatcherCounts Dispatcher::counts() const
{
    const std::lock_guard lock { mutex_ };
    auto counts = desk_.counts();
    counts.recorded_again = recorder_.recorded_again();
    counts.send_milliseconds = send_milliseconds_.counts();
    return counts;
}

// The claiming thread.

void Dispatcher::dispatch()
{
    while (rest()) {
        if (const auto at = recorder_.again_at(); at && *at <= clock_())
            recorder_.record_again();
        int messages = 0;
        {
            const std::lock_guard lock { mutex_ };
            messages = desk_.may_claim(clock_());
            if (messages > 0)
                desk_.claim_begins();
        }
        if (messages == 0)
            continue;
        if (auto claimed = claim(messages))
            hand_over(std::move(*claimed));
    }
}

// Until there may be something to do; false when stopping.
bool Dispatcher::rest()
{
    std::unique_lock lock { mutex_ };
    for (;;) {
        const Time now = clock_();
        if (desk_.is_stopping())
            return false;
        if (desk_.may_claim(now) > 0 || recorder_.again_at().value_or(Time::max()) <= now)
            return true;
        changed_.wait_for(lock, nap_length(now));
    }
}

milliseconds Dispatcher::nap_length(Time now) const
{
    auto until = desk_.look_again_at(now);
    until = std::min(until, recorder_.again_at().value_or(until));
    return std::clamp(until - now, milliseconds { 1 }, limits_.nap_max);
}

// Empty if the database did not do it.
std::optional<Claim> Dispatcher::claim(int messages)
{
    const Time now = clock_();
    Claim claim;
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        claim = claim_outgoing(tx, channel_, { messages, limits_.lease, limits_.outside_window_per_day }, now);
    });
    if (committed == Committed::Yes)
        return claim;
    const std::lock_guard lock { mutex_ };
    desk_.claim_failed(now);
    return std::nullopt;
}

void Dispatcher::hand_over(Claim claim)
{
    std::vector<PutBack> too_early;
    {
        const std::lock_guard lock { mutex_ };
        const auto before = desk_.waiting();
        too_early = desk_.take(std::move(claim), clock_());
        for (auto waiting = before; waiting < desk_.waiting(); ++waiting)
            claimed_.notify_one();
    }
    put_back(std::move(too_early));
}

void Dispatcher::put_back(std::vector<PutBack> not_sent)
{
    for (auto& [outgoing, due_at] : not_sent) {
        const auto verdict = as_it_was(outgoing, due_at);
        recorder_.record_soon(std::move(outgoing), {}, verdict);
    }
}

// The workers.

void Dispatcher::work()
{
    while (auto outgoing = take())
        attempt(std::move(*outgoing));
}

std::optional<Outgoing> Dispatcher::take()
{
    std::unique_lock lock { mutex_ };
    claimed_.wait(lock, [this] { return desk_.is_stopping() || desk_.has_next(); });
    return desk_.next();
}

void Dispatcher::attempt(Outgoing outgoing)
{
    Sent sent;
    auto verdict = as_it_was(outgoing, outgoing.row.due_at);
    if (desk_.may_begin(outgoing, clock_())) { // looks at nothing that changes
        if (nobody_waits())
            read_marks_.show_for(outgoing);
        sent = send(outgoing);
        verdict = learn(outgoing, sent);
    }
    recorder_.record_soon(std::move(outgoing), std::move(sent), verdict);
    const std::lock_guard lock { mutex_ };
    desk_.sent_one();
    if (desk_.is_woken() || desk_.in_hand() == 0) // else nobody waits for room, a probe's answer or the end
        changed_.notify_all();
}

// A courtesy to one must not delay the reply of another.
bool Dispatcher::nobody_waits() const
{
    const std::lock_guard lock { mutex_ };
    return !desk_.has_next();
}

Sent Dispatcher::send(const Outgoing& outgoing)
{
    const Stopwatch stopwatch { send_milliseconds_ };
    return bot::attempt(channel_, outgoing.message);
}

Verdict Dispatcher::learn(const Outgoing& outgoing, const Sent& sent)
{
    Lesson lesson;
    {
        const std::lock_guard lock { mutex_ };
        lesson = desk_.learn(outgoing, sent, clock_());
    }
    tell(outgoing, sent, lesson);
    return lesson.verdict;
}

void Dispatcher::tell(const Outgoing& outgoing, const Sent& sent, const Lesson& lesson) const
{
    const auto& [verdict, hold_changed] = lesson;
    const auto reason =
        std::string { name_of(sent.result) } + " (" + std::to_string(sent.error_code) + ") " + sent.error;
    if (hold_changed && sent.result == SendResult::StopSending)
        log(LogLevel::Error, "nothing is sent on " + channel() + " until a person looks: " + reason);
    else if (hold_changed && sent.result == SendResult::Accepted)
        log(LogLevel::Info, channel() + " sends again");
    else if (hold_changed)
        log(LogLevel::Warning, "the sending on " + channel() + " changes its pace: " + reason);
    if (verdict.state == State::Failed)
        log(LogLevel::Warning, "message " + std::to_string(outgoing.row.id) + " on " + channel() +
                                   " has failed after " + std::to_string(outgoing.row.attempts) +
                                   " attempts: " + reason);
}

} // namespace bot
