#include "tests/support/simulated_world.h"

#include "bot/channels/channels.h"
#include "bot/demo.h"
#include "tests/support/meanwhile.h"
#include "tests/support/memory_phone.h"

namespace tests {

using namespace std::chrono_literals;

namespace {

// Monday, 23 November 2026, ten in the morning in India, as in every transcript.
constexpr Time first_moment { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 23 } +
                              std::chrono::minutes { 270 } };

constexpr auto registered_text = "(meanwhile a WhatsApp template says: नमस्ते {{1}} जी। {{2}} - UPSRLM)";

} // namespace

World::World(const Library& library, const WorldPlan& plan)
    : library_(library), plan_(plan), conversations_left_(plan.conversations), chance_(plan.seed),
      fate_(chance_.seed()), agenda_(first_moment), bot_(proved_bot()),
      connection_(std::make_unique<FailingConnection>(storage::Database { "sqlite::memory:" }.open_writer())),
      onlookers_(onlookers()), faulty_once_in_(5 + chance_.below(60))
{
    bot_.notice_rules.whatsapp_on = bot_.notice_rules.sms_on = true;
    provider_ = std::make_unique<SimulatedProvider>(
        agenda_,
        ProviderDoors {
            [this](const std::string& channel, const bot::OutboundMessage& message) { show(channel, message); },
            [this](const dialogs::Delivery& delivery) {
                post(std::make_shared<Posted>(Posted { delivery, {}, 0 }), 0ms);
            } },
        chance_.seed(), faulty_once_in_);
    for (auto* channel : { &whatsapp_, &sms_ }) {
        channel->limits_ = bot::limits_of(channel->name());
        channel->answer_always(
            [this, channel](const bot::OutboundMessage& message) { return provider_->send(channel->name(), message); });
    }
    settle();
}

World::~World() = default;

void World::settle()
{
    storage::migrate(*connection_, SAMVAD_SOURCE_DIR "/storage/migrations", agenda_.now());
    storage::Transaction tx { *connection_ };
    bot::fill_demo(tx, agenda_.now());
    happen(tx, registered_text, agenda_.now());
    tx.commit();
    add_woman(Part::Member, "+919800000001", { "whatsapp" });
    add_woman(Part::Member, "+919800000002", { "whatsapp", "sms" });
    add_woman(Part::Member, "+919800000003", { "whatsapp" }, "IN.former");
    add_woman(Part::Member, "+919800000005", { "whatsapp", "whatsapp", "sms" }, "IN.kamla");
    add_woman(Part::Sakhi, "+919800000021", { "sms" });
    add_woman(Part::Sakhi, "+919800000022", { "whatsapp", "sms" });
    add_woman(Part::Coordinator, "+919800000031", { "whatsapp", "whatsapp", "sms" });
    add_woman(Part::Newcomer, "+919800000008", { "whatsapp", "sms" });
    for (int i = 0; i < 4; ++i)
        add_woman(Part::Newcomer, "+91990000000" + std::to_string(i), { i % 2 == 0 ? "whatsapp" : "sms" });
    women_.back().woman.hides_phone = false;
    add_woman(Part::Newcomer, "+919900000010", { "whatsapp" }, "IN.hidden");
    women_.back().woman.hides_phone = true;
    const auto heir = women_.size();
    add_woman(Part::Newcomer, "+919900000011", { "whatsapp" }, "IN.heir");
    if (chance_.once_in(2) && !plan_.only)
        plan_number_change(2, heir);
    read([&](storage::Transaction& records) { promises_.begin(records); });
}

void World::add_woman(Part part, const std::string& phone, std::vector<std::string> channels,
                      const std::string& user_id)
{
    const auto who = women_.size();
    women_.push_back({ { library_, part, phone, std::move(channels), chance_.seed() } });
    auto& living = women_.back();
    living.woman.user_id = user_id;
    holders_[phone] = who;
    if (!user_id.empty())
        holders_[user_id] = who;
    read([&](storage::Transaction& tx) {
        const auto known = storage::people::by_phone(tx, phone);
        living.person = known ? known->id : 0;
    });
    const auto first = chance_.between(1s, 8h);
    if (!plan_.only || plan_.only == who)
        agenda_.after(first, [this, who] { write(who); });
}

// She tells WhatsApp of her new number; days later somebody else writes from the old one.
void World::plan_number_change(std::size_t who, std::size_t heir)
{
    agenda_.after(chance_.between(5h, 60h), [this, who, heir] {
        auto& woman = women_[who].woman;
        auto posted = std::make_shared<Posted>();
        dialogs::Arrival arrival;
        arrival.provider_id = "wamid.number";
        arrival.channel = "whatsapp";
        arrival.former = { { dialogs::IdentityKind::Phone, woman.phone } };
        const auto old_phone = std::exchange(woman.phone, "+919900000012");
        holders_[woman.phone] = who;
        arrival.sender = woman.identities("whatsapp");
        arrival.sent_at = agenda_.now();
        arrival.message.kind = dialogs::MessageKind::NewNumber;
        posted->delivery.arrivals.push_back(arrival);
        posted->lines.emplace_back();
        post(posted, chance_.between(100ms, 2s));
        agenda_.after(7 * 24h, [this, heir, old_phone] {
            women_[heir].woman.phone = old_phone;
            holders_[old_phone] = heir;
        });
    });
}

