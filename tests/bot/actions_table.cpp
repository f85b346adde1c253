#include "bot/actions/action.h"
#include "bot/demo.h"
#include "locales/catalog.h"
#include "storage/products.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

#include <set>

using namespace support;

TEST_CASE("every action stands once in the table, with outcomes and something to run")
{
    std::set<std::string> names;
    for (const auto& action : bot::actions()) {
        CAPTURE(action.shape.name);
        CHECK(names.insert(action.shape.name).second);
        CHECK_FALSE(action.shape.outcomes.empty());
        CHECK(action.run != nullptr);
    }
}

TEST_CASE("the demo has two groups, two sakhis and a coordinator, and one who has not joined")
{
    Acting acting;
    bot::fill_demo(acting.tx(), acting.now);
    const auto people = storage::people::list(acting.tx(), 0, 100);
    CHECK(people.size() == 11);
    CHECK(std::ranges::count_if(people, [](const auto& one) { return !one.person.joined_at; }) == 1);
    CHECK(storage::people::with_role(acting.tx(), "vidyut_sakhi").size() == 2);
    CHECK(storage::people::with_role(acting.tx(), "coordinator").size() == 1);
    std::set<storage::products::Status> states;
    const auto products = storage::products::list(acting.tx(), 0, 100);
    for (const auto& product : products)
        states.insert(product.status);
    CHECK(products.size() == 10);
    CHECK(states.size() == 7);
}

TEST_CASE("the demo filled again changes nothing, whatever was done in it meanwhile")
{
    Acting acting;
    bot::fill_demo(acting.tx(), acting.now);
    auto reena = storage::people::by_phone(acting.tx(), "+919800000001").value();
    const auto orders = acting.run("orders_to_pack", reena);
    const auto first = number(orders.gives, "first");
    REQUIRE(acting.run("pack_order", reena, { { "order", number(first) } }).outcome == "packed");
    bot::fill_demo(acting.tx(), at(std::chrono::hours { 24 * 3 }));
    CHECK(storage::people::list(acting.tx(), 0, 100).size() == 11);
    CHECK(acting.run("order_before_packing", reena, { { "order", number(first) } }).outcome == "already");
}

TEST_CASE("in the demo each of the two sakhis has a balance to ask for, one by statement and one estimated")
{
    Acting acting;
    bot::fill_demo(acting.tx(), acting.now);
    auto with = storage::people::by_phone(acting.tx(), "+919800000021").value();
    auto without = storage::people::by_phone(acting.tx(), "+919800000022").value();
    CHECK(paise(acting.run("commission_of_quarter", with).gives, "due") == 1'902'50);
    CHECK(acting.run("commission_of_quarter", without).outcome == "estimate");
    CHECK(acting.run("list_complaints", with).outcome == "some");
}

TEST_CASE("whatever a coordinator is told fills every variable of its text, and names phrases that there are")
{
    Acting acting;
    bot::fill_demo(acting.tx(), acting.now);
    auto reena = storage::people::by_phone(acting.tx(), "+919800000001").value();
    const auto order = number(acting.run("orders_to_pack", reena).gives, "first");
    acting.dialog = "talk_to_person";
    acting.run("open_complaint", reena, { { "about", text("मदद") } });
    acting.run("cannot_order", reena, { { "order", number(order) }, { "reason", word("no_material") } });
    acting.run("pack_order", reena, { { "order", number(order) } });
    acting.run("save_price", reena, { { "product", number(1001) }, { "new_price", rupees(260) } });
    acting.run("save_product", reena,
               { { "name", text("पापड़") },
                 { "price", rupees(60) },
                 { "unit", word("packet") },
                 { "stock", quantity(50, "packet") } });
    std::set<std::string> told;
    const auto catalog = locales::Catalog::load(SAMVAD_SOURCE_DIR "/locales");
    for (const auto& tell : acting.tells) {
        CAPTURE(tell.prompt.text);
        REQUIRE(catalog.has(tell.prompt.text));
        told.insert(tell.prompt.text);
        for (const auto& variable : catalog.placeholders(tell.prompt.text)) {
            CAPTURE(variable);
            CHECK(tell.prompt.slots.contains(variable));
        }
        for (const auto& [name, slot] : tell.prompt.slots)
            if (const auto* one = std::get_if<dialogs::Phrase>(&slot))
                CHECK(catalog.has(one->key));
    }
    CHECK(told ==
          std::set<std::string> { "tell.cannot_pack", "tell.change", "tell.complaint", "tell.packed", "tell.product" });
}
