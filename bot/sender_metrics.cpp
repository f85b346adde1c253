#include "bot/sender_metrics.h"

namespace bot {

void sender_metrics(MetricsText& text, const SenderCounts& counts)
{
    text.metric("sends_total", MetricKind::Counter, "Attempts to send by channel and result.");
    for (const auto& channel : counts.channels)
        for (std::size_t i = 0; i < send_results; ++i)
            text.value(channel.by_result[i],
                       { { "channel", channel.channel }, { "result", std::string { name_of(SendResult(i)) } } });
    text.metric("send_milliseconds", MetricKind::Histogram, "One attempt, until the gateway has answered.");
    for (const auto& channel : counts.channels)
        text.values(channel.send_milliseconds, { { "channel", channel.channel } });
    text.metric("messages_given_up_total", MetricKind::Counter, "Messages that failed for good.");
    for (const auto& channel : counts.channels)
        text.value(channel.given_up, { { "channel", channel.channel } });
    text.metric("notices_held_back_total", MetricKind::Counter, "Times a notice's message was put off.");
    for (const auto& channel : counts.channels)
        text.value(channel.held_back, { { "channel", channel.channel } });
    text.metric("notices_dropped_total", MetricKind::Counter, "Messages of notices dropped before they were sent.");
    for (const auto& channel : counts.channels)
        text.value(channel.dropped, { { "channel", channel.channel } });
    text.metric("channel_held", MetricKind::Gauge, "1 while a whole channel is held back.");
    for (const auto& channel : counts.channels)
        text.value(channel.hold == Hold::Kind::None ? 0 : 1, { { "channel", channel.channel } });
    text.metric("queue_age_milliseconds", MetricKind::Gauge, "How long the oldest queued message has been due.");
    for (const auto& channel : counts.channels)
        text.value(channel.queue_age.count(), { { "channel", channel.channel } });
    text.metric("leases_lost_total", MetricKind::Counter, "Messages that were on their way when a process died.")
        .value(counts.leases_lost);
    text.metric("messages_resent_total", MetricKind::Counter, "Uncertain messages sent again.").value(counts.resent);
}

} // namespace bot
