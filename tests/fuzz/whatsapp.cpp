#include "bot/arrival_json.h"
#include "bot/bad_request.h"
#include "bot/channels/whatsapp_inbound.h"
#include "locales/utf8.h"
#include "tests/fuzz/target.h"

namespace fuzz {

// A body is refused with one sentence, or everything it brings can be kept and read again.
void whatsapp(std::string_view bytes)
{
    dialogs::Delivery delivery;
    try {
        delivery = bot::read_whatsapp(bytes);
    } catch (const bot::BadRequest& refused) {
        demand(!std::string_view { refused.what() }.empty(), "a refusal says why");
        return;
    }
    for (const auto& arrival : delivery.arrivals) {
        demand(!arrival.provider_id.empty(), "a message without an id would come twice");
        demand(!arrival.sender.empty() || !arrival.former.empty(), "a message is somebody's");
        const auto kept = bot::to_json(arrival);
        demand(bot::to_json(bot::arrival_from_json(kept)) == kept, "a parked message is read again as it was");
    }
    for (const auto& event : delivery.events)
        demand(!event.key.empty(), "an event without a key would be kept twice");
}

} // namespace fuzz
