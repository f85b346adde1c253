#include "storage/prices.h"

namespace storage::prices {

namespace {

Price read_price(const Row& row)
{
    return { row.string(0), row.string(1), row.string(2), row.integer(3), row.string(4) };
}

} // namespace

Saved save(Transaction& tx, const Price& price)
{
    const auto known = tx.first("SELECT channel, category, valid_from, thousand_paise, source FROM prices "
                                "WHERE channel = $1 AND category = $2 AND valid_from = $3",
                                { price.channel, price.category, price.valid_from }, read_price);
    if (known && known->thousand_paise == price.thousand_paise && known->source == price.source)
        return Saved::Same;
    tx.run("INSERT INTO prices (channel, category, valid_from, thousand_paise, source) VALUES ($1, $2, $3, $4, $5) "
           "ON CONFLICT (channel, category, valid_from) DO UPDATE SET thousand_paise = excluded.thousand_paise, "
           "source = excluded.source",
           { price.channel, price.category, price.valid_from, price.thousand_paise, price.source });
    return known ? Saved::Changed : Saved::Added;
}

std::vector<Price> list(Transaction& tx)
{
    return tx.all("SELECT channel, category, valid_from, thousand_paise, source FROM prices "
                  "ORDER BY channel, category, valid_from LIMIT 10000",
                  {}, read_price);
}

std::optional<Price> on_day(Transaction& tx, std::string_view channel, std::string_view category, std::string_view day)
{
    return tx.first("SELECT channel, category, valid_from, thousand_paise, source FROM prices "
                    "WHERE channel = $1 AND category = $2 AND valid_from <= $3 ORDER BY valid_from DESC LIMIT 1",
                    { channel, category, day }, read_price);
}

void spend(Transaction& tx, const Spent& spent)
{
    tx.run("INSERT INTO spendings (month, channel, category, lane, messages, parts, thousand_paise) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (month, channel, category, lane) DO UPDATE SET "
           "messages = spendings.messages + excluded.messages, parts = spendings.parts + excluded.parts, "
           "thousand_paise = spendings.thousand_paise + excluded.thousand_paise",
           { spent.month, spent.channel, spent.category, static_cast<std::int64_t>(spent.lane), spent.messages,
             spent.parts, spent.thousand_paise });
}

std::vector<Spent> in_month(Transaction& tx, std::string_view month)
{
    return tx.all(
        "SELECT month, channel, category, lane, messages, parts, thousand_paise FROM spendings "
        "WHERE month = $1 ORDER BY channel, category, lane",
        { month }, [](const Row& row) {
            return Spent { row.string(0),  row.string(1),  row.string(2), static_cast<outbox::Lane>(row.integer(3)),
                           row.integer(4), row.integer(5), row.integer(6) };
        });
}

std::int64_t month_paise(Transaction& tx, std::string_view month)
{
    const auto sum = tx.first("SELECT coalesce(sum(thousand_paise), 0) FROM spendings WHERE month = $1", { month },
                              [](const Row& row) { return row.integer(0); });
    return (sum.value_or(0) + 999) / 1000;
}

} // namespace storage::prices
