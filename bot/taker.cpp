#include "bot/taker.h"

#include "bot/clock.h"

#include <algorithm>
#include <vector>

namespace bot {

namespace {

constexpr int postponed_max = 4; // whoever is not taken then delivers again

std::vector<std::string> senders_of(const dialogs::Delivery& delivery)
{
    std::vector<std::string> senders;
    for (const auto& arrival : delivery.arrivals)
        for (const auto& identity : arrival.sender)
            senders.push_back(arrival.channel + " " + identity.value);
    return senders;
}

} // namespace

Taken taken_if(Committed committed)
{
    return committed == Committed::Yes ? Taken::Committed : committed == Committed::Full ? Taken::Full : Taken::Failed;
}

struct Taker::Taking {
    Taking(dialogs::Delivery its_delivery, WebhookHandlers::Told its_told, Histogram& milliseconds)
        : delivery(std::move(its_delivery)), told(std::move(its_told)), stopwatch(milliseconds)
    {
    }

    const dialogs::Delivery delivery;
    const WebhookHandlers::Told told;
    const Stopwatch stopwatch;
    const Time now = system_time();
    DeliveryReport report {};

    // What it waits for before it is taken again; set when its job is undone, by the writer's thread.
    WaitsFor waits_for = WaitsFor::Nothing;
    notices::CountQuestion question {};
    int postponed = 0;
};

Taker::Taker(const Bot& bot, Writer& writer, notices::Census* census, OnTaken on_taken)
    : bot_(bot), writer_(writer), census_(census), on_taken_(std::move(on_taken))
{
}

void Taker::take(dialogs::Delivery delivery, WebhookHandlers::Told told)
{
    submit(std::make_shared<Taking>(std::move(delivery), std::move(told), milliseconds_));
}

void Taker::submit(const Shared& taking)
{
    writer_.submit([this, taking](storage::Transaction& tx) { run(taking, tx); },
                   [this, taking](Committed committed) { tell(taking, committed); },
                   order_of(taking->delivery, taking->now));
}

// A job may be run twice: what waits after the first time, waits.
void Taker::run(const Shared& taking, storage::Transaction& tx)
{
    using enum WaitsFor;
    if (taking->waits_for == Nothing && taking->postponed == 0 && is_held(taking->delivery))
        hold(taking, HerEarlier);
    if (taking->waits_for != Nothing)
        throw Postponed {};
    try {
        taking->report = take_delivery(bot_, tx, taking->delivery, taking->now);
    } catch (const notices::CountFirst& first) {
        if (taking->postponed < postponed_max) {
            taking->question = first.question;
            hold(taking, Count);
        }
        throw;
    }
}

// On the writer's thread.
void Taker::tell(const Shared& taking, Committed committed)
{
    switch (taking->waits_for) {
    case WaitsFor::Nothing:
        if (committed == Committed::Yes)
            on_taken_(taking->report);
        return taking->told(taken_if(committed));
    case WaitsFor::Count:
        return census_->count(taking->question, [this, taking] { let_go(taking); });
    case WaitsFor::HerEarlier:
        return census_->after_all([this, taking] { let_go(taking); });
    }
}

void Taker::hold(const Shared& taking, WaitsFor what)
{
    taking->waits_for = what;
    ++taking->postponed;
    const std::lock_guard lock { mutex_ };
    for (auto& sender : senders_of(taking->delivery))
        held_.insert(std::move(sender));
}

bool Taker::is_held(const dialogs::Delivery& delivery)
{
    if (census_ == nullptr)
        return false;
    const std::lock_guard lock { mutex_ };
    return !held_.empty() &&
           std::ranges::any_of(senders_of(delivery), [&](const auto& sender) { return held_.contains(sender); });
}

// Submitted before her others are no longer held, so that none overtakes it.
void Taker::let_go(const Shared& taking)
{
    taking->waits_for = WaitsFor::Nothing;
    submit(taking);
    const std::lock_guard lock { mutex_ };
    for (const auto& sender : senders_of(taking->delivery))
        held_.erase(held_.find(sender));
}

} // namespace bot
