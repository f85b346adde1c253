// Both providers and the air between them and the women. To a send they answer with every class of the error tables,
// with nothing at all, or after half a minute; what they took is shown on her phone, and their statuses come late, out
// of order, doubled or never. When they are healthy everything goes well. What they did is remembered, to be asked.

#pragma once

#include "bot/channels/channel.h"
#include "tests/support/agenda.h"
#include "tests/support/chance.h"

#include <string>

namespace tests {

struct ProviderDoors {
    std::function<void(const std::string& channel, const bot::OutboundMessage&)> show; // on her phone
    std::function<void(const dialogs::Delivery&)> deliver;                             // to our webhook
};

class SimulatedProvider {
public:
    // One send in `faulty_once_in` goes wrong.
    SimulatedProvider(Agenda& agenda, ProviderDoors doors, std::uint64_t seed, std::size_t faulty_once_in);

    // Throws what an adapter may throw.
    bot::Sent send(const std::string& channel, const bot::OutboundMessage& message);

    std::chrono::milliseconds latency() const { return latency_; } // of the last send

    bool is_healthy = false;

private:
    enum class Fate { Taken, Refused, LostAndTaken, LostAndNotTaken, NotConnected, Threw };

    Fate fate();
    bot::Sent take(const std::string& channel, const bot::OutboundMessage& message);
    bot::Sent refuse(const std::string& channel);
    bot::Sent of(bot::SendResult result, std::int64_t code) const;
    void begin_outage_sometimes();
    void tell(dialogs::StatusUpdate update, dialogs::DeliveryState state, std::chrono::milliseconds after);
    void fail_late(dialogs::StatusUpdate update);

    Agenda& agenda_;
    ProviderDoors doors_;
    Chance chance_;
    std::size_t faulty_once_in_;
    std::chrono::milliseconds latency_ {};
    Time out_until_ {};
    bool out_silently_ = false; // takes requests and answers nobody, rather than refusing connections
    std::int64_t taken_ = 0;
};

} // namespace tests
