// The sender: brings what the outbox owes to people through the channels, one Dispatcher a channel, and watches over
// what was on its way when a process died or an answer was lost. Such a message is uncertain: it waits for the
// provider's status, and is sent again when none came. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/dispatcher.h"

#include <map>
#include <memory>
#include <string_view>

namespace bot {

struct SenderChannel {
    Channel& channel;
    DispatcherLimits limits;
};

struct SenderLimits {
    std::chrono::milliseconds watch_every { 2'000 };
    std::chrono::milliseconds nap_max { 500 };
};

struct SenderCounts {
    std::vector<DispatcherCounts> channels;
    std::int64_t leases_lost = 0; // messages on their way when a process died, or that outlasted their lease
    std::int64_t resent = 0;      // sent again because no status told what became of them
};

class Sender {
public:
    // Marks what a process before this one left on its way, then starts. Channels and writer outlive the sender.
    Sender(const std::vector<SenderChannel>& channels, Writer& writer, Clock clock, SenderLimits limits = {});
    ~Sender(); // stops, and waits for what is being sent, however long the provider takes
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // Something was queued on this channel: look at once. Nothing for a channel that is off.
    void wake(std::string_view channel);

    // Claims nothing more and finishes what is in hand; false if it was not all recorded within `bound`. What is left
    // becomes uncertain when its lease runs out. Then end the process without destroying the sender, because the
    // destructor waits.
    bool stop(std::chrono::milliseconds bound = std::chrono::milliseconds { 8'000 });

    SenderCounts counts() const;

private:
    void watch();
    void watch_over(std::chrono::milliseconds lease_left);
    void stop_watching();

    Writer& writer_;
    Clock clock_;
    SenderLimits limits_;
    std::chrono::milliseconds status_wait_ {}; // the longest of all channels
    std::chrono::milliseconds lease_ {};       // likewise

    mutable std::mutex mutex_; // guards the counts
    std::int64_t leases_lost_ = 0, resent_ = 0;
    std::map<std::string, std::chrono::milliseconds, std::less<>> queue_ages_;

    std::vector<std::unique_ptr<Dispatcher>> dispatchers_;
    Alarm alarm_;
    std::thread watcher_;
};

} // namespace bot
