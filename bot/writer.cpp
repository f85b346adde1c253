#include "bot/writer.h"

#include <algorithm>
#include <future>
#include <memory>

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
    put({ std::move(job), std::move(report), order }, For::Others);
}

void Writer::submit_own(Job job, Report report)
{
    put({ std::move(job), std::move(report), {} }, For::Ourselves);
}

void Writer::put(CommitJob job, For whom)
{
    {
        const std::lock_guard lock { mutex_ };
        const bool full = whom == For::Others && others_waiting_ >= limits_.jobs_waiting_max;
        if (!stopping_ && !full) {
            others_waiting_ += whom == For::Others ? 1 : 0;
            queue_.emplace_back(std::move(job), whom);
            filled_.notify_one();
            return;
        }
        ++counts_.refused;
    }
    if (job.report)
        job.report(Committed::Full);
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
std::deque<CommitJob> Writer::take_batch()
{
    std::unique_lock lock { mutex_ };
    filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::deque<CommitJob> batch;
    while (!queue_.empty() && batch.size() < limits_.jobs_per_commit_max) {
        others_waiting_ -= queue_.front().second == For::Others ? 1 : 0;
        batch.push_back(std::move(queue_.front().first));
        queue_.pop_front();
    }
    return batch;
}

void Writer::commit_batch(std::deque<CommitJob>& batch)
{
    jobs_per_commit_.add(static_cast<std::int64_t>(batch.size()));
    const auto results = commit_together(*connection_, batch, commit_milliseconds_);
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
