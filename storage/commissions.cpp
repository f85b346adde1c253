#include "storage/commissions.h"

#include "storage/stored_enum.h"

namespace storage::commissions {

namespace {

constexpr std::array<std::string_view, 2> areas { "rural", "urban" };

const std::string selected = "SELECT person, period_from, period_to, bills, collected_paise, earned_paise, paid_paise, "
                             "paid_on, reference, account_last4, source, imported_at FROM commission_statements ";

Statement read_statement(const Row& row)
{
    Statement statement;
    statement.person = row.integer(0);
    statement.period_from = day_of(row.text(1)).value();
    statement.period_to = day_of(row.text(2)).value();
    statement.bills = row.integer(3);
    statement.collected_paise = row.integer(4);
    statement.earned_paise = row.integer(5);
    statement.paid_paise = row.integer(6);
    statement.paid_on = day_of(row.text(7));
    statement.reference = row.string(8);
    statement.account_last4 = row.string(9);
    statement.source = row.string(10);
    statement.imported_at = row.time(11);
    return statement;
}

// The same figures; whence and when they came does not make them different.
bool same_facts(const Statement& a, const Statement& b)
{
    return a.bills == b.bills && a.collected_paise == b.collected_paise && a.earned_paise == b.earned_paise &&
           a.paid_paise == b.paid_paise && a.paid_on == b.paid_on && a.reference == b.reference &&
           a.account_last4 == b.account_last4;
}

void save(Transaction& tx, const Statement& statement)
{
    const auto paid_on = statement.paid_on ? text_of(*statement.paid_on) : std::string {};
    tx.run("INSERT INTO commission_statements (person, period_from, period_to, bills, collected_paise, earned_paise, "
           "paid_paise, paid_on, reference, account_last4, source, imported_at) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
           "ON CONFLICT (person, period_from, period_to) DO UPDATE SET bills = excluded.bills, "
           "collected_paise = excluded.collected_paise, earned_paise = excluded.earned_paise, "
           "paid_paise = excluded.paid_paise, paid_on = excluded.paid_on, reference = excluded.reference, "
           "account_last4 = excluded.account_last4, source = excluded.source, imported_at = excluded.imported_at",
           { statement.person, text_of(statement.period_from), text_of(statement.period_to), statement.bills,
             statement.collected_paise, statement.earned_paise, statement.paid_paise, paid_on, statement.reference,
             statement.account_last4, statement.source, value(statement.imported_at) });
}

std::int64_t half_up(std::int64_t bill_paise, std::int64_t per_ten_thousand)
{
    return (bill_paise * per_ten_thousand + 5'000) / 10'000;
}

} // namespace

Imported import_statement(Transaction& tx, const Statement& statement)
{
    static const std::string sql = selected + "WHERE person = $1 AND period_from = $2 AND period_to = $3";
    const auto known = tx.first(sql, { statement.person, text_of(statement.period_from), text_of(statement.period_to) },
                                read_statement);
    if (known && same_facts(*known, statement))
        return Imported::Same;
    save(tx, statement);
    return known ? Imported::Changed : Imported::Added;
}

std::vector<Statement> of_person(Transaction& tx, std::int64_t person, int limit)
{
    static const std::string sql = selected + "WHERE person = $1 ORDER BY period_from DESC, period_to DESC LIMIT $2";
    return tx.all(sql, { person, std::int64_t { limit } }, read_statement);
}

std::vector<Statement> list(Transaction& tx, const Statement& after, int limit)
{
    static const std::string sql =
        selected +
        "WHERE (person, period_from, period_to) > ($1, $2, $3) ORDER BY person, period_from, period_to LIMIT $4";
    return tx.all(sql, { after.person, text_of(after.period_from), text_of(after.period_to), std::int64_t { limit } },
                  read_statement);
}

std::string_view name_of(Area area)
{
    return word_of(areas, area);
}

std::optional<Area> area_named(std::string_view name)
{
    return maybe_enum_of<Area>(areas, name);
}

std::optional<Collection> reported(Transaction& tx, std::int64_t person, Day day)
{
    return tx.first("SELECT bills, collected_paise, area, reported_at FROM daily_collections "
                    "WHERE person = $1 AND day = $2",
                    { person, text_of(day) }, [&](const Row& row) {
                        return Collection {
                            person, day, row.integer(0), row.integer(1), enum_of<Area>(areas, row.text(2)), row.time(3)
                        };
                    });
}

std::optional<Collection> report(Transaction& tx, const Collection& collection)
{
    const auto day = text_of(collection.day);
    auto before = reported(tx, collection.person, collection.day);
    tx.run("INSERT INTO daily_collections (person, day, bills, collected_paise, area, reported_at) "
           "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, day) DO UPDATE SET bills = excluded.bills, "
           "collected_paise = excluded.collected_paise, area = excluded.area, reported_at = excluded.reported_at",
           { collection.person, day, collection.bills, collection.collected_paise, name_of(collection.area),
             value(collection.reported_at) });
    return before;
}

Quarter quarter(Transaction& tx, std::int64_t person, Day from, Day to)
{
    static const std::string sql =
        selected + "WHERE person = $1 AND period_from >= $2 AND period_to <= $3 ORDER BY period_from, period_to";
    Quarter sums;
    for (auto& statement : tx.all(sql, { person, text_of(from), text_of(to) }, read_statement)) {
        ++sums.statements;
        sums.bills += statement.bills;
        sums.collected_paise += statement.collected_paise;
        sums.earned_paise += statement.earned_paise;
        sums.paid_paise += statement.paid_paise;
        sums.newest = std::move(statement);
    }
    tx.each("SELECT bills, collected_paise, day FROM daily_collections WHERE person = $1 AND day >= $2 AND day <= $3 "
            "ORDER BY day",
            { person, text_of(from), text_of(to) }, [&](const Row& row) {
                sums.reported_bills += row.integer(0);
                sums.reported_collected_paise += row.integer(1);
                sums.last_reported = day_of(row.text(2));
            });
    return sums;
}

std::optional<Rate> rate_for(Transaction& tx, Area area, std::int64_t bill_paise, Day day)
{
    auto rate = tx.first(
        "SELECT valid_from, bill_from_paise, bill_to_paise, flat_paise, per_ten_thousand, source FROM commission_rates "
        "WHERE area = $1 AND valid_from = (SELECT max(valid_from) FROM commission_rates WHERE area = $1 "
        "AND valid_from <= $2) AND bill_from_paise <= $3 AND bill_to_paise >= $3",
        { name_of(area), text_of(day), bill_paise }, [](const Row& row) {
            return Rate { day_of(row.text(0)).value(),
                          row.integer(1),
                          row.integer(2),
                          row.integer(3),
                          row.integer(4),
                          row.string(5),
                          0 };
        });
    if (rate)
        rate->commission_paise = rate->flat_paise + half_up(bill_paise, rate->per_ten_thousand);
    return rate;
}

std::optional<std::int64_t> largest_bill_paise(Transaction& tx, Area area, Day day)
{
    const auto largest = tx.first("SELECT max(bill_to_paise) FROM commission_rates WHERE area = $1 AND valid_from = "
                                  "(SELECT max(valid_from) FROM commission_rates WHERE area = $1 AND valid_from <= $2)",
                                  { name_of(area), text_of(day) }, [](const Row& row) { return row.maybe_integer(0); });
    return largest.value_or(std::nullopt);
}

} // namespace storage::commissions
