#include "bot/arrival_json.h"
#include "bot/bad_request.h"
#include "bot/channels/kannel_inbound.h"
#include "locales/utf8.h"
#include "tests/fuzz/target.h"

namespace fuzz {

namespace {

constexpr dialogs::Time received_at { std::chrono::milliseconds { 1'795'329'000'000 } };

template <class Read> dialogs::Delivery read(const bot::Parameters& parameters, Read read_parameters)
{
    try {
        return read_parameters(parameters, received_at);
    } catch (const bot::BadRequest&) {
        return {};
    }
}

} // namespace

// Parameters are refused with one sentence, or what they bring is whole: an id, a sender, valid text.
void kannel(std::string_view bytes)
{
    bot::Parameters parameters;
    try {
        parameters = bot::read_form(bytes);
    } catch (const bot::BadRequest&) {
        return;
    }
    for (const auto& arrival : read(parameters, bot::read_kannel_message).arrivals) {
        demand(!arrival.provider_id.empty(), "a message without an id would come twice");
        demand(arrival.sender.size() == 1, "an SMS has one sender");
        const auto& text = arrival.message.text;
        demand(locales::to_utf8(locales::to_utf32(text)) == text, "the text is valid UTF-8");
        const auto kept = bot::to_json(arrival);
        demand(bot::to_json(bot::arrival_from_json(kept)) == kept, "a parked message is read again as it was");
    }
    for (const auto& status : read(parameters, bot::read_kannel_status).statuses)
        demand(status.outbox_id || !status.provider_id.empty(), "a report is of some message");
}

} // namespace fuzz
