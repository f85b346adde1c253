#include "bot/writer.h"

#include "bot/log.h"

#include <algorithm>
#include <future>
#include <limits>
#include <memory>
#include <vector>

namespace bot {

Writer::Writer(std::unique_ptr<storage::Connection> connection, WriterLimits limits)
    : connection_(std::move(connection)), limits_(limits), thread_([this] { work(); })
{
}

Writer::~Writer()
{
    stop();
}

Committed Writer::run(Job job, Time order)
{
    // Shared, because the writer may still be in set_value() when we wake.
    const auto done = std::make_shared<std::promise<Committed>>();
    auto result = done->get_future();
    submit(std::move(job), [done](Committed committed) { done->set_value(committed); }, order);
    return result.get();
}

void Writer::submit(Job job, Report report, Time order)
{
    put({ std::move(job), std::move(report), order }, limits_.jobs_waiting_max);
}

void Writer::submit_own(Job job, Report report)
{
    put({ std::move(job), std::move(report), {} }, std::numeric_limits<std::size_t>::max());
}

void Writer::put(Waiting waiting, std::size_t most)
{
    {
        const std::lock_guard lock { mutex_ };
        if (!stopping_ && queue_.size() < most) {
            queue_.push_back(std::move(waiting));
            filled_.notify_one();
            return;
        }
        ++counts_.refused;
    }
    if (waiting.report)
        waiting.report(Committed::Full);
}

void Writer::stop()
{
    {
        const std::lock_guard lock { mutex_ };
        stopping_ = true;
    }
    filled_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Writer::work()
{
    for (;;) {
        auto batch = take_batch();
        if (batch.empty())
            return;
        commit_batch(batch);
    }
}

// Waits for work. Empty only when the writer stops and nothing is left.
std::deque<Writer::Waiting> Writer::take_batch()
{
    std::unique_lock lock { mutex_ };
    filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::deque<Waiting> batch;
    while (!queue_.empty() && batch.size() < limits_.jobs_per_commit_max) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    std::ranges::stable_sort(batch, {}, &Waiting::order);
    return batch;
}

void Writer::commit_batch(std::deque<Waiting>& batch)
{
    std::vector<Committed> results(batch.size(), Committed::Failed);
    jobs_per_commit_.add(static_cast<std::int64_t>(batch.size()));
    try {
        storage::Transaction tx { *connection_ };
        for (std::size_t i = 0; i < batch.size(); ++i) {
            try {
                storage::Savepoint savepoint { tx };
                batch[i].job(tx);
                savepoint.keep();
                results[i] = Committed::Yes;
            } catch (const std::exception& error) {
                log(LogLevel::Error, std::string { "a job was undone: " } + error.what());
            }
        }
        const Stopwatch stopwatch { commit_milliseconds_ };
        tx.commit();
    } catch (const std::exception& error) {
        std::ranges::fill(results, Committed::Failed);
        log(LogLevel::Error, "a commit of " + std::to_string(batch.size()) + " jobs failed: " + error.what());
    }
    {
        const std::lock_guard lock { mutex_ };
        ++counts_.commits;
        counts_.jobs += static_cast<std::int64_t>(batch.size());
        counts_.failed += std::ranges::count(results, Committed::Failed);
    }
    for (std::size_t i = 0; i < batch.size(); ++i)
        if (batch[i].report)
            batch[i].report(results[i]);
}

std::size_t Writer::waiting() const
{
    const std::lock_guard lock { mutex_ };
    return queue_.size();
}

Writer::Counts Writer::counts() const
{
    Counts counts;
    {
        const std::lock_guard lock { mutex_ };
        counts = counts_;
    }
    counts.commit_milliseconds = commit_milliseconds_.counts();
    counts.jobs_per_commit = jobs_per_commit_.counts();
    return counts;
}

} // namespace bot
