// Keeps the promise of "delete my data": looks every hour for people whose year has passed, and takes away what is kept
// of them, their photos on the disk too. A photo's file goes before the commit that forgets it, so that a crash between
// the two leaves nothing behind: it is purged again. Messages of everybody go too when they are old, in many small
// commits with a rest between them, so that turns go on beside it. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/writer.h"

#include <filesystem>
#include <thread>

namespace bot {

struct PurgeLimits {
    int people_per_commit = 20;   // so that no turn waits long for it
    int messages_per_commit = 50; // of each sort
    std::chrono::milliseconds rest_between_commits { 50 };
    std::chrono::hours messages_kept { 400 * 24 }; // the law's year, and some weeks to notice what went wrong
    std::chrono::milliseconds look_every { 3'600'000 };
    std::chrono::milliseconds nap_max { 500 };
};

class Purge {
public:
    // Starts at once. `media` is the folder of stored photos.
    Purge(Writer& writer, Clock clock, std::filesystem::path media, PurgeLimits limits = {});
    ~Purge(); // stops
    Purge(const Purge&) = delete;
    Purge& operator=(const Purge&) = delete;

    void stop(); // after what is being purged

private:
    void work();
    void purge_people(Time now);
    bool remove_old_messages(Time now);

    Writer& writer_;
    Clock clock_;
    std::filesystem::path media_;
    PurgeLimits limits_;
    Alarm alarm_;
    std::thread thread_;
};

} // namespace bot
