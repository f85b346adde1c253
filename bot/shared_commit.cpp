#include "bot/shared_commit.h"

#include "bot/log.h"

#include <algorithm>

namespace bot {

namespace {

// The jobs of one commit, what becomes of each, and where its time is noted.
class Commit {
public:
    Commit(storage::Connection& connection, std::deque<CommitJob>& jobs, Histogram& milliseconds)
        : connection_(connection), jobs_(jobs), milliseconds_(milliseconds)
    {
    }

    // False if something had to be undone and all is to be taken again. Throws if the commit fails.
    bool run(storage::Undoing undoing)
    {
        storage::Transaction tx { connection_, storage::Mode::Write, undoing };
        results_.assign(jobs_.size(), Committed::Failed);
        for (std::size_t i = 0; i < jobs_.size() && !tx.is_spoilt(); ++i)
            results_[i] = run(jobs_[i], tx);
        if (tx.is_spoilt())
            return false;
        const Stopwatch stopwatch { milliseconds_ };
        tx.commit();
        return true;
    }

    std::vector<Committed> all_failed() const { return std::vector<Committed>(jobs_.size(), Committed::Failed); }

    std::vector<Committed> results() && { return std::move(results_); }

private:
    static Committed run(CommitJob& job, storage::Transaction& tx)
    {
        try {
            storage::Savepoint savepoint { tx };
            job.job(tx);
            savepoint.keep();
            return Committed::Yes;
        } catch (const Postponed&) {
            return Committed::Failed;
        } catch (const std::exception& error) {
            if (!tx.is_spoilt())
                log(LogLevel::Error, std::string { "a job was undone: " } + error.what());
            return Committed::Failed;
        }
    }

    storage::Connection& connection_;
    std::deque<CommitJob>& jobs_;
    Histogram& milliseconds_;
    std::vector<Committed> results_;
};

} // namespace

std::vector<Committed> commit_together(storage::Connection& connection, std::deque<CommitJob>& jobs,
                                       Histogram& commit_milliseconds)
{
    std::ranges::stable_sort(jobs, {}, &CommitJob::order);
    Commit commit { connection, jobs, commit_milliseconds };
    try {
        if (!commit.run(storage::Undoing::Spoils))
            commit.run(storage::Undoing::Alone);
    } catch (const std::exception& error) {
        log(LogLevel::Error, "a commit of " + std::to_string(jobs.size()) + " jobs failed: " + error.what());
        return commit.all_failed();
    }
    return std::move(commit).results();
}

} // namespace bot
