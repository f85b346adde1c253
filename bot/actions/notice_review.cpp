#include "bot/actions/notice_review.h"

#include "bot/actions/notice_slots.h"
#include "bot/actions/notice_wanted.h"
#include "bot/actions/slots.h"
#include "bot/notices/rupees.h"
#include "locales/time.h"

#include <map>

namespace bot {

using dialogs::Slots;
using storage::Time;
using storage::notices::Notice;
using storage::notices::Repeats;

namespace {

dialogs::Answer or_none(dialogs::Table table)
{
    return table.rows.empty() ? dialogs::Answer { dialogs::Phrase { "in_notice.none" } } : std::move(table);
}

// A line for each channel; that a channel has several prices is no matter here.
dialogs::Answer lines_of(const notices::Preview& preview)
{
    struct Sum {
        std::int64_t people = 0, thousand_paise = 0;
    };

    std::map<std::string, Sum> of_channel;
    for (const auto& line : preview.lines) {
        of_channel[line.channel].people += line.people;
        of_channel[line.channel].thousand_paise += line.thousand_paise;
    }
    dialogs::Table table { "line.notice_channel", {} };
    for (const auto& [channel, sum] : of_channel)
        table.rows.push_back({ channel,
                               { { "channel", dialogs::Phrase { "channel." + channel } },
                                 { "count", number(sum.people) },
                                 { "cost", money(notices::paise_of_thousandths(sum.thousand_paise)) } } });
    return or_none(std::move(table));
}

dialogs::Table how_long(std::chrono::seconds takes)
{
    const auto minutes = (takes.count() + 59) / 60;
    if (minutes <= 90)
        return one_line("in_notice.takes.minutes", { { "count", number(std::max<std::int64_t>(1, minutes)) } });
    const auto hours = (minutes + 59) / 60;
    if (hours <= 36)
        return one_line("in_notice.takes.hours", { { "count", number(hours) } });
    return one_line("in_notice.takes.days", { { "count", number((hours + 23) / 24) } });
}

dialogs::Answer start_of(const Notice& notice, Time now)
{
    if (!notice.starts_at) {
        const auto* const hour = by_night(now) ? "morning" : "now";
        return dialogs::Phrase { std::string { "in_notice.starts." } + (notice.urgent ? "approved" : hour) };
    }
    const auto minute = locales::minute_of_day_in_india(*notice.starts_at);
    const std::string how { notice.repeats == Repeats::Never ? "at" : storage::notices::name_of(notice.repeats) };
    return one_line("in_notice.starts." + how, { { "day", day_of(*notice.starts_at) },
                                                 { "hour", dialogs::Text { std::to_string(minute / 60) } } });
}

// Where nobody is meant yet, as somebody without a name would read it.
std::string example_of(const Notice& notice, const notices::Preview& preview)
{
    if (!preview.examples.empty())
        return preview.examples.front();
    return notices::filled(notices::texts_from_json(notice.texts).didi.begin()->second, {});
}

} // namespace

void give_preview(Slots& gives, const Notice& notice, const notices::Preview& preview, Time now)
{
    give_left_out(gives, preview);
    gives.insert_or_assign("lines",
                           preview.recipients > 0 ? lines_of(preview) : dialogs::Phrase { "in_notice.none_yet" });
    gives.insert_or_assign("number", number(notice.number));
    gives.insert_or_assign("people", number(preview.recipients));
    gives.insert_or_assign("cost", money(preview.cost_paise));
    gives.insert_or_assign("takes", how_long(preview.takes));
    gives.insert_or_assign("starts", start_of(notice, now));
    gives.insert_or_assign("example", dialogs::Text { example_of(notice, preview) });
}

void give_left_out(Slots& gives, const notices::Preview& preview)
{
    dialogs::Table table { "line.left_out", {} };
    std::int64_t left = 0;
    for (const auto& [why, people] : preview.left_out) {
        left += people;
        table.rows.push_back(
            { why, { { "reason", dialogs::Phrase { "left_out." + why } }, { "count", number(people) } } });
    }
    gives.insert_or_assign("left", number(left));
    gives.insert_or_assign("left_lines", or_none(std::move(table)));
}

} // namespace bot
