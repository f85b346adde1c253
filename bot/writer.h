// The one writer of the database. Whoever wants to write gives it a job; jobs that come together share one commit, so
// that durability costs one flush a batch. A job that throws is undone alone; a commit that fails undoes all its jobs,
// and says so to each. Thread-safe; the connection belongs to the writer's own thread.
//
// A job may be run twice, the first time for nothing: jobs are taken as if all will go well, and only where something
// must be undone are they taken again, a savepoint each. So a job changes the database, and values it sets anew.

#pragma once

#include "bot/histogram.h"
#include "bot/shared_commit.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace bot {

struct WriterLimits {
    std::size_t jobs_waiting_max = 512; // of others; a quarter of a second's work
    std::size_t jobs_per_commit_max = 256;
};

class Writer {
public:
    using Job = std::function<void(storage::Transaction&)>;
    using Report = std::function<void(Committed)>;

    explicit Writer(std::unique_ptr<storage::Connection> connection, WriterLimits limits = {});
    ~Writer(); // finishes what waits
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Runs the job and waits until its commit is done. Within one commit the jobs run in order of `order`: for messages
    // the provider's time, so that those that overtook each other on the way are put right.
    Committed run(Job job, Time order = {});

    // The same without waiting: `report` is called after the commit, on the writer's thread; it must be quick.
    void submit(Job job, Report report, Time order = {});

    // For our own housekeeping, which the bound for arrivals must not stop: outcomes of sends, leases.
    void submit_own(Job job, Report report = {});

    // Takes no more jobs, finishes those that wait, and ends the thread. After it everything is Full.
    void stop();

    std::size_t waiting() const;

    struct Counts {
        std::int64_t commits = 0, jobs = 0, failed = 0, refused = 0;
        HistogramCounts commit_milliseconds {}, jobs_per_commit {};
    };

    Counts counts() const;

private:
    enum class For { Others, Ourselves };

    void put(CommitJob job, For whom);
    void work();
    std::deque<CommitJob> take_batch();
    void commit_batch(std::deque<CommitJob>& batch);

    std::unique_ptr<storage::Connection> connection_;
    WriterLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<std::pair<CommitJob, For>> queue_;
    std::size_t others_waiting_ = 0; // of them in the queue
    Counts counts_;
    bool stopping_ = false;
    Histogram commit_milliseconds_ { latency_bounds }, jobs_per_commit_ { batch_bounds };
    std::thread thread_;
};

} // namespace bot
