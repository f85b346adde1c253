#include "storage/received_notices.h"

namespace storage::received_notices {

std::vector<Received> of_person(Transaction& tx, std::int64_t person, int limit)
{
    return tx.all("SELECT r.notice, n.texts, coalesce(n.started_at, n.created_at) "
                  "FROM notice_recipients AS r JOIN notices AS n ON n.number = r.notice "
                  "WHERE r.person = $1 AND r.left_out = '' AND n.fed_to >= r.person ORDER BY r.notice DESC LIMIT $2",
                  { person, std::int64_t { limit } },
                  [](const Row& row) { return Received { row.integer(0), row.string(1), row.time(2) }; });
}

} // namespace storage::received_notices
