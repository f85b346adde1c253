#include "bot/shared_commit.h"

#include "bot/log.h"

#include <algorithm>

namespace bot {

std::vector<Committed> commit_together(storage::Connection& connection, std::deque<CommitJob>& jobs,
                                       Histogram& commit_milliseconds)
{
    std::ranges::stable_sort(jobs, {}, &CommitJob::order);
    std::vector<Committed> results(jobs.size(), Committed::Failed);
    try {
        storage::Transaction tx { connection };
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            try {
                storage::Savepoint savepoint { tx };
                jobs[i].job(tx);
                savepoint.keep();
                results[i] = Committed::Yes;
            } catch (const std::exception& error) {
                log(LogLevel::Error, std::string { "a job was undone: " } + error.what());
            }
        }
        const Stopwatch stopwatch { commit_milliseconds };
        tx.commit();
    } catch (const std::exception& error) {
        std::ranges::fill(results, Committed::Failed);
        log(LogLevel::Error, "a commit of " + std::to_string(jobs.size()) + " jobs failed: " + error.what());
    }
    return results;
}

} // namespace bot
