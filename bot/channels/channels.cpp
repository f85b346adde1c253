#include "bot/channels/channels.h"

#include "bot/channels/whatsapp_answer.h"

#include <array>
#include <limits>
#include <stdexcept>
#include <string>

namespace bot {

namespace {

using namespace std::chrono_literals;

struct NamedLimits {
    std::string_view name;
    ChannelLimits limits;
};

constexpr int unlimited = std::numeric_limits<int>::max();

constexpr std::array<NamedLimits, 3> channels { {
    // Rates: Meta, "Throughput" (80 messages a second and number) and "Pair rate limits" (one in 6 seconds to one
    // person, up to 45 at once borrowed from the time after). Lengths: Meta, "Interactive reply buttons" (3 buttons,
    // title 20, body 1024), "Interactive lists" (10 rows in all, title 24, description 72), "Text messages" (4096).
    // Whether Meta counts UTF-16 units or letters is not said; units are the stricter reading.
    { "whatsapp",
      { .per_second = 80,
        .person_interval = 6s,
        .person_burst = 45,
        .buttons_max = 3,
        .rows_max = 10,
        .text_units_max = 4096,
        .choices_text_units_max = 1024,
        .button_units_max = 20,
        .row_units_max = 24,
        .description_units_max = 72,
        .has_window = true } },
    // Ten parts of 67 units: Kannel's own `max-messages = 10`, and 3GPP TS 23.040 for the parts. No operator names a
    // rate to one person; ten in a row and one a second after keeps a loop of ours from becoming a bill.
    { "sms",
      { .per_second = 30,
        .person_interval = 1s,
        .person_burst = 10,
        .buttons_max = 0,
        .rows_max = 0,
        .text_units_max = 670,
        .choices_text_units_max = 670,
        .button_units_max = 0,
        .row_units_max = 0,
        .description_units_max = 0,
        .has_window = false } },
    // A person at our own keyboard. Buttons show as numbered lines.
    { "terminal",
      { .per_second = unlimited,
        .person_interval = 0s,
        .person_burst = unlimited,
        .buttons_max = 0,
        .rows_max = 0,
        .text_units_max = unlimited,
        .choices_text_units_max = unlimited,
        .button_units_max = 0,
        .row_units_max = 0,
        .description_units_max = 0,
        .has_window = false } },
} };

} // namespace

const ChannelLimits& limits_of(std::string_view channel)
{
    for (const auto& [name, limits] : channels)
        if (name == channel)
            return limits;
    throw std::invalid_argument("looking up the limits of a channel: there is no channel " + std::string { channel });
}

SendResult meaning_of(std::string_view channel, std::int64_t error_code)
{
    return channel == "whatsapp" && error_code != 0 ? whatsapp_result_of(error_code, 0) : SendResult::Broken;
}

} // namespace bot
