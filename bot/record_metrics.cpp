#include "bot/record_metrics.h"

#include "storage/complaints.h"
#include "storage/outbox.h"

namespace bot {

namespace {

MetricLabels labels_of(const storage::outbox::Count& count)
{
    const bool is_reply = count.lane == storage::outbox::Lane::Reply;
    return { { "channel", count.channel },
             { "lane", is_reply ? "reply" : "notice" },
             { "state", std::string { storage::outbox::name_of(count.state) } } };
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
}

} // namespace bot
