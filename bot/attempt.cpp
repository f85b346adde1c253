#include "bot/attempt.h"

#include <exception>

namespace bot {

Sent attempt(Channel& channel, const OutboundMessage& message)
{
    Sent unknown { SendResult::Unknown, "", 0, "", std::nullopt };
    try {
        return channel.send(message);
    } catch (const std::exception& error) {
        unknown.error = error.what();
    } catch (...) {
        unknown.error = "the channel threw something that is no exception";
    }
    return unknown;
}

} // namespace bot
