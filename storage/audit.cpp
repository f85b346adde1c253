#include "storage/audit.h"

#include "storage/ids.h"

namespace storage::audit {

namespace {

Entry read_entry(const Row& row)
{
    return { row.string(0), row.string(1), row.maybe_integer(2), row.string(3), row.time(4) };
}

} // namespace

void note(Transaction& tx, const Entry& entry)
{
    tx.run("INSERT INTO audit (id, who, what, whom, detail, at) VALUES ($1, $2, $3, $4, $5, $6)",
           { ids::next(tx, ids::Sequence::Proof), entry.who, entry.what, or_null(entry.whom), entry.detail,
             value(entry.at) });
}

std::vector<Entry> list(Transaction& tx, std::optional<std::int64_t> whom, int limit)
{
    if (!whom)
        return tx.all("SELECT who, what, whom, detail, at FROM audit ORDER BY id DESC LIMIT $1",
                      { std::int64_t { limit } }, read_entry);
    return tx.all("SELECT who, what, whom, detail, at FROM audit WHERE whom = $1 ORDER BY id DESC LIMIT $2",
                  { *whom, std::int64_t { limit } }, read_entry);
}

} // namespace storage::audit
