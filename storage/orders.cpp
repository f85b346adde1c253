#include "storage/orders.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

#include <algorithm>

namespace storage::orders {

namespace {

constexpr std::array<std::string_view, 12> statuses { "new",       "accepted",           "late",
                                                      "packed",    "collected",          "in_transit",
                                                      "delivered", "cancelled_by_buyer", "cancelled_by_us",
                                                      "returned",  "paid_clf",           "paid_member" };

constexpr std::size_t tail_digits_min = 3; // shorter tails fit too many orders
constexpr std::int64_t searched_max = 500; // of one person's orders

const std::string selected = "SELECT number, order_id, channel, product, person, quantity, amount_paise, pack_by, "
                             "status, reason, created_at, changed_at FROM orders ";

Order read_order(const Row& row)
{
    Order order;
    order.number = row.integer(0);
    order.order_id = row.string(1);
    order.channel = row.string(2);
    order.product = row.string(3);
    order.person = row.integer(4);
    order.quantity = row.integer(5);
    order.amount_paise = row.integer(6);
    order.pack_by = row.maybe_time(7);
    order.status = enum_of<Status>(statuses, row.text(8));
    order.reason = row.string(9);
    order.created_at = row.time(10);
    order.changed_at = row.time(11);
    return order;
}

void note_step(Transaction& tx, std::int64_t number, const Step& step)
{
    tx.run("INSERT INTO order_history (id, number, from_status, to_status, who, reason, at) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7)",
           { ids::next(tx, ids::Sequence::Change), number, step.from, step.to, step.who, step.reason, value(step.at) });
}

void add(Transaction& tx, const Order& row, Time now)
{
    const auto number = ids::next(tx, ids::Sequence::Order);
    tx.run("INSERT INTO orders (number, order_id, channel, product, person, quantity, amount_paise, pack_by, status, "
           "reason, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
           { number, row.order_id, row.channel, row.product, row.person, row.quantity, row.amount_paise,
             or_null(row.pack_by), name_of(row.status), row.reason, value(now) });
    note_step(tx, number, { {}, std::string { name_of(row.status) }, "import", row.reason, now });
}

bool same_facts(const Order& a, const Order& b)
{
    return a.product == b.product && a.person == b.person && a.quantity == b.quantity &&
           a.amount_paise == b.amount_paise && a.pack_by == b.pack_by;
}

std::string_view digits_of_tail(std::string_view order_id, std::size_t count)
{
    return order_id.substr(order_id.size() - std::min(order_id.size(), count));
}

} // namespace

std::string_view name_of(Status status)
{
    return word_of(statuses, status);
}

std::optional<Status> status_named(std::string_view name)
{
    return maybe_enum_of<Status>(statuses, name);
}

Imported import_order(Transaction& tx, const Order& row, Time now)
{
    static const std::string sql = selected + "WHERE order_id = $1 AND channel = $2";
    const auto known = tx.first(sql, { row.order_id, row.channel }, read_order);
    if (!known) {
        add(tx, row, now);
        return Imported::Added;
    }
    const bool forward =
        row.status > known->status && move(tx, known->number, { known->status, row.status, "import", row.reason }, now);
    if (same_facts(*known, row))
        return forward ? Imported::Changed : Imported::Same;
    tx.run(
        "UPDATE orders SET product = $2, person = $3, quantity = $4, amount_paise = $5, pack_by = $6, "
        "changed_at = $7 WHERE number = $1",
        { known->number, row.product, row.person, row.quantity, row.amount_paise, or_null(row.pack_by), value(now) });
    return Imported::Changed;
}

std::optional<Order> get(Transaction& tx, std::int64_t number)
{
    static const std::string sql = selected + "WHERE number = $1";
    return tx.first(sql, { number }, read_order);
}

std::vector<Order> of_person(Transaction& tx, std::int64_t person, int limit)
{
    static const std::string sql = selected + "WHERE person = $1 ORDER BY number DESC LIMIT $2";
    return tx.all(sql, { person, std::int64_t { limit } }, read_order);
}

std::vector<Order> find(Transaction& tx, std::int64_t person, std::string_view digits)
{
    std::vector<Order> found;
    for (auto& order : of_person(tx, person, searched_max)) {
        if (std::to_string(order.number) == digits)
            return { order };
        if (digits.size() >= tail_digits_min && digits_of_tail(order.order_id, digits.size()) == digits)
            found.push_back(std::move(order));
    }
    return found;
}

std::vector<Order> list(Transaction& tx, std::int64_t after, int limit)
{
    static const std::string sql = selected + "WHERE number > $1 ORDER BY number LIMIT $2";
    return tx.all(sql, { after, std::int64_t { limit } }, read_order);
}

bool move(Transaction& tx, std::int64_t number, const Move& step, Time now)
{
    const auto changed = tx.run("UPDATE orders SET status = $3, reason = $4, changed_at = $5 "
                                "WHERE number = $1 AND status = $2",
                                { number, name_of(step.from), name_of(step.to), step.reason, value(now) });
    if (changed == 0)
        return false;
    note_step(tx, number,
              { std::string { name_of(step.from) }, std::string { name_of(step.to) }, std::string { step.who },
                std::string { step.reason }, now });
    return true;
}

std::vector<Step> history(Transaction& tx, std::int64_t number)
{
    return tx.all("SELECT from_status, to_status, who, reason, at FROM order_history WHERE number = $1 ORDER BY id",
                  { number }, [](const Row& row) {
                      return Step { row.string(0), row.string(1), row.string(2), row.string(3), row.time(4) };
                  });
}

std::vector<Order> to_pack(Transaction& tx, Time until, int limit)
{
    static const std::string sql =
        selected + "WHERE status IN ('new', 'accepted') AND pack_by <= $1 ORDER BY pack_by LIMIT $2";
    return tx.all(sql, { value(until), std::int64_t { limit } }, read_order);
}

} // namespace storage::orders
