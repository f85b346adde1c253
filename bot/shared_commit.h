// Jobs that share one commit. A job that throws is undone alone; a commit that fails undoes all its jobs. No thread and
// no queue of its own: the Writer runs it on its thread, a simulation on the only one there is.
//
// A job may be run twice, the first time for nothing: jobs are taken as if all will go well, and only where something
// must be undone are they taken again, a savepoint each. So a job changes the database, and values it sets anew.

#pragma once

#include "bot/histogram.h"
#include "storage/database.h"

#include <deque>
#include <exception>
#include <functional>
#include <vector>

namespace bot {

using storage::Time;

enum class Committed {
    Yes,    // it is on the disk
    Full,   // too much is waiting; nothing was done
    Failed, // it threw, or the commit failed; nothing was done
};

// Thrown by a job that something else must be done for first; it is undone without a word in the log, and reported as
// Failed to whoever knows what to do.
struct Postponed : std::exception {
    const char* what() const noexcept override { return "postponed"; }
};

struct CommitJob {
    std::function<void(storage::Transaction&)> job;
    std::function<void(Committed)> report; // not called here; may be empty
    Time order {};                         // in which the jobs of one commit are run; equal ones as they stand
};

// Puts the jobs into their order, runs and commits them. Returns what became of each, in that order; throws nothing
// that is a std::exception.
std::vector<Committed> commit_together(storage::Connection& connection, std::deque<CommitJob>& jobs,
                                       Histogram& commit_milliseconds);

} // namespace bot
