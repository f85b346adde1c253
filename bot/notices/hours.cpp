#include "bot/notices/hours.h"

namespace bot::notices {

namespace {

using storage::Time;
using namespace std::chrono_literals;

constexpr std::chrono::minutes india { 330 };

struct Hours {
    std::chrono::hours from, until; // of India's day
};

constexpr Hours of_notices { 8h, 20h };
constexpr Hours of_promotional_sms { 10h, 21h };
constexpr Hours of_the_whole_day { 0h, 24h };

Hours hours_of(std::string_view channel, std::string_view category, Urgency urgency)
{
    const bool promotional = channel == "sms" && (category == "promotional" || category == "marketing");
    if (urgency == Urgency::AllowedAtNight)
        return promotional ? of_promotional_sms : of_the_whole_day;
    return promotional ? Hours { of_promotional_sms.from, of_notices.until } : of_notices;
}

} // namespace

Time may_go_at(std::string_view channel, std::string_view category, Urgency urgency, Time now)
{
    const auto hours = hours_of(channel, category, urgency);
    const auto midnight = std::chrono::floor<std::chrono::days>(now + india) - india;
    const auto in_day = now - midnight;
    if (in_day < hours.from)
        return midnight + hours.from;
    return in_day < hours.until ? now : midnight + 24h + hours.from;
}

} // namespace bot::notices
