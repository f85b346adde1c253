#include "storage/groups.h"

namespace storage::groups {

std::vector<std::string> all(Transaction& tx, int limit)
{
    return tx.all("SELECT DISTINCT group_name FROM people WHERE group_name <> '' AND deleted_at IS NULL "
                  "ORDER BY group_name LIMIT $1",
                  { limit }, [](const Row& row) { return row.string(0); });
}

std::vector<std::string> of_district(Transaction& tx, std::string_view district, int limit)
{
    return tx.all("SELECT DISTINCT group_name FROM people WHERE district = $1 AND group_name <> '' "
                  "AND deleted_at IS NULL ORDER BY group_name LIMIT $2",
                  { district, limit }, [](const Row& row) { return row.string(0); });
}

} // namespace storage::groups
