#include "tests/support/simulated_provider.h"

#include "bot/channels/channels.h"

#include <array>
#include <stdexcept>

namespace tests {

using namespace std::chrono_literals;
using bot::SendResult;
using bot::Sent;
using dialogs::DeliveryState;
using dialogs::StatusUpdate;

namespace {

// At least one of every class of WhatsApp's table.
constexpr std::array<std::int64_t, 24> codes { 1,      131000, 131016, 131053, 131057, 133004, 4,      80007,
                                               130429, 131056, 190,    200,    368,    131031, 131047, 470,
                                               131026, 131021, 130403, 130472, 131049, 100,    132015, 132000 };

// What a status tells later of a message that was taken.
constexpr std::array<std::int64_t, 6> late_codes { 131000, 131026, 131047, 131049, 131053, 130472 };

constexpr auto is_slow = 40s;

} // namespace

SimulatedProvider::SimulatedProvider(Agenda& agenda, ProviderDoors doors, std::uint64_t seed,
                                     std::size_t faulty_once_in)
    : agenda_(agenda), doors_(std::move(doors)), chance_(seed), faulty_once_in_(faulty_once_in)
{
}

Sent SimulatedProvider::send(const std::string& channel, const bot::OutboundMessage& message)
{
    latency_ = chance_.once_in(30) && !is_healthy ? chance_.between(1s, is_slow) : chance_.between(40ms, 500ms);
    switch (fate()) {
    case Fate::Taken:
        return take(channel, message);
    case Fate::Refused:
        return refuse(channel);
    case Fate::LostAndTaken:
        take(channel, message);
        return of(SendResult::Unknown, 0);
    case Fate::LostAndNotTaken:
        return of(SendResult::Unknown, 0);
    case Fate::NotConnected:
        return of(SendResult::TryLater, 0);
    case Fate::Threw:
        break;
    }
    if (chance_.once_in(2))
        take(channel, message);
    throw std::runtime_error { "an adapter that throws" };
}

SimulatedProvider::Fate SimulatedProvider::fate()
{
    if (is_healthy)
        return Fate::Taken;
    begin_outage_sometimes();
    if (agenda_.now() < out_until_)
        return !out_silently_ ? Fate::NotConnected : chance_.once_in(2) ? Fate::LostAndTaken : Fate::LostAndNotTaken;
    if (!chance_.once_in(faulty_once_in_))
        return Fate::Taken;
    switch (chance_.below(8)) {
    case 0:
    case 1:
        return Fate::LostAndTaken;
    case 2:
        return Fate::LostAndNotTaken;
    case 3:
        return Fate::NotConnected;
    case 4:
        return Fate::Threw;
    default:
        return Fate::Refused;
    }
}

void SimulatedProvider::begin_outage_sometimes()
{
    if (agenda_.now() < out_until_ || !chance_.once_in(faulty_once_in_ * 20))
        return;
    out_until_ = agenda_.now() + chance_.between(10s, chance_.once_in(4) ? 5h : 10min);
    out_silently_ = chance_.once_in(2);
}

Sent SimulatedProvider::take(const std::string& channel, const bot::OutboundMessage& message)
{
    auto sent = of(SendResult::Accepted, 0);
    StatusUpdate update;
    update.channel = channel;
    update.provider_id = channel == "sms" ? "" : "wamid.sim." + std::to_string(++taken_);
    if (channel == "sms" || chance_.once_in(2))
        update.outbox_id = message.outbox_id;
    sent.provider_id = update.provider_id;
    if (!is_healthy && chance_.once_in(faulty_once_in_ * 4) && channel != "sms") {
        fail_late(std::move(update));
        return sent;
    }
    agenda_.after(chance_.between(0ms, 3s), [this, channel, message] { doors_.show(channel, message); });
    tell(update, DeliveryState::Sent, chance_.between(0ms, 5s));
    tell(update, DeliveryState::Delivered, chance_.between(1s, chance_.once_in(10) ? 8h : 20s));
    if (!chance_.once_in(3))
        tell(update, DeliveryState::Read, chance_.between(2s, 20h));
    return sent;
}

Sent SimulatedProvider::refuse(const std::string& channel)
{
    if (channel == "sms")
        return of(chance_.once_in(3) ? SendResult::Broken : SendResult::TryLater, 0);
    const auto code = chance_.one_of(codes);
    auto sent = of(bot::meaning_of(channel, code), code);
    if (chance_.once_in(4))
        sent.retry_after = chance_.between(1s, 5min);
    return sent;
}

Sent SimulatedProvider::of(SendResult result, std::int64_t code) const
{
    Sent sent;
    sent.result = result;
    sent.error_code = code;
    if (result != SendResult::Accepted)
        sent.error = "the simulation says so";
    return sent;
}

// Out of order, because each has a time of its own; some are doubled and some never come.
void SimulatedProvider::tell(StatusUpdate update, DeliveryState state, std::chrono::milliseconds after)
{
    if (!is_healthy && chance_.once_in(8))
        return;
    dialogs::Delivery delivery;
    update.state = state;
    update.at = agenda_.now() + after;
    if (state == DeliveryState::Sent) {
        update.price_category = "service";
        update.price_type = "regular";
    }
    delivery.statuses.push_back(std::move(update));
    const int times = !is_healthy && chance_.once_in(10) ? 2 : 1;
    for (int i = 0; i < times; ++i)
        agenda_.after(after + chance_.between(0ms, chance_.once_in(15) ? 6h : 3s),
                      [this, delivery] { doors_.deliver(delivery); });
}

void SimulatedProvider::fail_late(StatusUpdate update)
{
    const auto code = chance_.one_of(late_codes);
    tell(update, DeliveryState::Sent, 1s);
    update.error_code = code;
    update.error = "undeliverable, the simulation says so";
    dialogs::Delivery delivery;
    update.state = DeliveryState::Failed;
    update.at = agenda_.now() + 2s;
    delivery.statuses.push_back(std::move(update));
    agenda_.after(chance_.between(2s, 10min), [this, delivery] { doors_.deliver(delivery); });
}

} // namespace tests
