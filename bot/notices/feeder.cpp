#include "bot/notices/feeder.h"

#include "bot/log.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/rupees.h"
#include "bot/notices/telling.h"
#include "bot/postage.h"
#include "bot/run_own.h"
#include "storage/events.h"
#include "storage/prices.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace bot::notices {

namespace {

using storage::Transaction;
using storage::notices::Notice;
using storage::notices::State;

constexpr int authors_looked_at = 200; // the newest notices, for whom to tell of the budget

} // namespace

Feeder::Feeder(Writer& writer, Clock clock, const Speech& speech, NoticeRules rules, std::function<void()> fed,
               FeederLimits limits, ReadBeside read_beside)
    : writer_(writer), clock_(std::move(clock)), speech_(speech), rules_(rules), fed_(std::move(fed)), limits_(limits),
      read_beside_(std::move(read_beside)), piece_size_(limits.piece, limits.span_min, limits.span_max),
      alarm_(clock_, limits.nap_max)
{
    counts_.month_budget_paise = rules_.month_budget_paise;
    thread_ = std::thread { [this] { work(); } };
}

Feeder::~Feeder()
{
    stop();
}

void Feeder::stop()
{
    {
        const std::lock_guard lock { mutex_ };
        stopping_ = true;
    }
    alarm_.stop();
    if (thread_.joinable())
        thread_.join();
}

FeederCounts Feeder::counts() const
{
    const std::lock_guard lock { mutex_ };
    return counts_;
}

void Feeder::work()
{
    Time next_look {};
    while (!is_stopping()) {
        if (clock_() >= next_look) {
            look();
            next_look = clock_() + limits_.look_every;
        }
        if (step() == More::Yes)
            continue;
        if (!alarm_.wait_until(next_look))
            return;
        next_look = {};
    }
}

bool Feeder::is_stopping() const
{
    const std::lock_guard lock { mutex_ };
    return stopping_;
}

void Feeder::look()
{
    const auto now = clock_();
    Notices at_work;
    int paused = 0;
    const bool looked = run([&](Transaction& tx) {
        for (const auto& notice : storage::notices::at_work(tx, now))
            if (notice.state == State::Scheduled)
                begin(tx, notice.number, now);
        mind_the_budget(tx, storage::notices::at_work(tx, now), now);
        at_work = storage::notices::at_work(tx, now);
        paused = tell_of_those_gone(tx, at_work, now);
    });
    if (!looked)
        return;
    {
        const std::lock_guard lock { mutex_ };
        counts_.paused_by_itself += paused;
    }
    see(at_work, now);
    tend_all(now);
    fed_(); // what was let go, or is told to authors
}

void Feeder::see(const Notices& at_work, Time now)
{
    std::map<std::int64_t, Known> seen;
    for (const auto& notice : at_work) {
        const auto before = known_.find(notice.number);
        const bool goes_on = before != known_.end() && before->second.state == notice.state;
        seen[notice.number] = { notice.state, goes_on ? before->second.since : now };
    }
    known_.swap(seen);
    std::erase_if(reaches_, [&](const auto& entry) {
        const auto known = known_.find(entry.first);
        return known == known_.end() || known->second.state != State::Writing;
    });
    const auto in = [&](State state) {
        return std::ranges::count_if(known_, [&](const auto& entry) { return entry.second.state == state; });
    };
    const std::lock_guard lock { mutex_ };
    counts_.writing = in(State::Writing);
    counts_.sending = in(State::Sending);
}

// Whoever pauses a notice by itself, here or where answers are recorded, only moves it; its author is told here.
int Feeder::tell_of_those_gone(Transaction& tx, const Notices& at_work, Time now) const
{
    int paused = 0;
    for (const auto& [number, known] : known_) {
        if (std::ranges::find(at_work, number, &Notice::number) != at_work.end())
            continue;
        const auto notice = storage::notices::get(tx, number);
        if (!notice || notice->state != State::Paused)
            continue;
        tell_paused(tx, speech_, *notice, rules_, now);
        ++paused;
    }
    return paused;
}

void Feeder::mind_the_budget(Transaction& tx, const Notices& at_work, Time now)
{
    const auto spent = storage::prices::month_paise(tx, month_of(now));
    {
        const std::lock_guard lock { mutex_ };
        counts_.month_paise = spent;
    }
    if (!rules_.month_budget_paise)
        return;
    const auto budget = *rules_.month_budget_paise;
    if (spent * 100 >= budget * NoticeLimits::budget_warning_percent)
        warn_of_the_budget(tx, spent, now);
    if (spent < budget)
        return;
    for (const auto& notice : at_work)
        if (notice.state == State::Sending)
            pause_by_itself(tx, notice.number,
                            "budget: " + rupees(spent) + " of the month's " + rupees(budget) +
                                " are spent; raise SAMVAD_MONTH_BUDGET_RUPEES or resume it next month",
                            now);
}

