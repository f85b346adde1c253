#include "storage/media.h"
#include "storage/products.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;
using storage::products::Status;

namespace {

struct Selling : Acting {
    Person officer = imported("+919800000031", "Anita", { "coordinator" });
    Person reena = joined("+919800000001", "Rina Devi", { "member" });

    static Slots pickle()
    {
        return { { "name", text("आम का अचार") },
                 { "price", rupees(250) },
                 { "unit", word("jar") },
                 { "stock", quantity(20, "jar") } };
    }

    std::int64_t add(Slots slots = pickle())
    {
        const auto done = run("save_product", reena, std::move(slots));
        REQUIRE(done.outcome == "saved");
        tells.clear();
        return number(done.gives, "number");
    }

    Slots chosen(std::int64_t product, Slots more = {})
    {
        more.insert_or_assign("product", word(std::to_string(product)));
        return more;
    }

    storage::products::Product kept(std::int64_t product) { return storage::products::get(tx(), product).value(); }

    void set(std::int64_t product, Status status, std::string_view reason = {})
    {
        storage::products::set_status(tx(), product, status, reason, now);
    }
};

} // namespace

TEST_CASE("a new product is in review, and she hears its number, who looks at it and by when")
{
    Selling acting;
    const auto done = acting.run("save_product", acting.reena, Selling::pickle());
    REQUIRE(done.outcome == "saved");
    CHECK(phrase(done.gives, "officer") == "Anita");
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 25));
    const auto product = acting.kept(number(done.gives, "number"));
    CHECK(product.name == "आम का अचार");
    CHECK(product.price_paise == 250'00);
    CHECK(product.stock == "20");
    CHECK(product.unit == "jar");
    CHECK(product.status == Status::Checking);
}

TEST_CASE("the coordinator is told of a new product, and that she saw whose it is is written down")
{
    Selling acting;
    acting.run("save_product", acting.reena, Selling::pickle());
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].person == acting.officer.id);
    CHECK(acting.tells[0].prompt.text == "tell.product");
    CHECK(phrase(acting.tells[0].prompt.slots, "name") == "Rina Devi");
    CHECK(phrase(acting.tells[0].prompt.slots, "product") == "आम का अचार");
    std::int64_t looks = 0;
    acting.tx().each("SELECT who FROM audit WHERE whom = $1", { acting.reena.id }, [&](const storage::Row& row) {
        looks += row.text(0) == "person:" + std::to_string(acting.officer.id);
    });
    CHECK(looks == 1);
}

TEST_CASE("a name she uses already is taken, however it is spelled, and nothing changes")
{
    Selling acting;
    const auto first = acting.add();
    auto again = Selling::pickle();
    again.insert_or_assign("name", text("आम का अचाऱ"));
    again.insert_or_assign("price", rupees(999));
    const auto done = acting.run("save_product", acting.reena, again);
    CHECK(done.outcome == "name_taken");
    CHECK(number(done.gives, "number") == first);
    CHECK(acting.kept(first).price_paise == 250'00);
    CHECK(acting.tells.empty());
}

TEST_CASE("a product keeps the photo she sent, so that its bytes are found when they are stored")
{
    Selling acting;
    storage::media::Medium medium;
    medium.person = acting.reena.id;
    medium.channel = "whatsapp";
    medium.provider_id = "photo-7";
    const auto wanted = storage::media::want(acting.tx(), medium, acting.now);
    auto slots = Selling::pickle();
    slots.insert_or_assign("photo", dialogs::Photo { "photo-7", "image/jpeg", {} });
    const auto product = acting.add(slots);
    CHECK(acting.kept(product).photo_media == wanted);
    storage::products::photo_stored(acting.tx(), wanted, "abc", acting.now);
    CHECK(acting.kept(product).photo_sha256 == "abc");
}

TEST_CASE(
    "stock counted in dozens is kept in the pieces she sells by, and in its own unit where the two do not compare")
{
    Selling acting;
    auto slots = Selling::pickle();
    slots.insert_or_assign("unit", word("piece"));
    slots.insert_or_assign("stock", quantity(2, "dozen"));
    const auto pieces = acting.kept(acting.add(slots));
    CHECK(pieces.stock == "24");
    CHECK(pieces.unit == "piece");
    slots.insert_or_assign("name", text("शहद"));
    slots.insert_or_assign("unit", word("kilogram"));
    slots.insert_or_assign("stock", quantity(30, "jar"));
    const auto jars = acting.kept(acting.add(slots));
    CHECK(jars.stock == "30");
    CHECK(jars.unit == "jar");
}

TEST_CASE("her products are listed newest first, ten at most, with the count of all")
{
    Selling acting;
    CHECK(acting.run("list_products", acting.reena).outcome == "none");
    for (int i = 1; i <= 12; ++i) {
        auto slots = Selling::pickle();
        slots.insert_or_assign("name", text("अचार " + std::to_string(i)));
        acting.add(slots);
    }
    const auto done = acting.run("list_products", acting.reena);
    CHECK(done.outcome == "some");
    CHECK(number(done.gives, "count") == 12);
    const auto& table = get<dialogs::Table>(done.gives, "products");
    CHECK(table.text == "line.product");
    REQUIRE(table.rows.size() == 10);
    CHECK(phrase(table.rows[0].cells, "name") == "अचार 12");
    CHECK(table.rows[0].id == std::to_string(number(table.rows[0].cells, "number")));
}

TEST_CASE("what she is told of a product follows its state")
{
    Selling acting;
    const auto product = acting.add();
    const auto told = [&] { return acting.run("product_detail", acting.reena, acting.chosen(product)); };
    CHECK(told().outcome == "waiting");
    CHECK(phrase(told().gives, "state") == "state.product.in_review");
    CHECK(get<dialogs::Day>(told().gives, "by") == day(2026, 11, 25));
    acting.set(product, Status::Accepted);
    CHECK(told().outcome == "waiting");
    acting.set(product, Status::SentToPortal);
    CHECK(told().outcome == "waiting");
    acting.set(product, Status::MoreNeeded, "label");
    CHECK(told().outcome == "more_needed");
    CHECK(phrase(told().gives, "reason") == "label");
    acting.set(product, Status::Live);
    CHECK(told().outcome == "live");
    acting.set(product, Status::Stopped);
    CHECK(told().outcome == "stopped");
    CHECK(phrase(told().gives, "reason") == "reason.unknown");
    acting.set(product, Status::OutOfStock);
    CHECK(told().outcome == "sold_out");
    CHECK(phrase(told().gives, "state") == "state.product.sold_out");
}

TEST_CASE("a promise whose day is over is not repeated: today stands for it")
{
    Selling acting;
    const auto product = acting.add();
    acting.now = at(std::chrono::hours { 24 * 30 });
    const auto done = acting.run("product_detail", acting.reena, acting.chosen(product));
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 12, 22));
}

