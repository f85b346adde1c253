// Fetches the photos, voice notes and files she sent, after the turn that named them: from the channel, checked there,
// to the media store, then noted in the records. Done again after a crash; fetching twice harms nobody. A photo that
// cannot be had sets a timer of kind "photo_lost", whose turn tells her. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/channels/channel.h"
#include "bot/writer.h"
#include "storage/media.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

namespace bot {

struct FetcherSettings {
    std::filesystem::path media; // the folder
    // Meta, "Supported media types": images up to 5 MB, sounds up to 16 MB. Documents may have 100 MB there; ours may
    // not.
    std::size_t picture_bytes_max = 5 * 1024 * 1024;
    std::size_t other_bytes_max = 16 * 1024 * 1024;
    int workers = 2;
    std::chrono::milliseconds lease { 120'000 };
    std::chrono::milliseconds look_every { 5'000 };
    std::chrono::milliseconds first_backoff { 5'000 }; // doubled with every attempt
    std::chrono::milliseconds backoff_max { 900'000 };
    std::chrono::hours give_up_after { 24 }; // an id of Meta's lives 7 days; she should know sooner
    std::chrono::milliseconds nap_max { 500 };
};

struct FetcherCounts {
    std::int64_t stored = 0, tried_again = 0, lost = 0;
};

class Fetcher {
public:
    // Starts at once. Channels and writer outlive it.
    Fetcher(std::vector<Channel*> channels, Writer& writer, Clock clock, FetcherSettings settings);
    ~Fetcher(); // stops
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;

    void wake(); // something is wanted
    void stop(); // after what is being fetched
    FetcherCounts counts() const;

private:
    void work(Alarm& alarm);
    std::optional<Time> fetch_next();
    FetchedMedia fetch(const storage::media::Medium& medium);
    void keep(const storage::media::Medium& medium, const FetchedMedia& fetched);
    void try_again(const storage::media::Medium& medium, const std::string& error);
    void give_up(const storage::media::Medium& medium, const std::string& error);

    std::vector<Channel*> channels_;
    Writer& writer_;
    Clock clock_;
    FetcherSettings settings_;
    std::atomic<std::int64_t> stored_ { 0 }, tried_again_ { 0 }, lost_ { 0 };
    std::vector<std::unique_ptr<Alarm>> alarms_; // one a worker
    std::vector<std::thread> workers_;
};

} // namespace bot
