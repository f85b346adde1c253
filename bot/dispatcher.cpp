#include "bot/dispatcher.h"

#include "bot/log.h"
#include "bot/run_own.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace bot {

namespace {

using std::chrono::milliseconds;
using storage::outbox::State;

} // namespace

Dispatcher::Dispatcher(Channel& channel, Writer& writer, Clock clock, DispatcherLimits limits)
    : channel_(channel), writer_(writer), clock_(std::move(clock)), limits_(limits),
      read_marks_(channel, limits.show_read), number_pace_(limits.per_second.value_or(channel.limits().per_second)),
      person_pace_(channel.limits().person_interval, channel.limits().person_burst), hold_(limits.holds),
      random_(std::random_device {}()), recorder_(writer, clock_, [this] { wake(); }, limits.recording)
{
    counts_.channel = channel.name();
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
    if (!std::exchange(woken_, true))
        changed_.notify_all();
}

void Dispatcher::stop_claiming()
{
    std::deque<Outgoing> not_begun;
    {
        const std::lock_guard lock { mutex_ };
        stopping_ = true;
        not_begun.swap(hand_);
        in_hand_ -= static_cast<int>(not_begun.size());
        changed_.notify_all();
        claimed_.notify_all();
    }
    if (thread_.joinable())
        thread_.join();
    for (auto& outgoing : not_begun) {
        const auto due_at = outgoing.row.due_at;
        put_back(std::move(outgoing), due_at);
    }
    recorder_.record_again();
}

bool Dispatcher::finish_until(std::chrono::steady_clock::time_point deadline)
{
    {
        std::unique_lock lock { mutex_ };
        if (!changed_.wait_until(lock, deadline, [this] { return in_hand_ == 0; }))
            return false;
    }
    return recorder_.finish_until(deadline);
}

DispatcherCounts Dispatcher::counts() const
{
    const std::lock_guard lock { mutex_ };
    auto counts = counts_;
    counts.in_hand = in_hand_;
    counts.recorded_again = recorder_.recorded_again();
    counts.hold = hold_.kind();
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
            messages = may_claim(clock_());
            if (messages > 0)
                woken_ = false;
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
        if (stopping_)
            return false;
        if (may_claim(now) > 0 || recorder_.again_at().value_or(Time::max()) <= now)
            return true;
        changed_.wait_for(lock, nap_length(now));
    }
}

int Dispatcher::may_claim(Time now)
{
    if (!woken_ && now < look_at_)
        return 0;
    switch (hold_.gate(now)) {
    case Hold::Gate::Shut:
        return 0;
    case Hold::Gate::OneProbe:
        return in_hand_ == 0 ? std::min(1, number_pace_.available(now)) : 0;
    case Hold::Gate::Open:
        break;
    }
    return std::min(limits_.workers * limits_.in_hand_per_worker - in_hand_, number_pace_.available(now));
}

milliseconds Dispatcher::nap_length(Time now) const
{
    Time until = woken_ ? number_pace_.ready_at(now) : look_at_;
    if (hold_.gate(now) == Hold::Gate::Shut)
        until = hold_.until();
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
    look_at_ = now + limits_.database_rest;
    return std::nullopt;
}

// Replies stand before notices that are claimed and not begun.
void Dispatcher::put_in_hand(Outgoing outgoing)
{
    auto place = hand_.end();
    if (outgoing.row.lane == storage::outbox::Lane::Reply)
        place = std::ranges::find(hand_, storage::outbox::Lane::Notice, [](const auto& it) { return it.row.lane; });
    hand_.insert(place, std::move(outgoing));
    ++in_hand_;
}

void Dispatcher::hand_over(Claim claim)
{
    std::vector<std::pair<Outgoing, Time>> too_early;
    {
        const std::lock_guard lock { mutex_ };
        const Time now = clock_();
        for (auto& outgoing : claim.ready) {
            if (stopping_) {
                too_early.emplace_back(std::move(outgoing), now);
            } else if (const auto due_at = person_pace_.take(outgoing.row.person, now)) {
                ++counts_.person_paced;
                too_early.emplace_back(std::move(outgoing), *due_at);
            } else {
                number_pace_.take(1);
                put_in_hand(std::move(outgoing));
                claimed_.notify_one();
            }
        }
        counts_.window_shut += claim.window_shut;
        counts_.given_up += claim.not_sendable;
        counts_.held_back += claim.held_back;
        counts_.dropped += claim.dropped;
        woken_ = woken_ || claim.more;
        look_at_ = std::min(claim.look_at.value_or(Time::max()), now + limits_.look_every);
    }
    for (auto& [outgoing, due_at] : too_early)
        put_back(std::move(outgoing), due_at);
}

// Not sent, and known not to be: queued again as if it had not been claimed.
void Dispatcher::put_back(Outgoing outgoing, Time due_at)
{
    const Verdict verdict { State::Queued, due_at, outgoing.row.failures };
    recorder_.record_soon(std::move(outgoing), {}, verdict);
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
    claimed_.wait(lock, [this] { return stopping_ || !hand_.empty(); });
    if (hand_.empty())
        return std::nullopt;
    auto outgoing = std::move(hand_.front());
    hand_.pop_front();
    return outgoing;
}

void Dispatcher::attempt(Outgoing outgoing)
{
    Sent sent;
    Verdict verdict { State::Queued, outgoing.row.due_at, outgoing.row.failures };
    const bool in_time = clock_() < outgoing.claimed_at + limits_.start_within;
    if (in_time) {
        if (nobody_waits())
            read_marks_.show_for(outgoing);
        sent = send(outgoing);
        verdict = learn(outgoing, sent);
    }
    recorder_.record_soon(std::move(outgoing), std::move(sent), verdict);
    const std::lock_guard lock { mutex_ };
    --in_hand_;
    if (woken_ || in_hand_ == 0) // else nobody waits for room, a probe's answer or the end
        changed_.notify_all();
}

// A courtesy to one must not delay the reply of another.
bool Dispatcher::nobody_waits() const
{
    const std::lock_guard lock { mutex_ };
    return hand_.empty();
}

// An adapter that throws leaves us not knowing how far it came.
Sent Dispatcher::send(const Outgoing& outgoing)
{
    Sent unknown { SendResult::Unknown, "", 0, "", std::nullopt };
    const Stopwatch stopwatch { send_milliseconds_ };
    try {
        return channel_.send(outgoing.message);
    } catch (const std::exception& error) {
        unknown.error = error.what();
    } catch (...) {
        unknown.error = "the channel threw something that is no exception";
    }
    return unknown;
}

Verdict Dispatcher::learn(const Outgoing& outgoing, const Sent& sent)
{
    Verdict verdict;
    bool hold_changed = false;
    {
        const std::lock_guard lock { mutex_ };
        const Time now = clock_();
        hold_changed = hold_.note(sent, now);
        const double jitter = std::uniform_real_distribution<double> { 0.0, 1.0 }(random_);
        verdict = judge(sent, { outgoing.row.failures, now, hold_.until(), hold_changed, jitter }, limits_.retries);
        ++counts_.by_result.at(static_cast<std::size_t>(sent.result));
        counts_.given_up += verdict.state == State::Failed ? 1 : 0;
    }
    tell(outgoing, sent, verdict, hold_changed);
    return verdict;
}

void Dispatcher::tell(const Outgoing& outgoing, const Sent& sent, const Verdict& verdict, bool hold_changed) const
{
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
