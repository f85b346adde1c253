#include "bot/record_metrics.h"

#include "bot/postage.h"
#include "storage/complaints.h"
#include "storage/outbox.h"
#include "storage/prices.h"

namespace bot {

namespace {

MetricLabels labels_of(const storage::outbox::Count& count)
{
    const bool is_reply = count.lane == storage::outbox::Lane::Reply;
    return { { "channel", count.channel },
             { "lane", is_reply ? "reply" : "notice" },
             { "state", std::string { storage::outbox::name_of(count.state) } } };
}

// What a month has cost so far; the next month begins at nothing, so it is no counter.
void month_metrics(MetricsText& text, storage::Transaction& tx, storage::Time now)
{
    const auto spent = storage::prices::in_month(tx, month_of(now));
    const auto labels_of_spent = [](const storage::prices::Spent& one) {
        const bool is_reply = one.lane == storage::outbox::Lane::Reply;
        return MetricLabels { { "channel", one.channel },
                              { "lane", is_reply ? "reply" : "notice" },
                              { "category", one.category } };
    };
    text.metric("month_parts", MetricKind::Gauge, "Messages of this month, SMS by parts, as far as they were taken.");
    for (const auto& one : spent)
        text.value(one.parts, labels_of_spent(one));
    text.metric("month_thousand_paise", MetricKind::Gauge, "Their price in thousandths of a paisa.");
    for (const auto& one : spent)
        text.value(one.thousand_paise, labels_of_spent(one));
}

} // namespace

void record_metrics(MetricsText& text, storage::Transaction& tx, storage::Time now)
{
    const auto unfinished = storage::outbox::count_unfinished(tx);
    text.metric("outbox", MetricKind::Gauge, "Messages that are owed: queued, sending, uncertain or waiting for her.");
    for (const auto& count : unfinished)
        text.value(count.count, labels_of(count));
    text.metric("outbox_oldest_milliseconds", MetricKind::Gauge, "How long ago the oldest of them was written.");
    for (const auto& count : unfinished)
        text.value((now - count.oldest_at).count(), labels_of(count));
    text.metric("complaints_overdue", MetricKind::Gauge, "Unsolved complaints past their day.")
        .value(storage::complaints::count_overdue(tx, now));
    month_metrics(text, tx, now);
}

} // namespace bot
