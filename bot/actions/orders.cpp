#include "storage/orders.h"
#include "bot/actions/officers.h"
#include "bot/actions/order_states.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/actions/tickets.h"
#include "storage/day.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using dialogs::Time;
using storage::orders::Order;
using storage::orders::Status;

namespace {

constexpr std::size_t rows_max = 10;
constexpr int orders_read_max = 500;
constexpr std::chrono::days shown_for { 90 };
constexpr std::chrono::days packed_shown_for { 7 };

std::optional<Order> her_order(ActionCall& call)
{
    const auto number = number_in(call.slots, "order");
    auto order = number ? storage::orders::get(call.tx, *number) : std::nullopt;
    return order && order->person == call.person.id ? order : std::nullopt;
}

dialogs::Answer pack_by(const Order& order)
{
    if (!order.pack_by)
        return dialogs::Phrase { "unknown.day" };
    return day_of(*order.pack_by);
}

dialogs::Slots cells_of(const Order& order, Time now)
{
    return {
        { "number", number(order.number) },
        { "name", dialogs::Text { order.product } },
        { "quantity", dialogs::Quantity { locales::Decimal { order.quantity }, {} } },
        { "pack_by", pack_by(order) },
        { "state", state_of(order, now) },
    };
}

// The coordinator reads the product's name as {product}; {name} is who sells it.
dialogs::Slots cells_for_officer(const Order& order, Time now)
{
    auto cells = cells_of(order, now);
    cells.insert_or_assign("product", dialogs::Text { order.product });
    return cells;
}

// Those to pack first, soonest first; then the others, newest first.
bool before(const Order& one, const Order& other)
{
    const bool waits = waits_for_packing(one.status);
    if (waits != waits_for_packing(other.status))
        return waits;
    if (!waits)
        return one.number > other.number;
    if (one.pack_by && other.pack_by && *one.pack_by != *other.pack_by)
        return *one.pack_by < *other.pack_by;
    if (one.pack_by.has_value() != other.pack_by.has_value())
        return one.pack_by.has_value();
    return one.number < other.number;
}

template <class Wanted> std::vector<Order> orders_of(ActionCall& call, Wanted wanted)
{
    auto orders = storage::orders::of_person(call.tx, call.person.id, orders_read_max);
    std::erase_if(orders, [&](const Order& order) { return !wanted(order); });
    std::ranges::sort(orders, before);
    return orders;
}

// `count` is of all, or of those to pack alone.
Done listed(const std::vector<Order>& orders, std::int64_t count, Time now)
{
    Done done { orders.empty() ? "none" : "some", { { "count", number(count) } } };
    if (orders.empty())
        return done;
    dialogs::Table table { "line.order", {} };
    for (const auto& order : orders)
        if (table.rows.size() < rows_max)
            table.rows.push_back({ std::to_string(order.number), cells_of(order, now) });
    done.gives.insert_or_assign("orders", std::move(table));
    done.gives.insert_or_assign("first", number(orders.front().number));
    done.gives.insert_or_assign("first_by", pack_by(orders.front()));
    return done;
}

// One order of hers with all that is shown of it; `outcome` decides on it.
template <class Outcome> Done one_order(ActionCall& call, Outcome outcome)
{
    const auto order = her_order(call);
    if (!order)
        return { "gone", {} };
    Done done { outcome(*order), cells_of(*order, call.now) };
    done.gives.insert_or_assign("amount", money(order->amount_paise));
    done.gives.insert_or_assign("since", day_of(order->changed_at));
    give_officer(done.gives, officer_of(call.tx, call.person));
    return done;
}

std::string before_packing(const Order& order)
{
    if (waits_for_packing(order.status))
        return "ready";
    return order.status == Status::Packed ? "already" : "too_late";
}

// By the day the buyer was promised; today when that is over or not known.
locales::Date collected_by(const Order& order, Time now)
{
    return locales::day_in_india(order.pack_by ? std::max(*order.pack_by, now) : now);
}

// What she gives as the reason, as it is kept with the ticket: the word of her choice, then her own words, or the day
// she will be ready.
std::string reason_of(const dialogs::Slots& slots)
{
    const auto reason = words_in(slots, "reason");
    auto words = words_in(slots, "reason_words");
    if (const auto* ready_on = slot_as<dialogs::Day>(slots, "ready_on"))
        words = storage::text_of(ready_on->date);
    return words.empty() ? reason : reason + ": " + words;
}

} // namespace

Done list_orders(ActionCall& call)
{
    const auto orders = orders_of(call, [&](const Order& order) {
        return waits_for_packing(order.status) || order.changed_at >= call.now - shown_for;
    });
    return listed(orders, static_cast<std::int64_t>(orders.size()), call.now);
}

Done orders_to_pack(ActionCall& call)
{
    const auto orders = orders_of(call, [&](const Order& order) {
        const bool packed_lately = order.status == Status::Packed && order.changed_at >= call.now - packed_shown_for;
        return waits_for_packing(order.status) || packed_lately;
    });
    const auto waiting =
        std::ranges::count_if(orders, [](const Order& order) { return waits_for_packing(order.status); });
    return listed(orders, waiting, call.now);
}

Done order_detail(ActionCall& call)
{
    return one_order(call, [&](const Order& order) { return stage_of(order, call.now); });
}

Done order_before_packing(ActionCall& call)
{
    return one_order(call, before_packing);
}

Done pack_order(ActionCall& call)
{
    const auto order = her_order(call);
    if (!order)
        return { "gone", {} };
    Done done { before_packing(*order), {} };
    const auto officer = officer_of(call.tx, call.person);
    const auto by = collected_by(*order, call.now);
    give_officer(done.gives, officer, by);
    if (done.outcome != "ready")
        return done;
    storage::orders::move(call.tx, order->number, { order->status, Status::Packed, who_writes(call) }, call.now);
    auto slots = cells_for_officer(*order, call.now);
    slots.insert_or_assign("by", dialogs::Day { by });
    tell_officer(call, officer, "tell.packed", std::move(slots));
    done.outcome = "packed";
    return done;
}

Done cannot_order(ActionCall& call)
{
    const auto order = her_order(call);
    if (!order)
        return { "gone", {} };
    if (before_packing(*order) == "too_late")
        return { "too_late", {} };
    const auto reason = reason_of(call.slots);
    const auto ticket = open_ticket(call, { "order_problem", reason, "order " + std::to_string(order->number) });
    Done done { "told", {} };
    give_ticket(done.gives, ticket);
    auto slots = cells_for_officer(*order, call.now);
    slots.insert_or_assign("by", dialogs::Day { ticket.by });
    slots.insert_or_assign("ticket", number(ticket.number));
    slots.insert_or_assign("reason", call.slots.at("reason"));
    tell_officer(call, ticket.officer, "tell.cannot_pack", std::move(slots));
    return done;
}

} // namespace bot::run
