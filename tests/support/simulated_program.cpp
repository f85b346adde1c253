#include "tests/support/simulated_program.h"

#include "bot/attempt.h"
#include "bot/lost_sends.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/telling.h"
#include "storage/notices.h"

namespace tests {

using namespace std::chrono_literals;
using bot::Committed;
using bot::Outgoing;
using bot::Sent;
using storage::Transaction;
using storage::outbox::State;

namespace {

constexpr auto watch_every = 2s;
constexpr auto database_rest = 1s;
constexpr auto failed_timer_rest = 60s;
constexpr std::chrono::minutes notices_busy { 10 }, notices_idle { 60 };
constexpr std::int64_t numbers_a_piece = 1'000; // of a ledger

bot::Verdict as_it_was(const Outgoing& outgoing, Time due_at)
{
    return { State::Queued, due_at, outgoing.row.failures };
}

} // namespace

bot::DispatcherLimits SimulatedProgram::limits()
{
    bot::DispatcherLimits limits;
    limits.look_every = 6h; // nobody but us writes here, and we wake ourselves
    return limits;
}

SimulatedProgram::SimulatedProgram(const bot::Bot& bot, FailingConnection& connection,
                                   const std::vector<bot::Channel*>& channels, Agenda& agenda,
                                   const Onlookers& onlookers, std::uint64_t seed)
    : bot_(bot), connection_(connection), agenda_(agenda), onlookers_(onlookers)
{
    watch(limits().lease);
    for (auto* channel : channels)
        lines_.push_back(
            { *channel, { channel->name(), channel->limits(), limits(), static_cast<std::uint_fast32_t>(seed) } });
    wake();
    feed_notices();
}

std::vector<Committed> SimulatedProgram::commit(std::deque<bot::CommitJob>& jobs)
{
    onlookers_.before_commit(connection_);
    auto results = bot::commit_together(connection_, jobs, commit_milliseconds_);
    connection_.fail_at(0);
    connection_.die_at(0);
    return results;
}

bool SimulatedProgram::run(const std::function<void(Transaction&)>& job)
{
    std::deque<bot::CommitJob> jobs;
    jobs.push_back({ job, {}, {} });
    return commit(jobs).front() == Committed::Yes;
}

void SimulatedProgram::later(Time when, std::function<void()> what)
{
    agenda_.at(when, [life = std::weak_ptr { life_ }, what = std::move(what)] {
        if (!life.expired())
            what();
    });
}

void SimulatedProgram::wake()
{
    for (auto& line : lines_) {
        line.desk.wake();
        pump(line);
    }
    look_at_timers();
}

// What the dispatching thread does until there is nothing more to claim.
void SimulatedProgram::pump(Line& line)
{
    for (;;) {
        begin_sends(line);
        const auto now = agenda_.now();
        const auto messages = line.desk.may_claim(now);
        if (messages == 0)
            return look_again(line);
        line.desk.claim_begins();
        bot::Claim claim;
        if (!run([&](Transaction& tx) {
                claim = bot::claim_outgoing(tx, line.channel, { messages, limits().lease, {} }, now);
            }))
        {
            line.desk.claim_failed(now);
            return look_again(line);
        }
        for (auto& [outgoing, due_at] : line.desk.take(std::move(claim), now))
            record(line, outgoing, {}, as_it_was(outgoing, due_at));
    }
}

void SimulatedProgram::look_again(Line& line)
{
    auto when = line.desk.look_again_at(agenda_.now());
    if (when <= agenda_.now()) {
        if (line.busy > 0)
            return; // their answers wake it
        when = agenda_.now() + 1ms;
    }
    if (line.looks_at <= when && line.looks_at > agenda_.now())
        return;
    line.looks_at = when;
    later(when, [this, &line, when] {
        if (line.looks_at == when)
            pump(line);
    });
}

void SimulatedProgram::begin_sends(Line& line)
{
    while (line.busy < limits().workers)
        if (auto outgoing = line.desk.next())
            attempt(line, std::move(*outgoing));
        else
            return;
}

void SimulatedProgram::attempt(Line& line, Outgoing outgoing)
{
    if (!line.desk.may_begin(outgoing, agenda_.now())) {
        record(line, outgoing, {}, as_it_was(outgoing, outgoing.row.due_at));
        line.desk.sent_one();
        return;
    }
    onlookers_.sends(outgoing);
    const auto sent = bot::attempt(line.channel, outgoing.message);
    ++line.busy;
    later(agenda_.now() + onlookers_.latency(),
          [this, &line, outgoing = std::move(outgoing), sent] { answer(line, outgoing, sent); });
}

void SimulatedProgram::answer(Line& line, const Outgoing& outgoing, const Sent& sent)
{
    --line.busy;
    const auto lesson = line.desk.learn(outgoing, sent, agenda_.now());
    line.desk.sent_one();
    record(line, outgoing, sent, lesson.verdict);
    pump(line);
}

// What the Recorder does: an outcome whose commit failed is given again a little later.
void SimulatedProgram::record(Line& line, const Outgoing& outgoing, const Sent& sent, const bot::Verdict& verdict)
{
    if (!run([&](Transaction& tx) { bot::record(tx, outgoing, sent, verdict, agenda_.now()); })) {
        later(agenda_.now() + database_rest, [this, &line, outgoing, sent, verdict] {
            record(line, outgoing, sent, verdict);
            pump(line);
        });
        later(agenda_.now() + limits().lease + watch_every, [this] { watch(0ms); });
        return;
    }
    onlookers_.recorded(outgoing, sent);
    if (verdict.state == State::Uncertain)
        later(*verdict.due_at + watch_every, [this] { watch(0ms); });
    line.desk.wake();
}

void SimulatedProgram::watch(std::chrono::milliseconds lease_left)
{
    const auto status_wait = limits().retries.status_wait;
    bot::LostSends sends;
    const bool is_done =
        run([&](Transaction& tx) { sends = bot::look_after_the_lost(tx, agenda_.now(), lease_left, status_wait); });
    if (!is_done || sends.lost > 0 || lease_left > 0ms)
        later(agenda_.now() + (is_done ? status_wait : 0ms) + watch_every, [this] { watch(0ms); });
    if (sends.resent > 0)
        for (auto& line : lines_) {
            line.desk.wake();
            pump(line);
        }
}

void SimulatedProgram::look_at_timers()
{
    if (!fires_timers)
        return;
    Transaction tx { connection_, storage::Mode::Read };
    const auto next = storage::timers::next_due_at(tx);
    if (!next || (fires_at_ <= *next && fires_at_ > agenda_.now()))
        return;
    fires_at_ = std::max(*next, agenda_.now());
    later(fires_at_, [this, when = fires_at_] {
        if (fires_at_ == when)
            fire_timers();
    });
}

void SimulatedProgram::fire_timers()
{
    const auto now = agenda_.now();
    std::vector<storage::timers::Timer> due;
    const bool is_read = run([&](Transaction& tx) { due = storage::timers::due(tx, now, 64); });
    std::vector<bot::TurnReport> reports(due.size());
    std::deque<bot::CommitJob> jobs;
    for (std::size_t i = 0; i < due.size(); ++i)
        jobs.push_back({ [&, i](Transaction& tx) { reports[i] = bot::take_timer(bot_, tx, due[i], now); }, {}, {} });
    const auto results = jobs.empty() ? std::vector<Committed> {} : commit(jobs);
    for (std::size_t i = 0; i < results.size(); ++i)
        if (results[i] == Committed::Yes)
            onlookers_.fired(due[i], reports[i]);
    fires_at_ = Time::max();
    if (!is_read || std::ranges::count(results, Committed::Yes) != std::ssize(results)) {
        fires_at_ = now + failed_timer_rest;
        later(fires_at_, [this] { fire_timers(); });
        return;
    }
    wake();
}

// What the Feeder does at a look of its.
void SimulatedProgram::feed_notices()
{
    const auto now = agenda_.now();
    std::vector<storage::notices::Notice> at_work;
    run([&](Transaction& tx) { at_work = storage::notices::at_work(tx, now); });
    const bot::notices::FeederLimits feeder;
    const bot::notices::Shift shift { bot_.notice_rules, feeder, now, static_cast<int>(at_work.size()) };
    bool any_fed = false;
    for (const auto& notice : at_work)
        any_fed = feed_notice(notice, shift) || any_fed;
    later(now + (at_work.empty() ? notices_idle : notices_busy), [this] { feed_notices(); });
    if (any_fed)
        for (auto& line : lines_) {
            line.desk.wake();
            pump(line);
        }
}

bool SimulatedProgram::feed_notice(const storage::notices::Notice& notice, const bot::notices::Shift& shift)
{
    using storage::notices::State;
    const auto number = notice.number;
    return run([&](Transaction& tx) {
        if (notice.state == State::Scheduled)
            bot::notices::begin(tx, number, shift.now);
        if (notice.state == State::Writing)
            bot::notices::write_piece(tx, bot::notices::reach_of(tx, number, shift.rules), numbers_a_piece, shift);
        bot::notices::feed(tx, number, shift);
        if (notice.state != State::Sending ||
            bot::notices::tend(tx, number, notice.started_at.value_or(notice.created_at), shift) ==
                bot::notices::More::Yes)
            return;
        const auto sent = bot::notices::status_of(tx, number).value_or(bot::notices::Status {}).sent;
        if (const auto finished = bot::notices::end(tx, number, shift))
            bot::notices::tell_finished(tx, bot_.speech, *finished, sent, shift.rules, shift.now);
    });
}

} // namespace tests
