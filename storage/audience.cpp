#include "storage/audience.h"

#include "storage/conditions.h"
#include "storage/stored_enum.h"

#include <unordered_map>

namespace storage::audience {

namespace {

constexpr std::array<std::string_view, 6> reasons { "",           "no_consent",  "stopped",
                                                    "no_address", "window_shut", "no_officers_text" };

// A verdict is a channel, or left_from + the reason.
constexpr std::array<std::string_view, 2> channels { "whatsapp", "sms" };
constexpr std::int64_t left_from = 10;

const std::string officer_sql { is_coordinator };

// $2 consent_needed, $3 officers_text, $4 whatsapp, $5 sms, $6 whatsapp_template, $7 now. Enrolled by the programme is
// who has a place or a role; everybody else first agrees.
const std::string verdict_sql = "CASE WHEN p.stopped_at IS NOT NULL OR p.deleted_at IS NOT NULL THEN 12 "
                                "WHEN p.notices_agreed < 0 OR ($2 = 1 AND p.notices_agreed = 0) THEN 11 "
                                "WHEN p.joined_at IS NULL AND p.notices_agreed = 0 AND p.district = '' "
                                "AND p.roles = '' THEN 11 "
                                "WHEN $3 = 0 AND " +
                                officer_sql +
                                " THEN 15 "
                                "WHEN p.heard_on = 'sms' AND p.reach = 2 AND $5 = 1 THEN 1 "
                                "WHEN p.reach > 0 AND $4 = 1 AND ($6 = 1 OR p.window_until > $7) THEN 0 "
                                "WHEN p.reach = 2 AND $5 = 1 THEN 1 "
                                "WHEN p.reach > 0 AND $4 = 1 THEN 14 "
                                "ELSE 13 END";

// Of who was purged nothing is known that an audience could name.
constexpr std::string_view not_purged = " AND (p.deleted_at IS NULL OR p.purge_at IS NOT NULL)";

// The people of an audience with numbers in ($8, $9].
std::string from_people(const Asked& asked)
{
    return " FROM people AS p WHERE " + meets_words(asked) + " AND p.id > $8 AND p.id <= $9" +
           std::string { not_purged };
}

// A row for each person: verdict, window and officer in one number, her language, her district. A whole table is read
// in its own order, whatever the numbers are: by an index on them it would take thrice as long.
std::string count_statement(const Asked& asked, Grouping grouping)
{
    const std::string district = grouping == Grouping::ByDistrict ? "p.district" : "''";
    return "WITH RECURSIVE " + words_list() + " SELECT (" + verdict_sql +
           ") * 4 + CASE WHEN p.window_until > $7 THEN 2 ELSE 0 END + CASE WHEN " + officer_sql +
           " THEN 1 ELSE 0 END, p.language, " + district + " FROM people AS p WHERE " + meets_words(asked) +
           " AND +p.id > $8 AND +p.id <= $9" + std::string { not_purged };
}

std::string ledger_statement(const Asked& asked)
{
    return "INSERT INTO notice_recipients (notice, person, channel, left_out) WITH RECURSIVE " + words_list() +
           ", decided AS MATERIALIZED (SELECT p.id AS person, " + verdict_sql + " AS verdict" + from_people(asked) +
           ") SELECT $10, person, CASE verdict WHEN 0 THEN 'whatsapp' WHEN 1 THEN 'sms' ELSE '' END, "
           "CASE verdict WHEN 11 THEN 'no_consent' WHEN 12 THEN 'stopped' WHEN 13 THEN 'no_address' "
           "WHEN 14 THEN 'window_shut' WHEN 15 THEN 'no_officers_text' ELSE '' END FROM decided "
           "WHERE true ON CONFLICT DO NOTHING RETURNING left_out";
}

std::string some_statement(const Asked& asked)
{
    return "WITH RECURSIVE " + words_list() + " SELECT p.id" + from_people(asked) + " AND " + verdict_sql +
           " < 10 ORDER BY p.id LIMIT $10";
}

std::int64_t flag(bool value)
{
    return value ? 1 : 0;
}

struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
};

// Sums rows as they come: sorting a million of them in the database would take longer than reading them. Neighbours in
// the table often live in one district.
class Sums {
public:
    void add(const Row& row)
    {
        const auto district = row.text(2);
        if (last_ == nullptr || district != last_district_)
            look_up(district);
        const auto code = row.integer(0);
        const auto language = row.text(1);
        for (auto& entry : *last_)
            if (entry.code == code && entry.count.language == language) {
                ++entry.count.people;
                return;
            }
        last_->push_back({ code, new_count(code, language, district) });
    }

    std::vector<Count> all() const
    {
        std::vector<Count> counts;
        for (const auto& [district, entries] : of_district_)
            for (const auto& entry : entries)
                counts.push_back(entry.count);
        return counts;
    }

private:
    struct Entry {
        std::int64_t code = 0;
        Count count;
    };

