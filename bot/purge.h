// Keeps the promise of "delete my data": looks every hour for people whose year has passed, and takes away what is kept
// of them, their photos on the disk too. A photo's file goes before the commit that forgets it, so that a crash between
// the two leaves nothing behind: it is purged again. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/writer.h"

#include <filesystem>
#include <thread>

namespace bot {

struct PurgeLimits {
    int people_per_commit = 20; // so that no turn waits long for it
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

    Writer& writer_;
    Clock clock_;
    std::filesystem::path media_;
    PurgeLimits limits_;
    Alarm alarm_;
    std::thread thread_;
};

} // namespace bot
