#include "storage/readiness.h"

namespace storage::readiness {

void note(Transaction& tx, Time now)
{
    tx.run("INSERT INTO readiness (id, asked_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET asked_at = $1",
           { value(now) });
}

} // namespace storage::readiness
