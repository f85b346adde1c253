#include "storage/conditions.h"

#include "storage/day.h"

#include <algorithm>
#include <array>

namespace storage::audience {

namespace {

using Names = std::vector<std::string>;

// A list of the conditions: its letter, and the column in which its names stand; empty where it is no column of hers.
struct Kind {
    char letter = ' ';
    Names Conditions::* names;
    std::string_view column;
};

constexpr std::array<Kind, 8> kinds { {
    { 's', &Conditions::states, "p.state" },
    { 'd', &Conditions::districts, "p.district" },
    { 'b', &Conditions::blocks, "p.block" },
    { 'f', &Conditions::clfs, "p.clf" },
    { 'g', &Conditions::groups, "p.group_name" },
    { 'l', &Conditions::languages, "p.language" },
    { 'r', &Conditions::roles, "" },
    { 'c', &Conditions::channels, "" },
} };

constexpr std::size_t letters_max = 9'999;

char letter_of(Deed deed)
{
    switch (deed) {
    case Deed::NoProduct:
        return 'n';
    case Deed::HasProduct:
        return 'h';
    case Deed::NoCollection:
        return 'k';
    case Deed::OrderToPack:
        return 'o';
    case Deed::PackByIn:
        return 'y';
    case Deed::NotJoined:
        return 'j';
    }
    throw Error { "reading an audience: a deed is unknown", Error::Cause::Ours };
}

// What the statement compares with: the last day that does not count, or the moment at which the day begins.
std::string bound_of(const Did& did, Time now)
{
    const std::chrono::sys_days today { day_in_india(now) };
    if (did.deed == Deed::NoCollection)
        return text_of(Day { today - std::chrono::days { did.days } });
    if (did.deed == Deed::PackByIn)
        return std::to_string(milliseconds(start_of_day_in_india(Day { today + std::chrono::days { did.days } })));
    return {};
}

std::size_t letters_in(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

void append(std::string& text, char letter, std::string_view word)
{
    const auto letters = letters_in(word);
    if (letters > letters_max)
        throw Error { "reading an audience: a name of " + std::to_string(letters) + " letters; write a shorter one",
                      Error::Cause::Ours };
    const auto digits = std::to_string(letters);
    text += letter + std::string(4 - digits.size(), '0') + digits;
    text += word;
}

void append(std::string& text, const Conditions& conditions, bool large, Time now)
{
    const auto cased = [&](char letter) { return large ? static_cast<char>(letter - 'a' + 'A') : letter; };
    for (const auto& kind : kinds)
        for (const auto& name : conditions.*kind.names)
            append(text, cased(kind.letter), name);
    for (const auto& did : conditions.did)
        append(text, cased(letter_of(did.deed)), bound_of(did, now));
}

// What both name; empty if they name the same kind and nothing in common.
std::optional<Conditions> both(const Conditions& one, const Conditions& other)
{
    Conditions result;
    for (const auto& kind : kinds) {
        const auto &a = one.*kind.names, &b = other.*kind.names;
        auto& names = result.*kind.names;
        if (a.empty() || b.empty()) {
            names = a.empty() ? b : a;
            continue;
        }
        std::ranges::copy_if(a, std::back_inserter(names),
                             [&](const auto& name) { return std::ranges::find(b, name) != b.end(); });
        if (names.empty())
            return std::nullopt;
    }
    result.did = one.did;
    result.did.insert(result.did.end(), other.did.begin(), other.did.end());
    return result;
}

// The letters as they stand in the statement for `wanted`, or for `except`.
std::string quoted(std::string_view letters, bool large)
{
    std::string list;
    for (const char letter : letters)
        list +=
            std::string { list.empty() ? "'" : ", '" } + (large ? static_cast<char>(letter - 'a' + 'A') : letter) + "'";
    return list;
}

std::string named(std::string_view letters, bool large)
{
    return "EXISTS (SELECT 1 FROM words WHERE kind IN (" + quoted(letters, large) + "))";
}

std::string values_of(char letter, bool large)
{
    return "(SELECT value FROM words WHERE kind = " + quoted({ &letter, 1 }, large) + ")";
}

// True if no word of these letters is there, or the condition holds.
std::string if_named(std::string_view letters, bool large, const std::string& condition)
{
    return "(NOT " + named(letters, large) + " OR (" + condition + "))";
}

std::string columns_fit(std::string_view letters, bool large)
{
    std::string all;
    for (const auto& kind : kinds)
        if (letters.find(kind.letter) != std::string_view::npos)
            all += (all.empty() ? "" : " AND ") +
                   if_named({ &kind.letter, 1 }, large,
                            std::string { kind.column } + " IN " + values_of(kind.letter, large));
    return all;
}

// The channel of her last message; of who never wrote, those that could reach her.
std::string channel_fits(bool large)
{
    const auto channels = values_of('c', large);
    return "p.heard_on IN " + channels + " OR (p.heard_on = '' AND ((p.reach > 0 AND 'whatsapp' IN " + channels +
           ") OR (p.reach = 2 AND 'sms' IN " + channels + ")))";
}

std::string deeds_fit(bool large)
{
    return if_named("n", large, "NOT EXISTS (SELECT 1 FROM products AS made WHERE made.person = p.id)") + " AND " +
           if_named("h", large, "EXISTS (SELECT 1 FROM products AS made WHERE made.person = p.id)") + " AND " +
           if_named("k", large,
                    "NOT EXISTS (SELECT 1 FROM daily_collections AS told WHERE told.person = p.id AND told.day > "
                    "(SELECT min(value) FROM words WHERE kind = " +
                        quoted("k", large) + "))") +
           " AND " + if_named("o", large, "p.id IN (SELECT person FROM orders WHERE status IN ('new', 'accepted'))") +
           " AND " +
           if_named("y", large,
                    "p.id IN (SELECT due.person FROM words JOIN orders AS due ON due.status IN ('new', 'accepted') "
                    "AND due.pack_by >= CAST(words.value AS BIGINT) "
                    "AND due.pack_by < CAST(words.value AS BIGINT) + 86400000 WHERE words.kind = " +
                        quoted("y", large) + ")") +
           " AND " + if_named("j", large, "p.joined_at IS NULL");
}

// Kinds few audiences name stand together behind one question, because each is asked for every person.
std::string fits(bool large)
{
    return if_named("sdbfg", large, columns_fit("sdbfg", large)) + " AND " +
           if_named("l", large, "p.language IN " + values_of('l', large)) + " AND " +
           if_named("r", large, has_role(values_of('r', large))) + " AND " + if_named("c", large, channel_fits(large)) +
           " AND " + if_named("nhkoyj", large, deeds_fit(large));
}

} // namespace

std::string has_role(const std::string& list)
{
    return "(p.roles IN " + list +
           " OR (p.roles NOT IN ('', 'coordinator', 'member', 'vidyut_sakhi') AND EXISTS (SELECT 1 FROM roles AS hers "
           "WHERE hers.person = p.id "
           "AND hers.role IN " +
           list + ")))";
}

std::optional<std::string> in_one_text(const Audience& audience, Time now)
{
    const auto wanted = audience.scope ? both(audience.wanted, *audience.scope) : audience.wanted;
    if (!wanted)
        return std::nullopt;
    std::string text;
    append(text, *wanted, false, now);
    if (audience.except)
        append(text, *audience.except, true, now);
    return text;
}

Way way_to(const Audience& audience)
{
    const auto names = [&](Names Conditions::* kind) {
        return !(audience.wanted.*kind).empty() || (audience.scope && !((*audience.scope).*kind).empty());
    };
    if (names(&Conditions::groups))
        return Way::Group;
    if (names(&Conditions::clfs))
        return Way::Clf;
    if (names(&Conditions::blocks))
        return Way::Block;
    return names(&Conditions::districts) ? Way::District : Way::Everybody;
}

std::string words_list()
{
    return "words (kind, value, rest) AS (SELECT '', '', CAST($1 AS TEXT) UNION ALL SELECT substr(rest, 1, 1), "
           "substr(rest, 6, CAST(substr(rest, 2, 4) AS INTEGER)), "
           "substr(rest, 6 + CAST(substr(rest, 2, 4) AS INTEGER)) FROM words WHERE rest <> '')";
}

std::string along(Way way)
{
    switch (way) {
    case Way::Everybody:
        return "1 = 1"; // a bound on the number would be taken instead of the piece's
    case Way::District:
        return "p.district <> '' AND p.district IN " + values_of('d', false);
    case Way::Block:
        return "p.block <> '' AND p.block IN " + values_of('b', false);
    case Way::Clf:
        return "p.clf <> '' AND p.clf IN " + values_of('f', false);
    case Way::Group:
        return "p.group_name <> '' AND p.group_name IN " + values_of('g', false);
    }
    throw Error { "reading an audience: the way is unknown", Error::Cause::Ours };
}

std::string meets_words()
{
    return fits(false) + " AND (NOT EXISTS (SELECT 1 FROM words WHERE kind BETWEEN 'A' AND 'Z') OR NOT (" + fits(true) +
           "))";
}

} // namespace storage::audience
