#include "bot/actions/order_states.h"

#include <stdexcept>

namespace bot {

using storage::orders::Order;
using storage::orders::Status;

namespace {

bool is_late(const Order& order, storage::Time now)
{
    return order.status == Status::Late || (waits_for_packing(order.status) && order.pack_by && *order.pack_by < now);
}

struct Told {
    std::string state;
    std::string stage;
};

Told told(Status status)
{
    switch (status) {
    case Status::New:
    case Status::Accepted:
    case Status::Late:
        return { "to_pack", "to_pack" };
    case Status::Packed:
        return { "packed", "moving" };
    case Status::Collected:
        return { "collected", "moving" };
    case Status::InTransit:
        return { "on_the_way", "moving" };
    case Status::Delivered:
        return { "delivered", "delivered" };
    case Status::CancelledByBuyer:
        return { "cancelled_by_buyer", "cancelled" };
    case Status::CancelledByUs:
        return { "cancelled_by_us", "cancelled" };
    case Status::Returned:
        return { "returned", "returned" };
    case Status::PaidClf:
        return { "paid_to_clf", "delivered" };
    case Status::PaidMember:
        return { "paid_to_member", "delivered" };
    }
    throw std::logic_error { "telling an order's state: the state is unknown" };
}

} // namespace

bool waits_for_packing(Status status)
{
    return status == Status::New || status == Status::Accepted || status == Status::Late;
}

bool is_delivered(Status status)
{
    return told(status).stage == "delivered";
}

dialogs::Phrase state_of(const Order& order, storage::Time now)
{
    return { "state.order." + (is_late(order, now) ? std::string { "late" } : told(order.status).state) };
}

std::string stage_of(const Order& order, storage::Time now)
{
    return is_late(order, now) ? "late" : told(order.status).stage;
}

} // namespace bot
