#include "storage/consents.h"

#include "storage/ids.h"
#include "storage/stored_enum.h"

namespace storage::consents {

namespace {

constexpr std::array<std::string_view, 3> purposes { "service", "notices", "publishing" };

}

void record(Transaction& tx, const Consent& consent)
{
    tx.run(
        "INSERT INTO consents (id, person, purpose, given, text_key, text_version, language, channel, provider_id, at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        { ids::next(tx, ids::Sequence::Proof), consent.person, word_of(purposes, consent.purpose),
          std::int64_t { consent.given }, consent.text_key, consent.text_version, consent.language, consent.channel,
          consent.provider_id, value(consent.at) });
    if (consent.purpose == Purpose::Service)
        tx.run("UPDATE people SET joined_at = $2 WHERE id = $1",
               { consent.person, consent.given ? value(consent.at) : Value { nullptr } });
    if (consent.purpose == Purpose::Notices)
        tx.run("UPDATE people SET notices_agreed = $2 WHERE id = $1",
               { consent.person, std::int64_t { consent.given ? 1 : -1 } });
}

std::vector<Consent> current(Transaction& tx, std::int64_t person)
{
    return tx.all("SELECT person, purpose, given, text_key, text_version, language, channel, provider_id, at "
                  "FROM consents WHERE id IN (SELECT max(id) FROM consents WHERE person = $1 GROUP BY purpose) "
                  "ORDER BY id",
                  { person }, [](const Row& row) {
                      return Consent { row.integer(0),      enum_of<Purpose>(purposes, row.text(1)),
                                       row.integer(2) != 0, row.string(3),
                                       row.string(4),       row.string(5),
                                       row.string(6),       row.string(7),
                                       row.time(8) };
                  });
}

bool is_given(Transaction& tx, std::int64_t person, Purpose purpose)
{
    return tx
        .first("SELECT given FROM consents WHERE person = $1 AND purpose = $2 ORDER BY id DESC LIMIT 1",
               { person, word_of(purposes, purpose) }, [](const Row& row) { return row.integer(0) != 0; })
        .value_or(false);
}

} // namespace storage::consents
