#include "storage/complaints.h"
#include "storage/orders.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;
using std::chrono::hours;
using storage::orders::Status;

namespace {

struct Packing : Acting {
    Person officer = imported("+919800000031", "Anita", { "coordinator" });
    Person reena = joined("+919800000001", "Rina Devi", { "member" });

    // Told by the marketplace `ago` before now; to be packed `pack_by` after now.
    std::int64_t order(const std::string& id, Status status, hours pack_by = hours { 48 }, hours ago = hours { 1 })
    {
        storage::orders::Order row;
        row.order_id = id;
        row.channel = "amazon";
        row.product = "आम का अचार";
        row.person = reena.id;
        row.quantity = 2;
        row.amount_paise = 500'00;
        row.pack_by = now + pack_by;
        row.status = status;
        storage::orders::import_order(tx(), row, now - ago);
        return storage::orders::of_person(tx(), reena.id, 1).front().number;
    }

    dialogs::Done with(const std::string& action, std::int64_t number, Slots more = {})
    {
        more.insert_or_assign("order", word(std::to_string(number)));
        return run(action, reena, std::move(more));
    }

    Status status(std::int64_t number) { return storage::orders::get(tx(), number)->status; }
};

std::vector<std::int64_t> numbers(const dialogs::Done& done)
{
    std::vector<std::int64_t> found;
    for (const auto& row : get<dialogs::Table>(done.gives, "orders").rows)
        found.push_back(number(row.cells, "number"));
    return found;
}

} // namespace

TEST_CASE("orders to pack come first, soonest first, then the others, newest first")
{
    Packing acting;
    CHECK(acting.run("list_orders", acting.reena).outcome == "none");
    const auto delivered = acting.order("a", Status::Delivered);
    const auto later = acting.order("b", Status::New, hours { 50 });
    const auto soon = acting.order("c", Status::Accepted, hours { 5 });
    const auto moving = acting.order("d", Status::InTransit);
    const auto done = acting.run("list_orders", acting.reena);
    CHECK(done.outcome == "some");
    CHECK(numbers(done) == std::vector { soon, later, moving, delivered });
    CHECK(number(done.gives, "count") == 4);
    CHECK(number(done.gives, "first") == soon);
    CHECK(get<dialogs::Day>(done.gives, "first_by") == day(2026, 11, 22));
}

TEST_CASE("orders that ended more than ninety days ago are not shown")
{
    Packing acting;
    acting.order("a", Status::Delivered, hours { -100 }, hours { 24 * 91 });
    CHECK(acting.run("list_orders", acting.reena).outcome == "none");
}

TEST_CASE("the list for packing counts those that wait, and shows those packed within a week after them")
{
    Packing acting;
    acting.order("a", Status::Delivered);
    acting.order("b", Status::Packed, hours { -300 }, hours { 24 * 8 });
    const auto packed = acting.order("c", Status::Packed);
    const auto waiting = acting.order("d", Status::New);
    const auto done = acting.run("orders_to_pack", acting.reena);
    CHECK(done.outcome == "some");
    CHECK(numbers(done) == std::vector { waiting, packed });
    CHECK(number(done.gives, "count") == 1);
}

TEST_CASE("with nothing to pack and nothing packed lately there is nothing to choose")
{
    Packing acting;
    acting.order("a", Status::Delivered);
    const auto done = acting.run("orders_to_pack", acting.reena);
    CHECK(done.outcome == "none");
    CHECK(number(done.gives, "count") == 0);
}

TEST_CASE("what she is told of an order follows how far it came")
{
    Packing acting;
    const auto told = [&](const std::string& id, Status status, hours pack_by = hours { 48 }) {
        const auto done = acting.with("order_detail", acting.order(id, status, pack_by));
        return std::pair { done.outcome, phrase(done.gives, "state") };
    };
    using Told = std::pair<std::string, std::string>;
    CHECK(told("a", Status::New) == Told { "to_pack", "state.order.to_pack" });
    CHECK(told("b", Status::Accepted) == Told { "to_pack", "state.order.to_pack" });
    CHECK(told("c", Status::New, hours { -1 }) == Told { "late", "state.order.late" });
    CHECK(told("d", Status::Late) == Told { "late", "state.order.late" });
    CHECK(told("e", Status::Packed, hours { -1 }) == Told { "moving", "state.order.packed" });
    CHECK(told("f", Status::Collected) == Told { "moving", "state.order.collected" });
    CHECK(told("g", Status::InTransit) == Told { "moving", "state.order.on_the_way" });
    CHECK(told("h", Status::Delivered) == Told { "delivered", "state.order.delivered" });
    CHECK(told("i", Status::PaidClf) == Told { "delivered", "state.order.paid_to_clf" });
    CHECK(told("j", Status::PaidMember) == Told { "delivered", "state.order.paid_to_member" });
    CHECK(told("k", Status::CancelledByBuyer) == Told { "cancelled", "state.order.cancelled_by_buyer" });
    CHECK(told("l", Status::CancelledByUs) == Told { "cancelled", "state.order.cancelled_by_us" });
    CHECK(told("m", Status::Returned) == Told { "returned", "state.order.returned" });
}

