#include "bot/sender.h"

#include "bot/log.h"
#include "bot/lost_sends.h"
#include "bot/run_own.h"

#include <algorithm>

namespace bot {

namespace {

using std::chrono::milliseconds;
namespace outbox = storage::outbox;

} // namespace

Sender::Sender(const std::vector<SenderChannel>& channels, Writer& writer, Clock clock, SenderLimits limits)
    : writer_(writer), clock_(std::move(clock)), limits_(limits), alarm_(clock_, limits.nap_max)
{
    for (const auto& [channel, of_channel] : channels) {
        status_wait_ = std::max(status_wait_, of_channel.retries.status_wait);
        lease_ = std::max(lease_, of_channel.lease);
        queue_ages_[channel.name()] = milliseconds { 0 };
    }
    watch_over(lease_); // what is leased now was claimed by a process that is no more
    for (const auto& [channel, of_channel] : channels)
        dispatchers_.push_back(std::make_unique<Dispatcher>(channel, writer_, clock_, of_channel));
    watcher_ = std::thread { [this] { watch(); } };
}

Sender::~Sender()
{
    stop_watching();
}

void Sender::wake(std::string_view channel)
{
    for (const auto& dispatcher : dispatchers_)
        if (dispatcher->channel() == channel)
            dispatcher->wake();
}

bool Sender::stop(milliseconds bound)
{
    const auto deadline = std::chrono::steady_clock::now() + bound;
    stop_watching();
    for (const auto& dispatcher : dispatchers_)
        dispatcher->stop_claiming();
    return std::ranges::all_of(dispatchers_,
                               [&](const auto& dispatcher) { return dispatcher->finish_until(deadline); });
}

SenderCounts Sender::counts() const
{
    SenderCounts counts;
    for (const auto& dispatcher : dispatchers_)
        counts.channels.push_back(dispatcher->counts());
    const std::lock_guard lock { mutex_ };
    for (auto& channel : counts.channels)
        channel.queue_age = queue_ages_.at(channel.channel);
    counts.leases_lost = leases_lost_;
    counts.resent = resent_;
    return counts;
}

void Sender::stop_watching()
{
    alarm_.stop();
    if (watcher_.joinable())
        watcher_.join();
}

void Sender::watch()
{
    while (alarm_.wait_until(clock_() + limits_.watch_every))
        watch_over(milliseconds { 0 });
}

void Sender::watch_over(milliseconds lease_left)
{
    const Time now = clock_();
    LostSends sends;
    decltype(queue_ages_) ages;
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        sends = look_after_the_lost(tx, now, lease_left, status_wait_);
        for (const auto& [channel, age] : queue_ages_)
            ages[channel] = std::max(milliseconds { 0 }, now - outbox::oldest_due_at(tx, channel).value_or(now));
    });
    if (committed != Committed::Yes)
        return;
    {
        const std::lock_guard lock { mutex_ };
        leases_lost_ += sends.lost;
        resent_ += sends.resent;
        queue_ages_ = std::move(ages);
    }
    if (sends.lost > 0)
        log(LogLevel::Warning, std::to_string(sends.lost) +
                                   " messages were on their way when a process ended; they wait " +
                                   "for the provider to tell what became of them");
    if (sends.resent > 0)
        for (const auto& dispatcher : dispatchers_)
            dispatcher->wake();
}

} // namespace bot
