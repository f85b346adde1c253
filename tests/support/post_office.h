// A sender with everything around it that a test moves by hand: the clock, a channel that answers as it is told, a
// database in memory whose disk can fail. Wait with until(): threads need their time, the clock stands still.

#pragma once

#include "bot/letter_json.h"
#include "bot/run_own.h"
#include "bot/sender.h"
#include "storage/conversations.h"
#include "storage/migrate.h"
#include "storage/people.h"
#include "storage/statuses.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>

namespace tests {

using namespace std::chrono_literals;
using storage::Time;

class MovedClock {
public:
    Time now() const { return storage::from_milliseconds(now_ms_.load()); }

    void move(std::chrono::milliseconds by) { now_ms_ += by.count(); }

    bot::Clock as_clock()
    {
        return [this] { return now(); };
    }

private:
    std::atomic<std::int64_t> now_ms_ { 1'795'312'800'000 }; // 22 November 2026 in the morning
};

// Accepts everything unless told otherwise; notes what was sent, in order.
class ScriptedChannel final : public bot::Channel {
public:
    using Answer = std::function<bot::Sent(const bot::OutboundMessage&)>;

    explicit ScriptedChannel(std::string name = "whatsapp") : name_(std::move(name)) {}

    const std::string& name() const override { return name_; }

    const bot::ChannelLimits& limits() const override { return limits_; }

    bot::Sent send(const bot::OutboundMessage& message) override;
    bot::FetchedMedia fetch(const dialogs::Media& media, std::size_t most_bytes) override;
    void show_read(const std::string& provider_id) override;

    // The next sends get these answers, one each; then it is `always`, or accepted.
    void answer_next(bot::Sent sent, int times = 1);
    void answer_always(Answer answer);

    std::size_t most_bytes(const std::string& mime_type) const; // that media of this type was allowed, last
    std::vector<std::string> sent() const;                      // texts; a mark as read as "read ID"

    std::size_t sends() const { return sent().size(); }

    bot::ChannelLimits limits_; // set before the sender starts
    std::function<bot::FetchedMedia(const dialogs::Media&)> media;

private:
    std::string name_;
    mutable std::mutex mutex_;
    std::deque<bot::Sent> next_;
    Answer always_;
    std::vector<std::string> sent_;
    std::map<std::string, std::size_t> most_bytes_;
};

bot::Sent answered(bot::SendResult result, std::int64_t error_code = 0);

class PostOffice {
public:
    PostOffice();

    void open(bot::DispatcherLimits limits = {}); // starts a sender

    void close() { sender_.reset(); }

    bot::Sender& sender() { return *sender_; }

    bot::DispatcherCounts counts() { return sender_->counts().channels.at(0); }

    void person(std::int64_t id, std::chrono::milliseconds window_left = 24h);
    std::int64_t queue(std::int64_t person, const std::string& text,
                       storage::outbox::Lane lane = storage::outbox::Lane::Reply, const std::string& answers = "");
    storage::outbox::Outbound message(std::int64_t id);

    storage::outbox::State state(std::int64_t id) { return message(id).state; }

    void in_transaction(const bot::Writer::Job& job);

    // True when it becomes so within a minute of real time.
    bool until(const std::function<bool()>& so);
    bool until_state(std::int64_t id, storage::outbox::State state);

    // Time enough for anything that is going to happen at this standing of the clock.
    void let_it_settle();

    MovedClock clock;
    ScriptedChannel channel;
    std::atomic<bool> disk_fails { false };
    std::atomic<int> disk_failed { 0 }; // so many statements
    std::unique_ptr<bot::Writer> writer;

private:
    std::unique_ptr<bot::Sender> sender_;
};

} // namespace tests
