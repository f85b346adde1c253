#include "bot/arrival_json.h"
#include "bot/deliveries.h"
#include "storage/inbox.h"
#include "tests/support/simulated_world.h"

namespace tests {

using namespace std::chrono_literals;
using bot::Committed;
using storage::Transaction;

void World::add_arrival(Posted& posted, const SimulatedWoman& woman, const Utterance& said)
{
    dialogs::Arrival arrival;
    arrival.provider_id = "wamid.her." + std::to_string(++written_);
    arrival.channel = said.channel;
    arrival.sender = woman.identities(said.channel);
    arrival.sent_at = agenda_.now() + std::chrono::milliseconds { posted.lines.size() };
    arrival.message = said.message;
    posted.delivery.arrivals.push_back(std::move(arrival));
    posted.lines.push_back(said.line);
}

void World::post(const SharedPost& posted, std::chrono::milliseconds delay)
{
    agenda_.after(delay, [this, posted] { arrive(posted); });
}

// What arrives while the writer is busy shares its next commit.
void World::arrive(const SharedPost& posted)
{
    if (!program_)
        return come_again(posted);
    arrived_.push_back(posted);
    if (arrived_.size() == 1)
        agenda_.after(chance_.once_in(20) ? chance_.between(1ms, 3s) : 0ms, [this] { take_all(); });
}

void World::take_all()
{
    std::vector<Taking> takings;
    for (auto& posted : std::exchange(arrived_, {}))
        takings.push_back({ std::move(posted), {}, {} });
    if (!program_) {
        for (const auto& taking : takings)
            come_again(taking.posted);
        return;
    }
    std::vector<Committed> committed(takings.size(), Committed::Failed);
    std::deque<bot::CommitJob> jobs;
    for (std::size_t i = 0; i < takings.size(); ++i)
        jobs.push_back({ [&, i](Transaction& tx) { take(takings[i], tx); },
                         [&, i](Committed result) { committed[i] = result; },
                         bot::order_of(takings[i].posted->delivery, agenda_.now()) });
    bool is_killed = false;
    try {
        const auto results = program_->commit(jobs);
        for (std::size_t i = 0; i < results.size(); ++i)
            jobs[i].report(results[i]);
    } catch (const Killed&) {
        is_killed = true;
        die();
    }
    std::vector<Taking> taken; // those that are on the disk, as far as one can see
    for (std::size_t i = 0; i < takings.size(); ++i) {
        const auto& arrivals = takings[i].posted->delivery.arrivals;
        bool is_there = committed[i] == Committed::Yes;
        if (is_killed && !arrivals.empty())
            read([&](Transaction& tx) {
                is_there = storage::inbox::knows(tx, arrivals.front().channel, arrivals.front().provider_id) &&
                           takings[i].reports.size() == arrivals.size() && takings[i].reports[0].outcome != "duplicate";
            });
        if (committed[i] != Committed::Yes) {
            ++failed_commits_;
            come_again(takings[i].posted);
        } else if (!is_calm_ && chance_.once_in(25)) {
            post(takings[i].posted, chance_.between(1s, 3h));
        }
        if (is_there)
            taken.push_back(std::move(takings[i]));
    }
    look_at(taken);
    if (program_)
        program_->wake();
}

void World::take(Taking& taking, Transaction& tx)
{
    const auto& delivery = taking.posted->delivery;
    for (const auto& update : delivery.statuses)
        promises_.before_status(tx, update);
    taking.reports = bot::take_delivery(bot_, tx, delivery, agenda_.now()).turns;
    try {
        for (const auto& update : delivery.statuses)
            promises_.after_status(tx, update);
    } catch (const BrokenPromise& broken) {
        taking.broken = broken; // told after the commit, which would only undo the job for it
    }
}

void World::look_at(std::vector<Taking>& takings)
{
    std::map<std::size_t, int> in_commit; // messages of each woman
    for (const auto& taking : takings) {
        if (taking.broken)
            throw BrokenPromise { *taking.broken };
        for (const auto& arrival : taking.posted->delivery.arrivals)
            ++in_commit[holders_.at(arrival.sender.back().value)];
    }
    std::ranges::stable_sort(takings, {},
                             [&](const Taking& it) { return bot::order_of(it.posted->delivery, agenda_.now()); });
    for (const auto& taking : takings)
        look_at_arrivals(taking, in_commit);
}

void World::look_at_arrivals(const Taking& taking, std::map<std::size_t, int>& in_commit)
{
    std::vector<std::size_t> order(taking.reports.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto& arrivals = taking.posted->delivery.arrivals;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return arrivals[i].sent_at; });
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto& arrival = arrivals[order[place]];
        const auto& report = taking.reports[place];
        const auto who = holders_.at(arrival.sender.back().value);
        auto& living = women_[who];
        const auto injected = is_fault_of_ours_ ? Injected::Fault : Injected::Nothing;
        parked_ += report.outcome == "parked" ? 1 : 0;
        if (report.outcome != "duplicate" && arrival.message.kind != dialogs::MessageKind::NewNumber) {
            auto& heard = living.heard[arrival.channel];
            living.stories[arrival.channel].taken(taking.posted->lines[order[place]], arrival.sent_at < heard,
                                                  agenda_.now());
            heard = std::max(heard, arrival.sent_at);
        }
        note_person(who, arrival);
        read([&](Transaction& tx) {
            promises_.taken(tx, arrival, report, in_commit[who] == 1, injected, agenda_.now());
        });
    }
}