TEST_CASE("an order shows its amount, its quantity, and who hands it on")
{
    Packing acting;
    const auto done = acting.with("order_detail", acting.order("a", Status::New));
    CHECK(paise(done.gives, "amount") == 500'00);
    CHECK(get<dialogs::Quantity>(done.gives, "quantity") == quantity(2));
    CHECK(phrase(done.gives, "officer") == "Anita");
    CHECK(get<dialogs::Day>(done.gives, "pack_by") == day(2026, 11, 24));
}

TEST_CASE("an order without a pack-by time says that its day is not known")
{
    Packing acting;
    storage::orders::Order row;
    row.order_id = "a";
    row.channel = "amazon";
    row.product = "अचार";
    row.person = acting.reena.id;
    row.quantity = 1;
    storage::orders::import_order(acting.tx(), row, acting.now);
    const auto done = acting.run("list_orders", acting.reena);
    CHECK(phrase(done.gives, "first_by") == "unknown.day");
}

TEST_CASE("packing moves the order, tells her who collects it by when, and tells the coordinator")
{
    Packing acting;
    const auto order = acting.order("a", Status::New);
    CHECK(acting.with("order_before_packing", order).outcome == "ready");
    const auto done = acting.with("pack_order", order);
    CHECK(done.outcome == "packed");
    CHECK(acting.status(order) == Status::Packed);
    CHECK(phrase(done.gives, "officer") == "Anita");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 24));
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].prompt.text == "tell.packed");
    CHECK(number(acting.tells[0].prompt.slots, "number") == order);
    CHECK(storage::orders::history(acting.tx(), order).back().who == "person:" + std::to_string(acting.reena.id));
}

TEST_CASE("a late order is packed and collected today")
{
    Packing acting;
    const auto done = acting.with("pack_order", acting.order("a", Status::New, hours { -30 }));
    CHECK(done.outcome == "packed");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 22));
}

TEST_CASE("packing twice changes nothing and tells nobody again")
{
    Packing acting;
    const auto order = acting.order("a", Status::New);
    acting.with("pack_order", order);
    CHECK(acting.with("order_before_packing", order).outcome == "already");
    CHECK(acting.with("pack_order", order).outcome == "already");
    CHECK(acting.tells.size() == 1);
}

TEST_CASE("an order that left cannot be packed or given up")
{
    Packing acting;
    const auto status = GENERATE(Status::Collected, Status::InTransit, Status::Delivered, Status::CancelledByBuyer,
                                 Status::CancelledByUs, Status::Returned, Status::PaidMember);
    const auto order = acting.order("a", status);
    CHECK(acting.with("order_before_packing", order).outcome == "too_late");
    CHECK(acting.with("pack_order", order).outcome == "too_late");
    CHECK(acting.with("cannot_order", order, { { "reason", word("no_material") } }).outcome == "too_late");
    CHECK(acting.status(order) == status);
    CHECK(acting.tells.empty());
}

TEST_CASE("an order of another woman is gone for every action")
{
    Packing acting;
    const auto order = acting.order("a", Status::New);
    auto other = acting.joined("+919800000002", "Sunita", { "member" });
    for (const auto* action : { "order_detail", "order_before_packing", "pack_order", "cannot_order" }) {
        CAPTURE(action);
        const Slots slots { { "order", word(std::to_string(order)) }, { "reason", word("no_material") } };
        CHECK(acting.run(action, other, slots).outcome == "gone");
    }
    CHECK(acting.status(order) == Status::New);
}

TEST_CASE("who cannot send an order gets a ticket that the coordinator decides on within a day")
{
    Packing acting;
    const auto order = acting.order("a", Status::New);
    const auto done = acting.with("cannot_order", order,
                                  { { "reason", word("other_reason") }, { "reason_words", text("घर में बीमारी") } });
    REQUIRE(done.outcome == "told");
    CHECK(phrase(done.gives, "officer") == "Anita");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 23));
    CHECK(acting.status(order) == Status::New);
    const auto ticket = storage::complaints::get(acting.tx(), number(done.gives, "ticket")).value();
    CHECK(ticket.kind == "order_problem");
    CHECK(ticket.about == "order " + std::to_string(order));
    CHECK(ticket.text == "other_reason: घर में बीमारी");
    CHECK(ticket.assigned == acting.officer.id);
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].prompt.text == "tell.cannot_pack");
    CHECK(get<dialogs::Word>(acting.tells[0].prompt.slots, "reason").id == "other_reason");
}

TEST_CASE("the day by which she will be ready is kept with the ticket")
{
    Packing acting;
    const auto done = acting.with("cannot_order", acting.order("a", Status::New),
                                  { { "reason", word("need_time") }, { "ready_on", day(2026, 11, 28) } });
    CHECK(storage::complaints::get(acting.tx(), number(done.gives, "ticket"))->text == "need_time: 2026-11-28");
}

TEST_CASE("the money of her orders: nothing, too early, something waiting, all paid")
{
    Packing acting;
    CHECK(acting.run("sale_money", acting.reena).outcome == "nothing");

    acting.order("a", Status::InTransit);
    const auto early = acting.run("sale_money", acting.reena);
    CHECK(early.outcome == "too_early");
    CHECK(number(early.gives, "count") == 1);

    const auto paid_order = acting.order("b", Status::PaidMember, hours { 0 }, hours { 48 });
    REQUIRE(paid_order != 0);
    const auto paid = acting.run("sale_money", acting.reena);
    CHECK(paid.outcome == "paid");
    CHECK(paise(paid.gives, "received") == 500'00);
    CHECK(get<dialogs::Day>(paid.gives, "received_on") == day(2026, 11, 20));
    CHECK(get<dialogs::Day>(paid.gives, "as_of") == day(2026, 11, 22));

    acting.order("c", Status::Delivered);
    acting.order("d", Status::PaidClf);
    const auto waiting = acting.run("sale_money", acting.reena);
    CHECK(waiting.outcome == "waiting");
    CHECK(paise(waiting.gives, "waiting") == 1'000'00);
    CHECK(number(waiting.gives, "waiting_count") == 2);
    CHECK(paise(waiting.gives, "received") == 500'00);
}
