#include "storage/products.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

namespace storage::products {

namespace {

constexpr std::array<std::string_view, 7> statuses { "checking", "more_needed", "accepted",    "sent_to_portal",
                                                     "live",     "stopped",     "out_of_stock" };

const std::string selected = "SELECT number, person, name, name_key, price_paise, stock, unit, photo_media, "
                             "photo_sha256, status, reason, created_at, changed_at FROM products ";

Product read_product(const Row& row)
{
    Product product;
    product.number = row.integer(0);
    product.person = row.integer(1);
    product.name = row.string(2);
    product.name_key = row.string(3);
    product.price_paise = row.integer(4);
    product.stock = row.string(5);
    product.unit = row.string(6);
    product.photo_media = row.maybe_integer(7);
    product.photo_sha256 = row.string(8);
    product.status = enum_of<Status>(statuses, row.text(9));
    product.reason = row.string(10);
    product.created_at = row.time(11);
    product.changed_at = row.time(12);
    return product;
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

std::optional<std::int64_t> add(Transaction& tx, const Product& product, Time now)
{
    if (tx.any("SELECT 1 FROM products WHERE person = $1 AND name_key = $2", { product.person, product.name_key }))
        return std::nullopt;
    const auto number = ids::next(tx, ids::Sequence::Product);
    return tx.first("INSERT INTO products (number, person, name, name_key, price_paise, stock, unit, photo_media, "
                    "photo_sha256, status, reason, created_at, changed_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) "
                    "ON CONFLICT (person, name_key) DO NOTHING RETURNING number",
                    { number, product.person, product.name, product.name_key, product.price_paise, product.stock,
                      product.unit, or_null(product.photo_media), product.photo_sha256, name_of(product.status),
                      product.reason, value(now) },
                    [](const Row& row) { return row.integer(0); });
}

std::optional<Product> get(Transaction& tx, std::int64_t number)
{
    static const std::string sql = selected + "WHERE number = $1";
    return tx.first(sql, { number }, read_product);
}

std::optional<Product> get(Transaction& tx, std::int64_t person, std::int64_t number)
{
    static const std::string sql = selected + "WHERE person = $1 AND number = $2";
    return tx.first(sql, { person, number }, read_product);
}

std::vector<Product> of_person(Transaction& tx, std::int64_t person)
{
    static const std::string sql = selected + "WHERE person = $1 ORDER BY number";
    return tx.all(sql, { person }, read_product);
}

std::vector<Product> list(Transaction& tx, std::int64_t after, int limit)
{
    static const std::string sql = selected + "WHERE number > $1 ORDER BY number LIMIT $2";
    return tx.all(sql, { after, std::int64_t { limit } }, read_product);
}

bool set_price(Transaction& tx, std::int64_t person, std::int64_t number, std::int64_t price_paise, Time now)
{
    return tx.run("UPDATE products SET price_paise = $3, changed_at = $4 WHERE number = $2 AND person = $1",
                  { person, number, price_paise, value(now) }) == 1;
}

bool set_stock(Transaction& tx, std::int64_t person, std::int64_t number, std::string_view stock, Time now)
{
    return tx.run("UPDATE products SET stock = $3, changed_at = $4 WHERE number = $2 AND person = $1",
                  { person, number, stock, value(now) }) == 1;
}

bool set_status(Transaction& tx, std::int64_t number, Status status, std::string_view reason, Time now)
{
    return tx.run("UPDATE products SET status = $2, reason = $3, changed_at = $4 WHERE number = $1",
                  { number, name_of(status), reason, value(now) }) == 1;
}

void photo_stored(Transaction& tx, std::int64_t media, std::string_view sha256, Time now)
{
    tx.run("UPDATE products SET photo_sha256 = $2, changed_at = $3 WHERE photo_media = $1",
           { media, sha256, value(now) });
}

} // namespace storage::products