// Whose message it was taken for: the same woman's every time, whatever number she has.
void World::note_person(std::size_t who, const dialogs::Arrival& arrival)
{
    std::int64_t person = 0;
    read([&](Transaction& tx) {
        person =
            tx.first("SELECT person FROM inbox WHERE provider_id = $1 AND channel = $2",
                     { arrival.provider_id, arrival.channel }, [](const storage::Row& row) { return row.integer(0); })
                .value_or(0);
    });
    if (person == 0)
        return;
    auto& living = women_[who];
    if (living.person != 0 && living.person != person)
        throw BrokenPromise { "a message was taken for somebody else's", living.person };
    living.person = person;
}

// It was not answered with 200: the provider delivers it again, ever more rarely.
void World::come_again(const SharedPost& posted)
{
    const auto wait = std::min(5s * (1 << std::min(posted->tries++, 10)), std::chrono::seconds { 3'600 });
    post(posted, chance_.between(wait, 2 * wait));
}

// What `samvad retry` does.
void World::retry_parked()
{
    std::vector<storage::inbox::Parked> parked;
    read([&](Transaction& tx) { parked = storage::inbox::parked(tx); });
    for (const auto& message : parked) {
        const auto arrival = bot::arrival_from_json(message.arrival);
        storage::Transaction tx { *connection_ };
        storage::inbox::take_parked(tx, message.id);
        const auto report = bot::take_turn_or_park(bot_, tx, arrival, agenda_.now(), bot::OnTrouble::SayNothing);
        tx.commit();
        promises_.unpark(message.channel, message.provider_id);
        const auto who = holders_.at(arrival.sender.back().value);
        note_person(who, arrival);
        read([&](Transaction& records) {
            promises_.taken(records, arrival, report, true, Injected::Nothing, agenda_.now());
        });
    }
    if (program_ && !parked.empty()) {
        try {
            program_->wake();
        } catch (const Killed&) {
            die();
        }
    }
}

void World::show(const std::string& channel, const bot::OutboundMessage& message)
{
    const auto holder = holders_.find(message.to.front().value);
    if (holder == holders_.end())
        return promises_.shown(message.outbox_id, std::nullopt); // of the demo's people, but not of ours
    auto& living = women_[holder->second];
    living.woman.sees(channel, message.letter);
    promises_.shown(message.outbox_id, living.person);
}

} // namespace tests
