// Brings the outcomes of sends to the disk without anybody waiting for the commit. An outcome whose commit failed is
// given again a little later, because forgetting it would send the message twice. Thread-safe.

#pragma once

#include "bot/clock.h"
#include "bot/outgoing.h"
#include "bot/writer.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace bot {

struct RecorderLimits {
    std::chrono::milliseconds rest { 1'000 }; // after a commit that failed
    int tries_max = 100;                      // for one outcome; by then its lease has run out anyway
};

class Recorder {
public:
    // `recorded` is called after each commit, on the writer's thread. The writer outlives the recorder.
    Recorder(Writer& writer, Clock clock, std::function<void()> recorded, RecorderLimits limits = {});
    ~Recorder(); // waits for the writer's answers
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void record_soon(Outgoing outgoing, Sent sent, Verdict verdict);

    // When outcomes whose commit failed may be given again; empty if there are none.
    std::optional<Time> again_at() const;
    void record_again();

    // False if the writer had not answered for all by then.
    bool finish_until(std::chrono::steady_clock::time_point deadline);

    std::int64_t recorded_again() const;

private:
    struct Recording {
        Outgoing outgoing;
        Sent sent;
        Verdict verdict;
        int tries = 0;
    };

    // Shared by the writer's job and its report, which std::function wants to copy.
    using SharedRecording = std::shared_ptr<Recording>;

    void give(const SharedRecording& recording);
    void note(const SharedRecording& recording, Committed committed);

    Writer& writer_;
    Clock clock_;
    std::function<void()> recorded_;
    RecorderLimits limits_;
    mutable std::mutex mutex_; // guards everything below
    std::condition_variable answered_;
    int given_ = 0; // to the writer, not yet answered
    std::vector<SharedRecording> failed_;
    Time again_at_ {};
    std::int64_t recorded_again_ = 0;
};

} // namespace bot
