#include "bot/actions/order_states.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using dialogs::Time;
using storage::orders::Order;
using storage::orders::Status;

namespace {

constexpr int orders_read_max = 500;

struct Sums {
    std::int64_t waiting_paise = 0, waiting_count = 0, received_paise = 0;
    std::optional<Time> received_at;
    Time news_at {};
    bool anything_delivered = false;
};

Sums sums_of(const std::vector<Order>& orders)
{
    Sums sums;
    for (const auto& order : orders) {
        sums.news_at = std::max(sums.news_at, order.changed_at);
        if (!is_delivered(order.status))
            continue;
        sums.anything_delivered = true;
        if (order.status == Status::PaidMember) {
            sums.received_paise += order.amount_paise;
            sums.received_at = std::max(sums.received_at.value_or(order.changed_at), order.changed_at);
        } else {
            sums.waiting_paise += order.amount_paise;
            ++sums.waiting_count;
        }
    }
    return sums;
}

} // namespace

Done sale_money(ActionCall& call)
{
    const auto orders = storage::orders::of_person(call.tx, call.person.id, orders_read_max);
    if (orders.empty())
        return { "nothing", {} };
    const auto sums = sums_of(orders);
    Done done { "too_early",
                { { "count", number(static_cast<std::int64_t>(orders.size())) }, { "as_of", day_of(sums.news_at) } } };
    if (!sums.anything_delivered)
        return done;
    done.outcome = sums.waiting_count > 0 ? "waiting" : "paid";
    done.gives.insert_or_assign("waiting", money(sums.waiting_paise));
    done.gives.insert_or_assign("waiting_count", number(sums.waiting_count));
    done.gives.insert_or_assign("received", money(sums.received_paise));
    if (sums.received_at)
        done.gives.insert_or_assign("received_on", day_of(*sums.received_at));
    return done;
}

} // namespace bot::run