// Once a month; that it was done stands among the events.
void Feeder::warn_of_the_budget(Transaction& tx, std::int64_t spent_paise, Time now)
{
    const auto budget = std::max<std::int64_t>(1, *rules_.month_budget_paise);
    const auto percent = std::min<std::int64_t>(spent_paise * 100 / budget, 999);
    const auto month = month_of(now);
    if (!storage::events::record(tx, { "budget." + month + "." + std::to_string(budget), "", "budget",
                                       std::to_string(percent) + " percent", now }))
        return;
    log(LogLevel::Warning, rupees(spent_paise) + " of the budget of " + rupees(budget) + " for " + month +
                               " are spent; at 100 percent notices pause, replies go on");
    std::set<std::int64_t> authors;
    for (const auto& notice : storage::notices::list(tx, std::numeric_limits<std::int64_t>::max(), authors_looked_at))
        if (authors.insert(notice.author).second)
            tell_budget(tx, speech_, notice.author, percent, rules_, now);
}

void Feeder::tend_all(Time now)
{
    for (const auto& [number, known] : known_) {
        if (known.state != State::Sending)
            continue;
        auto more = More::Yes;
        const bool tended = run([&](Transaction& tx) { more = tend(tx, number, known.since, shift(now)); });
        if (tended && more == More::No)
            end_it(number, now);
    }
    drop_all_cancelled(now);
}

void Feeder::drop_all_cancelled(Time now)
{
    auto more = More::Yes;
    while (more == More::Yes && !is_stopping())
        if (!run([&](Transaction& tx) { more = drop_cancelled(tx, limits_, now); }))
            return;
}

// Its end and the word to its author are one; only the counting goes before.
void Feeder::end_it(std::int64_t number, Time now)
{
    std::int64_t sent = 0;
    const auto count = [&](Transaction& tx) { sent = status_of(tx, number).value_or(Status {}).sent; };
    if (!read(count))
        return;
    bool ended = false;
    const bool done = run([&](Transaction& tx) {
        const auto finished = end(tx, number, shift(now));
        if (finished)
            tell_finished(tx, speech_, *finished, sent, rules_, now);
        ended = finished.has_value();
    });
    if (done && ended) {
        const std::lock_guard lock { mutex_ };
        ++counts_.finished;
    }
}

More Feeder::step()
{
    auto more = More::No;
    bool any_fed = false;
    const auto now = clock_();
    for (auto& [number, known] : known_) {
        if (is_stopping())
            return More::No;
        auto here = More::No;
        if (known.state == State::Writing) {
            here = write(number, shift(now));
        } else if (run([&](Transaction& tx) { here = feed(tx, number, shift(now)); })) {
            any_fed = any_fed || here == More::Yes;
        } else {
            here = More::No;
        }
        more = here == More::Yes ? More::Yes : more;
    }
    if (any_fed)
        fed_();
    return more;
}

More Feeder::write(std::int64_t number, const Shift& shift)
{
    auto more = More::No;
    auto state = State::Writing;
    const bool written = run([&](Transaction& tx) {
        more = write_next(tx, number, shift);
        if (const auto notice = storage::notices::get(tx, number))
            state = notice->state;
    });
    if (!written)
        return More::No;
    if (state == State::Sending)
        known_[number] = { state, shift.now };
    return more;
}

More Feeder::write_next(Transaction& tx, std::int64_t number, const Shift& shift)
{
    if (!reaches_.contains(number)) {
        try {
            reaches_.emplace(number, reach_of(tx, number, rules_));
        } catch (const BadAudience& bad) {
            pause_by_itself(tx, number, std::string { "audience: " } + bad.what(), shift.now);
            return More::No;
        }
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto more = write_piece(tx, reaches_.at(number), piece_size_.now(), shift);
    piece_size_.learn(std::chrono::steady_clock::now() - begun);
    return more;
}

Shift Feeder::shift(Time now) const
{
    const auto sharers =
        std::ranges::count_if(known_, [](const auto& entry) { return entry.second.state == State::Sending; });
    return { rules_, limits_, now, static_cast<int>(sharers) };
}

bool Feeder::run(const Writer::Job& job)
{
    return run_own(writer_, job) == Committed::Yes;
}

bool Feeder::read(const Writer::Job& job)
{
    if (!read_beside_)
        return run(job);
    try {
        read_beside_(job);
        return true;
    } catch (const storage::Error& error) {
        log(LogLevel::Warning, std::string { "a notice could not be counted: " } + error.what());
        return false;
    }
}

void feeder_metrics(MetricsText& text, const FeederCounts& counts)
{
    text.metric("notices_at_work", MetricKind::Gauge, "Notices by what is done for them.")
        .value(counts.writing, { { "state", "writing" } })
        .value(counts.sending, { { "state", "sending" } });
    text.metric("notices_finished_total", MetricKind::Counter, "Notices that ended.").value(counts.finished);
    text.metric("notices_paused_total", MetricKind::Counter, "Notices that were paused while at work.")
        .value(counts.paused_by_itself);
    text.metric("month_spent_paise", MetricKind::Gauge, "What the messages of this month have cost.")
        .value(counts.month_paise);
    text.metric("month_budget_paise", MetricKind::Gauge, "The month's budget; 0 if there is none.")
        .value(counts.month_budget_paise.value_or(0));
}

} // namespace bot::notices
