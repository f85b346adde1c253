#include "bot/deliveries.h"

#include "bot/channel_news.h"
#include "bot/late_failures.h"
#include "storage/events.h"
#include "storage/statuses.h"

#include <algorithm>

namespace bot {

using dialogs::Arrival;
using storage::Transaction;

namespace {

storage::statuses::Status status_of(const dialogs::StatusUpdate& update)
{
    using storage::outbox::State;
    storage::statuses::Status status;
    status.channel = update.channel;
    status.provider_id = update.provider_id;
    status.outbox_id = update.outbox_id;
    status.at = update.at;
    status.error_code = update.error_code;
    status.error = update.error;
    status.price_category = update.price_category;
    status.price_type = update.price_type;
    switch (update.state) {
    case dialogs::DeliveryState::Accepted:
        status.state = State::Accepted;
        break;
    case dialogs::DeliveryState::Sent:
        status.state = State::Sent;
        break;
    case dialogs::DeliveryState::Delivered:
        status.state = State::Delivered;
        break;
    case dialogs::DeliveryState::Read:
    case dialogs::DeliveryState::Played:
        status.state = State::Read;
        break;
    case dialogs::DeliveryState::Failed:
        status.state = State::Failed;
        break;
    }
    return status;
}

void take_messages(const Bot& bot, Transaction& tx, const dialogs::Delivery& delivery, Time now, DeliveryReport& report)
{
    std::vector<const Arrival*> arrivals;
    for (const auto& arrival : delivery.arrivals)
        arrivals.push_back(&arrival);
    std::ranges::stable_sort(arrivals, {}, &Arrival::sent_at);
    for (const auto* arrival : arrivals) {
        auto turn = take_turn_or_park(bot, tx, *arrival, now);
        turn.channel = arrival->channel;
        report.wants_media = report.wants_media || arrival->message.media.has_value();
        report.may_be_due_on.insert(turn.owes_on.begin(), turn.owes_on.end());
        report.turns.push_back(std::move(turn));
    }
}

void take_status(Transaction& tx, const dialogs::StatusUpdate& update, Time now, DeliveryReport& report)
{
    using storage::statuses::Applied;
    const auto status = status_of(update);
    const auto applied = storage::statuses::apply(tx, status);
    if (applied == Applied::Settled)
        report.may_be_due_on.insert(update.channel);
    const bool moved = applied == Applied::Moved || applied == Applied::Settled;
    if (moved && status.state == storage::outbox::State::Failed)
        take_late_failure(tx, status, now); // what it tries again is not due at once
}

} // namespace

DeliveryReport take_delivery(const Bot& bot, Transaction& tx, const dialogs::Delivery& delivery, Time now)
{
    DeliveryReport report;
    take_messages(bot, tx, delivery, now, report);
    for (const auto& update : delivery.statuses)
        take_status(tx, update, now, report);
    for (const auto& event : delivery.events)
        if (storage::events::record(tx, { event.key, event.channel, event.field, event.payload, event.at }))
            take_news(tx, event, now);
    return report;
}

Time order_of(const dialogs::Delivery& delivery, Time now)
{
    if (delivery.arrivals.empty())
        return now;
    return std::ranges::min_element(delivery.arrivals, {}, &Arrival::sent_at)->sent_at;
}

} // namespace bot