TEST_CASE("a product of another woman, or none, is gone for every action")
{
    Selling acting;
    const auto product = acting.add();
    auto other = acting.joined("+919800000002", "Sunita", { "member" });
    const Slots changes { { "new_price", rupees(1) }, { "new_stock", quantity(1) } };
    for (const auto* action : { "product_detail", "product_values", "save_price", "save_stock", "save_sold_out" }) {
        CAPTURE(action);
        CHECK(acting.run(action, other, acting.chosen(product, changes)).outcome == "gone");
        CHECK(acting.run(action, acting.reena, acting.chosen(9'999, changes)).outcome == "gone");
    }
    CHECK(acting.kept(product).price_paise == 250'00);
}

TEST_CASE("a change starts from what is kept")
{
    Selling acting;
    const auto done = acting.run("product_values", acting.reena, acting.chosen(acting.add()));
    CHECK(done.outcome == "found");
    CHECK(paise(done.gives, "price") == 250'00);
    CHECK(get<dialogs::Quantity>(done.gives, "stock") == quantity(20, "jar"));
}

TEST_CASE("a new price is kept, and the coordinator is told only of what stands on a portal")
{
    Selling acting;
    const auto product = acting.add();
    const auto change = acting.chosen(product, { { "new_price", rupees(300) } });
    REQUIRE(acting.run("save_price", acting.reena, change).outcome == "saved");
    CHECK(acting.kept(product).price_paise == 300'00);
    CHECK(acting.tells.empty());
    acting.set(product, Status::Live);
    const auto done = acting.run("save_price", acting.reena, change);
    CHECK(get<dialogs::Day>(done.gives, "by") == day(2026, 11, 24));
    REQUIRE(acting.tells.size() == 1);
    CHECK(acting.tells[0].prompt.text == "tell.change");
}

TEST_CASE("a new stock may be bare, and is refused in a unit that does not compare")
{
    Selling acting;
    const auto product = acting.add();
    const auto save = [&](const dialogs::Quantity& stock) {
        return acting.run("save_stock", acting.reena, acting.chosen(product, { { "new_stock", stock } })).outcome;
    };
    CHECK(save(quantity(35)) == "saved");
    CHECK(acting.kept(product).stock == "35");
    CHECK(save(quantity(5, "kilogram")) == "other_unit");
    CHECK(acting.kept(product).stock == "35");
}

TEST_CASE("a live product that is sold out says so, and is live again when there is something to sell")
{
    Selling acting;
    const auto product = acting.add();
    acting.set(product, Status::Live);
    REQUIRE(acting.run("save_sold_out", acting.reena, acting.chosen(product)).outcome == "saved");
    CHECK(acting.kept(product).status == Status::OutOfStock);
    CHECK(acting.kept(product).stock == "0");
    acting.run("save_stock", acting.reena, acting.chosen(product, { { "new_stock", quantity(7) } }));
    CHECK(acting.kept(product).status == Status::Live);
}

TEST_CASE("a product in review that is sold out stays in review")
{
    Selling acting;
    const auto product = acting.add();
    acting.run("save_sold_out", acting.reena, acting.chosen(product));
    CHECK(acting.kept(product).status == Status::Checking);
    CHECK(acting.kept(product).stock == "0");
}
