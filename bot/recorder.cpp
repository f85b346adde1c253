#include "bot/recorder.h"

#include <utility>

namespace bot {

Recorder::Recorder(Writer& writer, Clock clock, std::function<void()> recorded, RecorderLimits limits)
    : writer_(writer), clock_(std::move(clock)), recorded_(std::move(recorded)), limits_(limits)
{
}

Recorder::~Recorder()
{
    std::unique_lock lock { mutex_ };
    answered_.wait(lock, [this] { return given_ == 0; });
}

void Recorder::record_soon(Outgoing outgoing, Sent sent, Verdict verdict)
{
    give(std::make_shared<Recording>(Recording { std::move(outgoing), std::move(sent), verdict }));
}

void Recorder::give(const SharedRecording& recording)
{
    {
        const std::lock_guard lock { mutex_ };
        ++given_;
    }
    writer_.submit_own(
        [recording, clock = clock_](storage::Transaction& tx) {
            record(tx, recording->outgoing, recording->sent, recording->verdict, clock());
        },
        [this, recording](Committed committed) { note(recording, committed); });
}

void Recorder::note(const SharedRecording& recording, Committed committed)
{
    if (committed == Committed::Yes)
        recorded_();
    const std::lock_guard lock { mutex_ };
    if (committed != Committed::Yes && ++recording->tries < limits_.tries_max) {
        failed_.push_back(recording);
        again_at_ = clock_() + limits_.rest;
    }
    --given_;
    answered_.notify_all(); // within the lock: afterwards the recorder may be gone
}

std::optional<Time> Recorder::again_at() const
{
    const std::lock_guard lock { mutex_ };
    return failed_.empty() ? std::nullopt : std::optional { again_at_ };
}

void Recorder::record_again()
{
    std::vector<SharedRecording> again;
    {
        const std::lock_guard lock { mutex_ };
        again.swap(failed_);
        recorded_again_ += static_cast<std::int64_t>(again.size());
    }
    for (const auto& recording : again)
        give(recording);
}

bool Recorder::finish_until(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock { mutex_ };
    return answered_.wait_until(lock, deadline, [this] { return given_ == 0; }) && failed_.empty();
}

std::int64_t Recorder::recorded_again() const
{
    const std::lock_guard lock { mutex_ };
    return recorded_again_;
}

} // namespace bot
