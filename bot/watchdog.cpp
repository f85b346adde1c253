#include "bot/watchdog.h"

#include "bot/arrival_json.h"
#include "bot/log.h"
#include "bot/run_own.h"
#include "storage/checkup.h"
#include "storage/inbox.h"
#include "storage/stuck.h"

#include <algorithm>
#include <string_view>

namespace bot {

namespace {

using storage::Time;

struct KindOfStuck {
    std::string_view name; // in /metrics
    std::string_view said; // in the log, after a number
};

// By Stuck.
constexpr std::array<KindOfStuck, kinds_of_stuck> kinds { {
    { "no_outcome", "messages had no outcome and were parked; samvad list parked shows them" },
    { "sending", "messages stayed in sending and are uncertain now" },
    { "status_wait", "uncertain messages would have waited too long for a status; their wait was cut" },
    { "future_reply", "replies were written in the future (was the clock put back?) and are due now" },
    { "late_timer", "timers are late; they are looked at once more" },
} };

std::int64_t& number_of(Watchdog::Counts& counts, Stuck stuck)
{
    return counts[static_cast<std::size_t>(stuck)];
}

// Its words and the provider's stand in the inbox; a person looks at them there.
void park(storage::Transaction& tx, const storage::stuck::Unfinished& message, Time now)
{
    dialogs::Arrival arrival;
    arrival.channel = message.channel;
    arrival.provider_id = message.provider_id;
    arrival.sent_at = message.sent_at;
    arrival.message.text = message.text;
    storage::inbox::Inbound inbound;
    inbound.channel = message.channel;
    inbound.provider_id = message.provider_id;
    storage::inbox::park(tx, inbound, to_json(arrival), "its turn left no outcome", now);
}

} // namespace

Watchdog::Watchdog(Writer& writer, Clock clock, std::vector<std::string> channels, WatchdogDoors doors,
                   WatchdogLimits limits)
    : writer_(writer), clock_(std::move(clock)), channels_(std::move(channels)), doors_(std::move(doors)),
      limits_(limits), looked_until_(clock_() - limits.look_back), alarm_(clock_, limits.nap_max),
      thread_([this] { work(); })
{
}

Watchdog::~Watchdog()
{
    stop();
}

void Watchdog::stop()
{
    alarm_.stop();
    if (thread_.joinable())
        thread_.join();
}

Watchdog::Counts Watchdog::counts() const
{
    Counts counts {};
    for (std::size_t i = 0; i < kinds_of_stuck; ++i)
        counts[i] = counts_[i];
    return counts;
}

void Watchdog::work()
{
    Time look_at {};
    while (alarm_.wait_until(look_at)) {
        try {
            look();
        } catch (const std::exception& error) {
            log(LogLevel::Warning, std::string { "the watchdog could not look: " } + error.what());
        }
        look_at = clock_() + limits_.look_every;
    }
}

void Watchdog::look()
{
    const Time now = clock_();
    Counts found {};
    put_right(now, found);
    park_unfinished(now, found);
    look_at_timers(now, found);
    tell(found);
}

void Watchdog::put_right(Time now, Counts& found)
{
    Counts changed {};
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        changed = {}; // a job may be run twice
        const auto wait_until = now + limits_.status_wait;
        number_of(changed, Stuck::Sending) =
            storage::stuck::reopen_leases(tx, now - limits_.slack, now + limits_.lease_max + limits_.slack, wait_until);
        number_of(changed, Stuck::StatusWait) =
            storage::stuck::shorten_waits(tx, wait_until + limits_.lease_max + limits_.slack, wait_until);
        for (const auto& channel : channels_)
            number_of(changed, Stuck::FutureReply) +=
                storage::stuck::bring_forward(tx, channel,
                                              { now + limits_.slack, now + limits_.retry_wait_max + limits_.slack,
                                                now + limits_.put_off_max + limits_.slack },
                                              now);
    });
    if (committed == Committed::Yes)
        found = changed;
}

// Each message is looked at once, when its time is over.
void Watchdog::park_unfinished(Time now, Counts& found)
{
    const Time until = now - limits_.outcome_within;
    if (until <= looked_until_)
        return; // also after a clock that was put back
    std::vector<storage::stuck::Unfinished> messages;
    doors_.look([&](storage::Transaction& tx) {
        messages = storage::stuck::without_outcome(tx, looked_until_, until, limits_.messages_parked_max);
    });
    if (messages.empty()) {
        looked_until_ = until;
        return;
    }
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        for (const auto& message : messages)
            park(tx, message, now);
    });
    if (committed == Committed::Yes)
        number_of(found, Stuck::NoOutcome) = static_cast<std::int64_t>(messages.size());
}

void Watchdog::look_at_timers(Time now, Counts& found)
{
    doors_.look([&](storage::Transaction& tx) {
        number_of(found, Stuck::LateTimer) = storage::checkup::count_late_timers(tx, now - limits_.timer_late);
    });
}

// A timer that is still late at the next look was told already.
void Watchdog::tell(const Counts& found)
{
    auto told = found;
    number_of(told, Stuck::LateTimer) -= number_of(last_, Stuck::LateTimer);
    last_ = found;
    for (std::size_t i = 0; i < kinds_of_stuck; ++i)
        if (told[i] > 0) {
            counts_[i] += told[i];
            log(LogLevel::Warning, "watchdog: " + std::to_string(told[i]) + " " + std::string { kinds[i].said });
        }
    if (std::ranges::any_of(found, [](std::int64_t number) { return number > 0; }))
        doors_.wake();
}

void watchdog_metrics(MetricsText& text, const Watchdog::Counts& counts)
{
    text.metric("stuck_total", MetricKind::Counter, "What the watchdog found stuck and put right, by kind.");
    for (std::size_t i = 0; i < kinds_of_stuck; ++i)
        text.value(counts[i], { { "kind", std::string { kinds[i].name } } });
}

} // namespace bot