void World::write(std::size_t who)
{
    auto& woman = women_[who].woman;
    auto posted = std::make_shared<Posted>();
    auto said = woman.says();
    add_arrival(*posted, woman, said);
    if (!said.ends && chance_.once_in(25)) { // two that the provider delivers together, in any order
        said = woman.says();
        add_arrival(*posted, woman, said);
        std::swap(posted->delivery.arrivals.front(), posted->delivery.arrivals.back());
        std::swap(posted->lines.front(), posted->lines.back());
    }
    post(posted, chance_.once_in(60) && !is_calm_ ? chance_.between(1min, 10h) : chance_.between(50ms, 2s));
    if (said.ends) {
        ++conversations_;
        if (--conversations_left_ <= 0)
            return;
        said.pause = chance_.between(30min, chance_.once_in(6) ? 100h : 20h);
    }
    agenda_.after(said.pause, [this, who] { write(who); });
}

Trouble World::run()
{
    try {
        start();
        for (auto end = agenda_.now() + 24h; conversations_left_ > 0; end += 24h) {
            run_until(end);
            retry_parked();
        }
        this->end();
        return {};
    } catch (const BrokenPromise& broken) {
        return trouble(broken);
    }
}

void World::run_until(Time end)
{
    for (bool goes_on = true; goes_on;) {
        try {
            while (agenda_.run_next(end))
                ;
            goes_on = false;
        } catch (const Killed&) {
            die();
        }
    }
}

// Nothing goes wrong any more; what was begun comes to its end, and everybody writes once more, for what waits for it.
void World::end()
{
    is_calm_ = provider_->is_healthy = true;
    run_until(agenda_.now() + 5 * 24h);
    retry_parked();
    write_once_more();
    run_until(agenda_.now() + 12h);
    program_->fires_timers = false;
    run_until(agenda_.now() + 12h);
    read([&](storage::Transaction& tx) {
        promises_.look_at_outbox(tx);
        promises_.at_the_end(tx, agenda_.now() - 12h);
    });
}

void World::write_once_more()
{
    for (std::size_t who = 0; who < women_.size(); ++who)
        for (const std::string channel : { "whatsapp", "sms" }) {
            Utterance said;
            said.channel = channel;
            said.line = said.message.text = "menu";
            const bool wrote_here = women_[who].stories.contains(channel);
            if (!wrote_here && women_[who].woman.phone != "+919800000031")
                continue;
            auto posted = std::make_shared<Posted>();
            add_arrival(*posted, women_[who].woman, said);
            post(posted, chance_.between(1s, 1h));
        }
}

// What may happen to the next commit.
void World::arm(FailingConnection& connection)
{
    is_fault_of_ours_ = false;
    if (is_calm_)
        return;
    const auto place = static_cast<int>(1 + fate_.below(fate_.once_in(2) ? 12 : 90));
    if (fate_.once_in(150)) {
        connection.die_at(place, fate_.once_in(2) ? Death::AfterStatement : Death::BeforeStatement);
    } else if (fate_.once_in(150)) {
        connection.fail_at(place, storage::Error::Cause::World);
    } else if (fate_.once_in(300)) {
        is_fault_of_ours_ = true;
        connection.fail_at(place, storage::Error::Cause::Ours);
    }
}

void World::start()
{
    const std::vector<bot::Channel*> channels { &whatsapp_, &sms_ };
    try {
        program_ = std::make_unique<SimulatedProgram>(bot_, *connection_, channels, agenda_, onlookers_, fate_.seed());
    } catch (const Killed&) {
        die();
    }
}

void World::die()
{
    ++deaths_;
    program_.reset();
    promises_.forget_what_is_on_its_way();
    connection_ = std::make_unique<FailingConnection>(connection_->inherit());
    agenda_.after(fate_.between(1s, fate_.once_in(5) ? 30min : 20s), [this] { start(); });
}

Onlookers World::onlookers()
{
    return { [this](FailingConnection& connection) { arm(connection); },
             [this](const bot::Outgoing& outgoing) {
                 read([&](storage::Transaction& tx) { promises_.sends(tx, outgoing); });
             },
             [this](const bot::Outgoing& outgoing, const bot::Sent& sent) { promises_.recorded(outgoing, sent); },
             [this](const storage::timers::Timer&, const bot::TurnReport&) {
                 ++fired_;
                 read([&](storage::Transaction& tx) { promises_.look_at_outbox(tx); });
             },
             [this] { return provider_->latency(); } };
}

Trouble World::trouble(const BrokenPromise& broken) const
{
    Trouble trouble { broken.what(), {}, {} };
    for (std::size_t who = 0; who < women_.size(); ++who) {
        if (broken.person == 0 || women_[who].person != broken.person)
            continue;
        trouble.whose = who;
        for (const auto& [channel, story] : women_[who].stories)
            trouble.transcript += story.transcript(women_[who].woman.phone, channel) + "\n";
    }
    return trouble;
}

void World::add_to(Simulated& sums) const
{
    const auto& counts = promises_.counts();
    ++sums.worlds;
    sums.conversations += conversations_;
    sums.messages += counts.messages;
    sums.duplicates += counts.duplicates;
    sums.letters += counts.letters;
    sums.notices += counts.notices;
    sums.copies += counts.copies;
    sums.refused += counts.refused;
    sums.deaths += deaths_;
    sums.failed_commits += failed_commits_;
    sums.parked += parked_;
    sums.fired += fired_;
    for (const auto& [outcome, count] : counts.outcomes)
        sums.outcomes[outcome] += count;
}

} // namespace tests
