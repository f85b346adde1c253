#include "storage/deletion.h"

#include "storage/conversations.h"
#include "storage/outbox.h"
#include "storage/timers.h"

#include <array>

namespace storage::deletion {

namespace {

constexpr std::chrono::days kept_for { 365 };

// In an order that no foreign key minds.
constexpr std::array<std::string_view, 19> purges {
    "UPDATE complaints SET assigned = NULL WHERE assigned = $1",
    "DELETE FROM complaint_history WHERE number IN (SELECT number FROM complaints WHERE person = $1)",
    "DELETE FROM complaints WHERE person = $1",
    "DELETE FROM products WHERE person = $1",
    "DELETE FROM media WHERE person = $1",
    "DELETE FROM daily_collections WHERE person = $1",
    "DELETE FROM consents WHERE person = $1",
    "DELETE FROM opt_outs WHERE person = $1",
    "UPDATE audit SET whom = NULL, detail = '' WHERE whom = $1",
    "DELETE FROM notice_answers WHERE person = $1",
    "DELETE FROM outbox WHERE person = $1",
    "DELETE FROM outside_window WHERE channel = 'whatsapp' AND person = $1",
    "DELETE FROM parked WHERE id IN (SELECT p.id FROM inbox AS i JOIN parked AS p "
    "ON p.provider_id = i.provider_id AND p.channel = i.channel WHERE i.person = $1)",
    "DELETE FROM inbox WHERE person = $1",
    "DELETE FROM identity_conflicts WHERE person = $1",
    "DELETE FROM identity_conflicts WHERE other = $1",
    "DELETE FROM identities WHERE person = $1",
    "DELETE FROM roles WHERE person = $1",
    "UPDATE people SET name = '', profile_name = '', group_name = '', clf = '', block = '', reach = 0, roles = '', "
    "purge_at = NULL WHERE id = $1",
};

std::vector<std::string> photos_of(Transaction& tx, std::int64_t person)
{
    return tx.all("SELECT DISTINCT stored_sha256 FROM media WHERE person = $1 AND stored_sha256 <> ''", { person },
                  [](const Row& row) { return row.string(0); });
}

void purge(Transaction& tx, std::int64_t person)
{
    conversations::clear_all(tx, person);
    timers::clear_all(tx, person);
    for (const auto sql : purges)
        tx.run(sql, { person });
}

} // namespace

Time forget(Transaction& tx, std::int64_t person, Time now)
{
    tx.run("UPDATE people SET deleted_at = $2, purge_at = $3, stopped_at = coalesce(stopped_at, $2) "
           "WHERE id = $1 AND deleted_at IS NULL",
           { person, value(now), value(now + kept_for) });
    outbox::drop(tx, person, outbox::Drop::Everything, "she asked to be forgotten", now);
    timers::clear_all(tx, person);
    conversations::clear_all(tx, person);
    return tx.first("SELECT purge_at FROM people WHERE id = $1", { person }, [](const Row& row) { return row.time(0); })
        .value_or(now);
}

void take_back(Transaction& tx, std::int64_t person)
{
    tx.run("UPDATE people SET deleted_at = NULL, purge_at = NULL, stopped_at = NULL "
           "WHERE id = $1 AND purge_at IS NOT NULL",
           { person });
}

std::vector<std::string> purge_due(Transaction& tx, Time now, int limit)
{
    std::vector<std::string> freed;
    const auto due = tx.all("SELECT id FROM people WHERE purge_at <= $1 AND purge_at IS NOT NULL ORDER BY purge_at "
                            "LIMIT $2",
                            { value(now), std::int64_t { limit } }, [](const Row& row) { return row.integer(0); });
    for (const auto person : due) {
        const auto photos = photos_of(tx, person);
        purge(tx, person);
        for (const auto& sha256 : photos)
            if (!tx.any("SELECT 1 FROM media WHERE stored_sha256 = $1 AND stored_sha256 <> '' LIMIT 1", { sha256 }))
                freed.push_back(sha256);
    }
    return freed;
}

Held my_data(Transaction& tx, std::int64_t person)
{
    return tx
        .first(
            "SELECT (SELECT count(*) FROM inbox WHERE person = $1), (SELECT count(*) FROM outbox WHERE person = $1), "
            "(SELECT count(*) FROM consents WHERE person = $1), "
            "(SELECT count(*) FROM media WHERE person = $1 AND stored_sha256 <> ''), "
            "(SELECT count(*) FROM products WHERE person = $1), (SELECT count(*) FROM orders WHERE person = $1), "
            "(SELECT count(*) FROM commission_statements WHERE person = $1), "
            "(SELECT count(*) FROM daily_collections WHERE person = $1), "
            "(SELECT count(*) FROM complaints WHERE person = $1)",
            { person },
            [](const Row& row) {
                return Held { row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4),
                              row.integer(5), row.integer(6), row.integer(7), row.integer(8) };
            })
        .value();
}

} // namespace storage::deletion
