#include "bot/notices/census.h"

#include "bot/log.h"

#include <algorithm>
#include <future>

namespace bot::notices {

using storage::audience::Audience;
using storage::audience::Count;
using storage::audience::Means;
using storage::audience::Numbers;

Census::Census(storage::Database database, Limits limits)
    : database_(std::move(database)), limits_(limits), thread_([this] { work(); })
{
}

Census::~Census()
{
    stop();
}

std::vector<Count> Census::counts(storage::Transaction& tx, const Audience& audience, const Means& means, Time now)
{
    if (storage::audience::last_number(tx) <= limits_.counted_at_once_max)
        return storage::audience::count(tx, audience, means, storage::audience::Grouping::Whole, now);
    const auto key = storage::audience::key_of(audience, means, now);
    const std::lock_guard lock { mutex_ };
    const auto known = std::ranges::find_if(known_, [&](const Known& one) {
        return one.key == key && one.at <= now + limits_.known_for && now <= one.at + limits_.known_for;
    });
    if (known == known_.end())
        throw CountFirst { { audience, means, now } };
    return known->counts;
}

void Census::count(CountQuestion question, std::function<void()> then)
{
    put([this, question = std::move(question), then = std::move(then)] {
        try {
            learn(question);
        } catch (const std::exception& error) {
            log(LogLevel::Warning, std::string { "an audience could not be counted: " } + error.what());
        }
        then();
    });
}

void Census::after_all(std::function<void()> then)
{
    put(std::move(then));
}

void Census::put(std::function<void()> task)
{
    {
        const std::lock_guard lock { mutex_ };
        if (!stopping_) {
            tasks_.push_back(std::move(task));
            filled_.notify_one();
            return;
        }
    }
    task();
}

void Census::stop()
{
    {
        const std::lock_guard lock { mutex_ };
        stopping_ = true;
    }
    filled_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

void Census::work()
{
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock { mutex_ };
            filled_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
            if (tasks_.empty())
                return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }
}

void Census::learn(const CountQuestion& question)
{
    Known known { storage::audience::key_of(question.audience, question.means, question.now), question.now, {} };
    {
        const std::lock_guard lock { mutex_ };
        if (stopping_)
            return;
    }
    known.counts = count_shared_out(question);
    const std::lock_guard lock { mutex_ };
    std::erase_if(known_, [&](const Known& one) { return one.key == known.key; });
    known_.push_back(std::move(known));
    if (known_.size() > limits_.known_max)
        known_.pop_front();
}

// Each reader takes its share of the numbers.
std::vector<Count> Census::count_shared_out(const CountQuestion& question) const
{
    const auto counted = [&](Numbers numbers) {
        const auto reader = database_.open_reader();
        storage::Transaction tx { *reader, storage::Mode::Read };
        return storage::audience::count(tx, question.audience, question.means, storage::audience::Grouping::Whole,
                                        question.now, numbers);
    };
    const auto last = [&] {
        const auto reader = database_.open_reader();
        storage::Transaction tx { *reader, storage::Mode::Read };
        return storage::audience::last_number(tx);
    }();
    const std::int64_t readers = std::clamp(std::thread::hardware_concurrency(), 1U, limits_.readers_max);
    std::vector<std::future<std::vector<Count>>> shares;
    for (std::int64_t share = 1; share < readers; ++share)
        shares.push_back(
            std::async(std::launch::async, counted, Numbers { last * share / readers, last * (share + 1) / readers }));
    auto counts = counted({ 0, last / readers });
    for (auto& share : shares)
        std::ranges::move(share.get(), std::back_inserter(counts));
    return counts;
}

} // namespace bot::notices
