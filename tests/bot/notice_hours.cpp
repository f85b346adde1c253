// The hours of notices, by a table of moments in India.

#include "bot/moment.h"
#include "bot/notices/hours.h"

#include <catch2/catch.hpp>

using bot::notices::may_go_at;
using bot::notices::Urgency;

TEST_CASE(
    "Notices go from eight to eight, promotional SMS from ten, and what the approver allowed at night at any hour")
{
    struct Line {
        const char* now;
        const char* channel;
        const char* category;
        Urgency urgency;
        const char* from;
    };

    using enum Urgency;
    const std::vector<Line> lines {
        { "2026-11-22 07:59", "whatsapp", "utility", Usual, "2026-11-22 08:00" },
        { "2026-11-22 08:00", "whatsapp", "utility", Usual, "2026-11-22 08:00" },
        { "2026-11-22 19:59", "whatsapp", "marketing", Usual, "2026-11-22 19:59" },
        { "2026-11-22 20:00", "whatsapp", "utility", Usual, "2026-11-23 08:00" },
        { "2026-11-22 23:59", "sms", "service", Usual, "2026-11-23 08:00" },
        { "2026-11-23 00:00", "sms", "service", Usual, "2026-11-23 08:00" },
        { "2026-11-22 08:30", "sms", "promotional", Usual, "2026-11-22 10:00" },
        { "2026-11-22 20:30", "sms", "promotional", Usual, "2026-11-23 10:00" },
        { "2026-11-22 03:00", "whatsapp", "utility", AllowedAtNight, "2026-11-22 03:00" },
        { "2026-11-22 23:00", "sms", "service", AllowedAtNight, "2026-11-22 23:00" },
        { "2026-11-22 20:30", "sms", "promotional", AllowedAtNight, "2026-11-22 20:30" },
        { "2026-11-22 21:00", "sms", "promotional", AllowedAtNight, "2026-11-23 10:00" },
        { "2026-12-31 22:00", "whatsapp", "utility", Usual, "2027-01-01 08:00" },
    };
    for (const auto& line : lines) {
        CAPTURE(line.now, line.channel, line.category);
        CHECK(may_go_at(line.channel, line.category, line.urgency, bot::moment_of(line.now).value()) ==
              bot::moment_of(line.from).value());
    }
}
