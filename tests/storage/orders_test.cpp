#include "opened.h"

#include "storage/complaints.h"
#include "storage/orders.h"

using namespace storage;
using namespace std::chrono_literals;
using opened::at;
using opened::person;
using orders::Status;

namespace {

orders::Order row(const std::string& order_id, Status status = Status::New)
{
    orders::Order order;
    order.order_id = order_id;
    order.channel = "amazon";
    order.product = "आम का अचार";
    order.person = 1;
    order.quantity = 2;
    order.amount_paise = 500'00;
    order.pack_by = at(24h);
    order.status = status;
    return order;
}

std::vector<std::string> states(Transaction& tx, std::int64_t number)
{
    std::vector<std::string> passed;
    for (const auto& step : orders::history(tx, number))
        passed.push_back(step.to);
    return passed;
}

} // namespace

TEST_CASE("Importing an order twice changes nothing; a later file moves it forward and never back")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    using orders::Imported;
    CHECK(orders::import_order(tx, row("402-1234567-7654321"), at()) == Imported::Added);
    CHECK(orders::import_order(tx, row("402-1234567-7654321"), at()) == Imported::Same);
    CHECK(orders::move(tx, 101, { Status::New, Status::Packed, "her" }, at(1h)));
    CHECK(orders::import_order(tx, row("402-1234567-7654321"), at(2h)) == Imported::Same);
    CHECK(orders::get(tx, 101)->status == Status::Packed);
    CHECK(orders::import_order(tx, row("402-1234567-7654321", Status::InTransit), at(3h)) == Imported::Changed);
    auto more = row("402-1234567-7654321", Status::InTransit);
    more.quantity = 3;
    CHECK(orders::import_order(tx, more, at(4h)) == Imported::Changed);
    CHECK(orders::get(tx, 101)->quantity == 3);
    CHECK(states(tx, 101) == std::vector<std::string> { "new", "packed", "in_transit" });
    CHECK(orders::history(tx, 101)[1].who == "her");
    auto elsewhere = row("402-1234567-7654321");
    elsewhere.channel = "flipkart";
    CHECK(orders::import_order(tx, elsewhere, at()) == Imported::Added);
}

TEST_CASE("An order moves only from where it stands")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    orders::import_order(tx, row("a"), at());
    CHECK(orders::move(tx, 101, { Status::New, Status::CancelledByUs, "her", "माल नहीं है" }, at()));
    CHECK_FALSE(orders::move(tx, 101, { Status::New, Status::Packed, "her" }, at()));
    CHECK(orders::get(tx, 101)->reason == "माल नहीं है");
    CHECK(orders::history(tx, 101).size() == 2);
}

TEST_CASE("An order is found by our number or by the last digits of the marketplace's, among her own only")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    person(tx, 2);
    orders::import_order(tx, row("402-1234567-7654321"), at());
    orders::import_order(tx, row("403-1111111-7654321"), at());
    CHECK(orders::find(tx, 1, "102").size() == 1);
    CHECK(orders::find(tx, 1, "4321").size() == 2);
    CHECK(orders::find(tx, 1, "1234567-7654321").size() == 1);
    CHECK(orders::find(tx, 1, "21").empty());
    CHECK(orders::find(tx, 1, "").empty());
    CHECK(orders::find(tx, 2, "101").empty());
    CHECK(orders::of_person(tx, 1, 10).at(0).number == 102);
    CHECK(orders::list(tx, 101, 10).size() == 1);
}

TEST_CASE("What is still to pack is listed by its time")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    orders::import_order(tx, row("a"), at());
    orders::import_order(tx, row("b", Status::Packed), at());
    CHECK(orders::to_pack(tx, at(23h), 10).empty());
    CHECK(orders::to_pack(tx, at(24h), 10).size() == 1);
}

TEST_CASE("A complaint has a number, somebody who must act, a time, and a history")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    complaints::Complaint complaint;
    complaint.person = person(tx, 1);
    complaint.kind = "commission_missing";
    complaint.text = "पैसा नहीं आया";
    complaint.due_at = at(48h);
    const auto number = complaints::open(tx, complaint, at());
    CHECK(number == 501);
    const auto coordinator = person(tx, 2);
    using complaints::State;
    CHECK(complaints::move(tx, number, { State::Forwarded, "bot", "", coordinator }, at(1h)));
    CHECK(complaints::move(tx, number, { State::InProgress, "coordinator", "बैंक से पूछा" }, at(2h)));
    CHECK_FALSE(complaints::move(tx, number + 1, { State::Solved, "coordinator" }, at(2h)));
    CHECK(complaints::assigned_to(tx, coordinator, 10).size() == 1);
    CHECK(complaints::of_person(tx, 1, 10).at(0).state == State::InProgress);
    CHECK(complaints::overdue(tx, at(47h), 10).empty());
    CHECK(complaints::overdue(tx, at(48h), 10).size() == 1);
    complaints::move(tx, number, { State::Solved, "coordinator" }, at(49h));
    CHECK(complaints::overdue(tx, at(50h), 10).empty());
    const auto steps = complaints::history(tx, number);
    REQUIRE(steps.size() == 4);
    CHECK(steps[2].from == "forwarded");
    CHECK(steps[2].note == "बैंक से पूछा");
    CHECK(complaints::list(tx, 0, 10).size() == 1);
}