    void look_up(std::string_view district)
    {
        auto place = of_district_.find(district);
        if (place == of_district_.end())
            place = of_district_.emplace(std::string { district }, std::vector<Entry> {}).first;
        last_district_ = place->first;
        last_ = &place->second;
    }

    static Count new_count(std::int64_t code, std::string_view language, std::string_view district)
    {
        const auto verdict = code / 4;
        Count count;
        if (verdict < left_from)
            count.channel = channels.at(static_cast<std::size_t>(verdict));
        else
            count.left_out = static_cast<LeftOut>(verdict - left_from);
        count.window_open = (code & 2) != 0;
        count.officer = (code & 1) != 0;
        count.language = language;
        count.district = district;
        count.people = 1;
        return count;
    }

    std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> of_district_;
    std::string_view last_district_;
    std::vector<Entry>* last_ = nullptr; // the map's entries keep their place
};

} // namespace

std::string_view name_of(LeftOut why)
{
    return word_of(reasons, why);
}

std::int64_t last_number(Transaction& tx)
{
    return tx.first("SELECT max(id) FROM people", {}, [](const Row& row) { return row.integer(0); }).value_or(0);
}

std::string key_of(const Audience& audience, const Means& means, Time now)
{
    const auto asked = asked_of(audience, now);
    std::string key;
    for (const bool one :
         { means.consent_needed, means.officers_text, means.whatsapp, means.sms, means.whatsapp_template })
        key += one ? '1' : '0';
    return asked ? key + asked->text : std::string {};
}

bool has_anybody(Transaction& tx, const Audience& audience, Time now)
{
    const auto asked = asked_of(audience, now);
    return asked && tx.first("WITH RECURSIVE " + words_list() + " SELECT 1 FROM people AS p WHERE " +
                                 meets_words(*asked) + std::string { not_purged } + " LIMIT 1",
                             { asked->text }, [](const Row& row) { return row.integer(0); })
                        .has_value();
}

std::vector<Count> count(Transaction& tx, const Audience& audience, const Means& means, Grouping grouping, Time now,
                         Numbers numbers)
{
    const auto asked = asked_of(audience, now);
    if (!asked)
        return {};
    Sums sums;
    tx.each(count_statement(*asked, grouping),
            { asked->text, flag(means.consent_needed), flag(means.officers_text), flag(means.whatsapp), flag(means.sms),
              flag(means.whatsapp_template), value(now), numbers.after, numbers.to },
            [&](const Row& row) { sums.add(row); });
    return sums.all();
}

Piece write_ledger(Transaction& tx, std::int64_t notice, const Audience& audience, const Means& means,
                   std::int64_t after, std::int64_t span, Time now)
{
    const auto last = last_number(tx);
    Piece piece;
    piece.to = std::min(after + span, std::max(after, last));
    piece.whole = piece.to >= last;
    const auto asked = asked_of(audience, now);
    if (!asked)
        return piece;
    tx.each(ledger_statement(*asked),
            { asked->text, flag(means.consent_needed), flag(means.officers_text), flag(means.whatsapp), flag(means.sms),
              flag(means.whatsapp_template), value(now), after, piece.to, notice },
            [&](const Row& row) { ++(row.text(0).empty() ? piece.recipients : piece.left_out); });
    return piece;
}

std::vector<std::int64_t> some(Transaction& tx, const Audience& audience, const Means& means, int limit, Time now)
{
    const auto asked = asked_of(audience, now);
    if (!asked)
        return {};
    return tx.all(some_statement(*asked),
                  { asked->text, flag(means.consent_needed), flag(means.officers_text), flag(means.whatsapp),
                    flag(means.sms), flag(means.whatsapp_template), value(now), std::int64_t { 0 }, last_number(tx),
                    std::int64_t { limit } },
                  [](const Row& row) { return row.integer(0); });
}

std::vector<std::string> spellings(Transaction& tx, NameKind kind)
{
    static constexpr std::array<std::string_view, 5> columns { "state", "district", "block", "clf", "group_name" };
    const std::string column { columns.at(static_cast<std::size_t>(kind)) };
    // From each name straight to the next, so that a million people are not read for two states.
    return tx.all("WITH RECURSIVE spelt (name) AS (SELECT min(" + column + ") FROM people WHERE " + column +
                      " <> '' UNION ALL SELECT (SELECT min(" + column + ") FROM people WHERE " + column +
                      " <> '' AND " + column +
                      " > spelt.name) FROM spelt WHERE spelt.name IS NOT NULL) "
                      "SELECT name FROM spelt WHERE name IS NOT NULL",
                  {}, [](const Row& row) { return row.string(0); });
}

} // namespace storage::audience
