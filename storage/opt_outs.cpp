#include "storage/opt_outs.h"

#include "storage/ids.h"

namespace storage::opt_outs {

std::int64_t record(Transaction& tx, const OptOut& opt_out)
{
    const auto number = ids::next(tx, ids::Sequence::Proof);
    const bool stop = opt_out.word == Word::Stop;
    tx.run("INSERT INTO opt_outs (id, person, stopped, channel, provider_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
           { number, opt_out.person, std::int64_t { stop }, opt_out.channel, opt_out.provider_id, value(opt_out.at) });
    tx.run("UPDATE people SET stopped_at = $2 WHERE id = $1",
           { opt_out.person, stop ? value(opt_out.at) : Value { nullptr } });
    return number;
}

bool is_stopped(Transaction& tx, std::int64_t person)
{
    return tx.any("SELECT 1 FROM people WHERE id = $1 AND stopped_at IS NOT NULL", { person });
}

std::vector<OptOut> of_person(Transaction& tx, std::int64_t person)
{
    return tx.all("SELECT person, stopped, channel, provider_id, at, id FROM opt_outs WHERE person = $1 ORDER BY id",
                  { person }, [](const Row& row) {
                      return OptOut { row.integer(0), row.integer(1) != 0 ? Word::Stop : Word::Start,
                                      row.string(2),  row.string(3),
                                      row.time(4),    row.integer(5) };
                  });
}

} // namespace storage::opt_outs
