// How far a notice is, from its ledger and the outbox.

#include "bot/notices/notice_book.h"
#include "bot/notices/rupees.h"
#include "storage/recipients.h"

namespace bot::notices {

using storage::outbox::State;

namespace {

void add(Status& status, const storage::recipients::Became& became)
{
    const auto count = became.messages;
    status.uncertain += became.unknowns;
    switch (became.state) {
    case State::Queued:
    case State::Sending:
    case State::Waiting:
    case State::Uncertain:
        status.queued += count;
        break;
    case State::Read:
        status.read += count;
        [[fallthrough]];
    case State::Delivered:
        status.delivered += count;
        [[fallthrough]];
    case State::Accepted:
    case State::Sent:
        status.sent += count;
        break;
    case State::Failed:
        status.failed += count;
        break;
    case State::Dropped:
        status.dropped += count;
        break;
    }
}

} // namespace

std::optional<Status> status_of(storage::Transaction& tx, std::int64_t number)
{
    auto notice = storage::notices::get(tx, number);
    if (!notice)
        return std::nullopt;
    Status status;
    status.notice = std::move(*notice);
    std::int64_t thousandths = 0;
    for (const auto& became : storage::recipients::became(tx, number, storage::audience::Grouping::Whole)) {
        add(status, became);
        thousandths += became.thousand_paise;
    }
    status.cost_paise = paise_of_thousandths(thousandths);
    for (const auto pressed : storage::notices::answers(tx, number))
        status.answered += pressed;
    return status;
}

} // namespace bot::notices
