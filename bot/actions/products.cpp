#include "storage/products.h"
#include "bot/actions/officers.h"
#include "bot/actions/product_states.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/actions/units.h"
#include "dialogs/verify.h"
#include "locales/normalize.h"
#include "storage/media.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using storage::products::Product;
using storage::products::Status;

namespace {

constexpr std::size_t rows_max = 10;

std::optional<Product> her_product(ActionCall& call)
{
    const auto number = number_in(call.slots, "product");
    return number ? storage::products::get(call.tx, call.person.id, *number) : std::nullopt;
}

dialogs::Slots values_of(const Product& product)
{
    return {
        { "name", dialogs::Text { product.name } },
        { "price", money(product.price_paise) },
        { "unit", dialogs::Word { product.unit } },
        { "stock",
          dialogs::Quantity { locales::Decimal::parse(product.stock).value_or(locales::Decimal {}), product.unit } },
    };
}

dialogs::Slots cells_of(const Product& product)
{
    auto cells = values_of(product);
    cells.insert_or_assign("number", number(product.number));
    cells.insert_or_assign("state", state_of(product));
    return cells;
}

// The coordinator reads the product's name as {product}; {name} is who sells it.
void tell_about(ActionCall& call, const std::optional<storage::people::Person>& officer, std::string text,
                const Product& product, locales::Date by)
{
    auto slots = cells_of(product);
    slots.insert_or_assign("product", dialogs::Text { product.name });
    slots.insert_or_assign("by", dialogs::Day { by });
    tell_officer(call, officer, std::move(text), std::move(slots));
}

dialogs::Answer reason_of(const Product& product)
{
    if (product.reason.empty())
        return dialogs::Phrase { "reason.unknown" };
    return dialogs::Text { product.reason };
}

// The photo waits to be fetched: the product keeps its row, and finds its picture there when the bytes are stored.
void take_photo(ActionCall& call, Product& product)
{
    const auto* photo = slot_as<dialogs::Photo>(call.slots, "photo");
    if (photo == nullptr)
        return;
    const auto medium = storage::media::find(call.tx, call.person.id, call.arrival.channel, photo->media_id);
    if (!medium)
        return;
    product.photo_media = medium->id;
    product.photo_sha256 = medium->stored_sha256;
}

// Her number of units, in the unit she sells by. Where the two do not compare, what she counted in is the unit.
void take_stock(Product& product, const dialogs::Quantity& stock)
{
    const auto count = in_unit(stock, product.unit);
    product.stock = count.value_or(stock.value).to_string();
    if (!count)
        product.unit = stock.unit;
}

Product described(ActionCall& call)
{
    const auto* stock = slot_as<dialogs::Quantity>(call.slots, "stock");
    VERIFY(stock != nullptr);
    Product product;
    product.person = call.person.id;
    product.name = words_in(call.slots, "name");
    product.name_key = locales::n1(product.name);
    product.price_paise = paise_in(call.slots, "price");
    product.unit = words_in(call.slots, "unit");
    take_stock(product, *stock);
    take_photo(call, product);
    return product;
}

Done name_taken(ActionCall& call, const std::string& name_key)
{
    const auto hers = storage::products::of_person(call.tx, call.person.id);
    const auto same = std::ranges::find(hers, name_key, &Product::name_key);
    VERIFY(same != hers.end());
    return { "name_taken", { { "number", number(same->number) } } };
}

// The change is kept; whoever carries it to the portal is told when the product is there.
Done changed(ActionCall& call, std::int64_t product_number)
{
    const auto product = storage::products::get(call.tx, product_number);
    VERIFY(product.has_value());
    const auto officer = officer_of(call.tx, call.person);
    const auto by = due_day("product_change", call.now);
    if (is_on_portal(product->status))
        tell_about(call, officer, "tell.change", *product, by);
    Done done { "saved", {} };
    give_officer(done.gives, officer, by);
    return done;
}

// Something to sell makes a sold-out product live again; nothing left makes a live one sold out.
void keep_stock(ActionCall& call, const Product& product, const locales::Decimal& stock)
{
    storage::products::set_stock(call.tx, product.person, product.number, stock.to_string(), call.now);
    if (product.status == Status::Live && stock.is_zero())
        storage::products::set_status(call.tx, product.number, Status::OutOfStock, {}, call.now);
    if (product.status == Status::OutOfStock && !stock.is_zero())
        storage::products::set_status(call.tx, product.number, Status::Live, {}, call.now);
}

} // namespace

Done save_product(ActionCall& call)
{
    auto product = described(call);
    const auto given = storage::products::add(call.tx, product, call.now);
    if (!given)
        return name_taken(call, product.name_key);
    product.number = *given;
    const auto officer = officer_of(call.tx, call.person);
    const auto by = due_day("product_review", call.now);
    tell_about(call, officer, "tell.product", product, by);
    Done done { "saved", { { "number", number(product.number) } } };
    give_officer(done.gives, officer, by);
    return done;
}

Done list_products(ActionCall& call)
{
    const auto products = storage::products::of_person(call.tx, call.person.id);
    Done done { products.empty() ? "none" : "some",
                { { "count", number(static_cast<std::int64_t>(products.size())) } } };
    if (products.empty())
        return done;
    dialogs::Table table { "line.product", {} };
    for (auto product = products.rbegin(); product != products.rend() && table.rows.size() < rows_max; ++product)
        table.rows.push_back({ std::to_string(product->number), cells_of(*product) });
    done.gives.insert_or_assign("products", std::move(table));
    return done;
}

Done product_detail(ActionCall& call)
{
    const auto product = her_product(call);
    if (!product)
        return { "gone", {} };
    Done done { stage_of(*product), cells_of(*product) };
    done.gives.insert_or_assign("since", day_of(product->changed_at));
    done.gives.insert_or_assign("reason", reason_of(*product));
    const auto promised = due_day("product_review", product->changed_at);
    give_officer(done.gives, officer_of(call.tx, call.person), std::max(promised, locales::day_in_india(call.now)));
    return done;
}

Done product_values(ActionCall& call)
{
    const auto product = her_product(call);
    return product ? Done { "found", values_of(*product) } : Done { "gone", {} };
}

Done save_price(ActionCall& call)
{
    const auto product = her_product(call);
    if (!product)
        return { "gone", {} };
    storage::products::set_price(call.tx, product->person, product->number, paise_in(call.slots, "new_price"),
                                 call.now);
    return changed(call, product->number);
}

Done save_stock(ActionCall& call)
{
    const auto product = her_product(call);
    if (!product)
        return { "gone", {} };
    const auto* told = slot_as<dialogs::Quantity>(call.slots, "new_stock");
    VERIFY(told != nullptr);
    const auto stock = in_unit(*told, product->unit);
    if (!stock)
        return { "other_unit", {} };
    keep_stock(call, *product, *stock);
    return changed(call, product->number);
}

Done save_sold_out(ActionCall& call)
{
    const auto product = her_product(call);
    if (!product)
        return { "gone", {} };
    keep_stock(call, *product, {});
    return changed(call, product->number);
}

} // namespace bot::run
