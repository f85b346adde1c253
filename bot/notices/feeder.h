// Brings notices to the outbox: starts those that are due, writes their ledgers piece by piece, hands recipients to the
// outbox only a little ahead of what is being sent, turns to SMS where WhatsApp did not deliver in time, pauses what
// fails too often or what no money is left for, ends what is done and tells its author. All of it in small jobs of the
// one writer, so that no turn waits; each job is whole or not at all and its cursor is in the ledger, so that a restart
// goes on exactly where it was. Notices at work take equal turns. Thread-safe.

#pragma once

#include "bot/alarm.h"
#include "bot/clock.h"
#include "bot/metrics.h"
#include "bot/notices/feeding.h"
#include "bot/notices/piece_size.h"
#include "bot/render.h"
#include "bot/writer.h"

#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace bot::notices {

struct FeederCounts {
    std::int64_t writing = 0, sending = 0; // notices at this moment
    std::int64_t finished = 0, paused_by_itself = 0;
    std::int64_t month_paise = 0; // spent in this month
    std::optional<std::int64_t> month_budget_paise;
};

// Runs a job that only reads on a connection beside the writer, because what a million messages became takes a second
// to sum. Throws storage::Error.
using ReadBeside = std::function<void(const Writer::Job&)>;

class Feeder {
public:
    // `fed` wakes the senders. The writer and the texts outlive the feeder. Without `read_beside` the writer reads.
    Feeder(Writer& writer, Clock clock, const Speech& speech, NoticeRules rules, std::function<void()> fed,
           FeederLimits limits = {}, ReadBeside read_beside = {});
    ~Feeder();
    Feeder(const Feeder&) = delete;
    Feeder& operator=(const Feeder&) = delete;

    void wake() { alarm_.wake(); } // look now

    void stop(); // after the job in hand
    FeederCounts counts() const;

private:
    // A notice at work, as this process knows it.
    struct Known {
        storage::notices::State state {};
        Time since {}; // it has been sent without a pause
    };

    using Notices = std::vector<storage::notices::Notice>;

    void work();
    bool is_stopping() const;
    void look(); // now and then: everything but writing ledgers and handing over
    void see(const Notices& at_work, Time now);
    int tell_of_those_gone(storage::Transaction& tx, const Notices& at_work, Time now) const; // how many there were
    void mind_the_budget(storage::Transaction& tx, const Notices& at_work, Time now);
    void warn_of_the_budget(storage::Transaction& tx, std::int64_t spent_paise, Time now);
    void tend_all(Time now);
    void end_it(std::int64_t number, Time now);
    void drop_all_cancelled(Time now);
    More step(); // a piece of work for each notice
    More write(std::int64_t number, const Shift& shift);
    More write_next(storage::Transaction& tx, std::int64_t number, const Shift& shift);
    Shift shift(Time now) const;
    bool run(const Writer::Job& job);
    bool read(const Writer::Job& job);

    Writer& writer_;
    Clock clock_;
    Speech speech_;
    const NoticeRules rules_;
    const std::function<void()> fed_;
    const FeederLimits limits_;
    const ReadBeside read_beside_;
    PieceSize piece_size_;
    std::map<std::int64_t, Known> known_;   // of the feeder's own thread, as all until the lock
    std::map<std::int64_t, Reach> reaches_; // of notices whose ledgers are being written

    mutable std::mutex mutex_; // guards the counts and the end
    FeederCounts counts_;
    bool stopping_ = false;

    Alarm alarm_;
    std::thread thread_;
};

void feeder_metrics(MetricsText& text, const FeederCounts& counts);

} // namespace bot::notices
