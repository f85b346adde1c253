#include "bot/notices/notice_counting.h"

#include "bot/channels/sms_parts.h"
#include "bot/notices/census.h"
#include "bot/notices/hours.h"
#include "bot/notices/rupees.h"
#include "locales/time.h"
#include "storage/day.h"
#include "storage/prices.h"

#include <algorithm>
#include <map>

namespace bot::notices {

using storage::audience::Count;
using storage::notices::Notice;

namespace {

constexpr std::chrono::minutes slot { 15 }; // in which a channel sends or rests
constexpr std::chrono::days longest_looked_at { 3'660 };

// Parts of an SMS to these people when every variable is as long as it may be, in the script of the text.
std::int64_t parts_for(const NoticeTexts& texts, const Count& count)
{
    storage::recipients::Recipient reader;
    reader.language = count.language;
    reader.officer = count.officer;
    const auto text = text_for(texts, reader);
    if (!text)
        return 1;
    reader.name = reader.group_name = reader.clf = reader.block = reader.district =
        std::string(NoticeTextLimits::variable_units_max, 'x');
    return std::max(1, sms_size(filled(*text, reader)).parts);
}

std::string category_of(const Count& count, const Notice& notice)
{
    if (count.channel == "whatsapp" && count.window_open)
        return "service"; // free text
    return std::string { category_on(count.channel, notice.category) };
}

// The days a price is of: of its start, if it is planned.
std::string day_of_sending(const Notice& notice, Time now)
{
    return storage::text_of(locales::day_in_india(std::max(now, notice.starts_at.value_or(now))));
}

class Counter {
public:
    Counter(storage::Transaction& tx, const Notice& notice, Time now)
        : tx_(tx), notice_(notice), texts_(texts_from_json(notice.texts)), day_(day_of_sending(notice, now))
    {
    }

    void add(const Count& count)
    {
        if (count.left_out != storage::audience::LeftOut::None) {
            left_out_[std::string { name_of(count.left_out) }] += count.people;
            return;
        }
        counted_.preview.recipients += count.people;
        if (count.channel == "whatsapp" && !count.window_open)
            counted_.outside_window += count.people;
        auto& line = line_of(count.channel, category_of(count, notice_));
        line.people += count.people;
        line.parts += count.people * (count.channel == "sms" ? parts_for(texts_, count) : 1);
    }

    Counted finish()
    {
        std::int64_t thousandths = 0;
        for (auto& line : counted_.preview.lines) {
            if (const auto price = storage::prices::on_day(tx_, line.channel, line.category, day_)) {
                line.thousand_paise = price->thousand_paise * line.parts;
                line.price_from = price->valid_from;
                line.price_source = price->source;
            }
            thousandths += line.thousand_paise;
        }
        counted_.preview.cost_paise = paise_of_thousandths(thousandths);
        counted_.preview.left_out.assign(left_out_.begin(), left_out_.end());
        return std::move(counted_);
    }

private:
    LineOfPreview& line_of(const std::string& channel, const std::string& category)
    {
        for (auto& line : counted_.preview.lines)
            if (line.channel == channel && line.category == category)
                return line;
        return counted_.preview.lines.emplace_back(LineOfPreview { channel, category, 0, 0, 0, {}, {} });
    }

    storage::Transaction& tx_;
    const Notice& notice_;
    NoticeTexts texts_;
    std::string day_;
    Counted counted_;
    std::map<std::string, std::int64_t> left_out_;
};

// When the last of `people` is sent on one channel, slot by slot. `per_day` bounds those of them `outside` their
// window.
struct Sending {
    std::string_view channel;
    std::int64_t people = 0, outside = 0;
    int per_second = 1;
    std::optional<std::int64_t> per_day;
    std::int64_t written_today = 0;
};

Time end_of(Sending sending, const Notice& notice, Time from)
{
    const auto urgency = notice.urgent && notice.urgent_allowed ? Urgency::AllowedAtNight : Urgency::Usual;
    auto inside = sending.people - sending.outside;
    auto left_today = sending.per_day.value_or(sending.outside) - sending.written_today;
    auto day_ends = from + std::chrono::days { 1 };
    for (auto at = from; at < from + longest_looked_at; at += slot) {
        if (at >= day_ends) {
            day_ends += std::chrono::days { 1 };
            left_today = sending.per_day.value_or(sending.outside);
        }
        if (may_go_at(sending.channel, category_on(sending.channel, notice.category), urgency, at) != at)
            continue;
        const auto room = std::int64_t { sending.per_second } * std::chrono::seconds { slot }.count();
        const auto of_outside = std::max<std::int64_t>(0, std::min({ sending.outside, left_today, room }));
        const auto of_inside = std::min(inside, room - of_outside);
        sending.outside -= of_outside;
        left_today -= of_outside;
        inside -= of_inside;
        if (sending.outside + inside == 0)
            return at + std::chrono::seconds { (of_outside + of_inside) / sending.per_second };
    }
    return from + longest_looked_at;
}

} // namespace

Counted counted(storage::Transaction& tx, const Notice& notice, const NoticeRules& rules, Time now)
{
    Counter counter { tx, notice, now };
    const auto audience = audience_of(tx, notice);
    const auto means = means_of(tx, notice, rules);
    for (const auto& count :
         rules.census != nullptr
             ? rules.census->counts(tx, audience, means, now)
             : storage::audience::count(tx, audience, means, storage::audience::Grouping::Whole, now))
        counter.add(count);
    return counter.finish();
}

std::chrono::seconds time_taken(const Counted& counted, const Notice& notice, const NoticeRules& rules,
                                std::int64_t written_today, Time from)
{
    std::map<std::string, std::int64_t, std::less<>> people { { "sms", 0 }, { "whatsapp", 0 } };
    for (const auto& line : counted.preview.lines)
        people[line.channel] += line.people;
    auto end = from;
    if (people["sms"] > 0)
        end = std::max(end, end_of({ "sms", people["sms"], 0, rules.sms_per_second, {}, 0 }, notice, from));
    if (people["whatsapp"] > 0)
        end = std::max(end, end_of({ "whatsapp", people["whatsapp"], counted.outside_window, rules.whatsapp_per_second,
                                     rules.outside_window_per_day, written_today },
                                   notice, from));
    return std::chrono::ceil<std::chrono::seconds>(end - from);
}

} // namespace bot::notices
