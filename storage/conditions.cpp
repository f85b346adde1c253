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

void append(Asked& asked, char letter, std::string_view word)
{
    const auto letters = letters_in(word);
    if (letters > letters_max)
        throw Error { "reading an audience: a name of " + std::to_string(letters) + " letters; write a shorter one",
                      Error::Cause::Ours };
    const auto digits = std::to_string(letters);
    asked.text += letter + std::string(4 - digits.size(), '0') + digits;
    asked.text += word;
    if (asked.kinds.find(letter) == std::string::npos)
        asked.kinds += letter;
}

char large(char letter)
{
    return static_cast<char>(letter - 'a' + 'A');
}

void append(Asked& asked, const Conditions& conditions, bool except, Time now)
{
    const auto cased = [&](char letter) { return except ? large(letter) : letter; };
    for (const auto& kind : kinds)
        for (const auto& name : conditions.*kind.names)
            append(asked, cased(kind.letter), name);
    for (const auto& did : conditions.did)
        append(asked, cased(letter_of(did.deed)), bound_of(did, now));
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

std::string values_of(char letter)
{
    return std::string { "(SELECT value FROM words WHERE kind = '" } + letter + "')";
}

// The channel of her last message; of who never wrote, those that could reach her.
std::string channel_fits(const std::string& channels)
{
    return "(p.heard_on IN " + channels + " OR (p.heard_on = '' AND ((p.reach > 0 AND 'whatsapp' IN " + channels +
           ") OR (p.reach = 2 AND 'sms' IN " + channels + "))))";
}

// What a kind asks of her; `values` are its words.
std::string condition_of(char letter, const std::string& values)
{
    switch (letter) {
    case 'r':
        return has_role(values);
    case 'c':
        return channel_fits(values);
    case 'n':
        return "NOT EXISTS (SELECT 1 FROM products AS made WHERE made.person = p.id)";
    case 'h':
        return "EXISTS (SELECT 1 FROM products AS made WHERE made.person = p.id)";
    case 'k':
        return "NOT EXISTS (SELECT 1 FROM daily_collections AS told WHERE told.person = p.id AND told.day > "
               "(SELECT min(value) FROM words WHERE value IN " +
               values + "))";
    case 'o':
        return "p.id IN (SELECT person FROM orders WHERE status IN ('new', 'accepted'))";
    case 'y':
        return "p.id IN (SELECT due.person FROM words JOIN orders AS due ON due.status IN ('new', 'accepted') "
               "AND due.pack_by >= CAST(words.value AS BIGINT) "
               "AND due.pack_by < CAST(words.value AS BIGINT) + 86400000 WHERE words.value IN " +
               values + ")";
    case 'j':
        return "p.joined_at IS NULL";
    default:
        return std::string { std::ranges::find(kinds, letter, &Kind::letter)->column } + " IN " + values;
    }
}

// The letter of the place a way leads to.
char letter_of(Way way)
{
    constexpr std::string_view letters = " dbfg";
    return letters.at(static_cast<std::size_t>(way));
}

std::string column_of(Way way)
{
    return std::string { std::ranges::find(kinds, letter_of(way), &Kind::letter)->column };
}

Way way_of(std::string_view named)
{
    for (const auto way : { Way::Group, Way::Clf, Way::Block, Way::District })
        if (named.find(letter_of(way)) != std::string_view::npos)
            return way;
    return Way::Everybody;
}

// All that the letters of `kinds` in this range ask of her, those few people fail first; empty if there are none.
std::string fits(const std::string& named, char first, char last)
{
    constexpr std::string_view order = "gfbdsoylrcjkhn";
    std::string all;
    for (const char letter : order) {
        const char cased = first == 'A' ? large(letter) : letter;
        if (cased < first || cased > last || named.find(cased) == std::string::npos)
            continue;
        all += (all.empty() ? "" : " AND ") + condition_of(letter, values_of(cased));
    }
    return all;
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

std::optional<Asked> asked_of(const Audience& audience, Time now)
{
    const auto wanted = audience.scope ? both(audience.wanted, *audience.scope) : audience.wanted;
    if (!wanted)
        return std::nullopt;
    Asked asked;
    append(asked, *wanted, false, now);
    if (audience.except)
        append(asked, *audience.except, true, now);
    asked.way = way_of(asked.kinds);
    return asked;
}

std::string words_list()
{
    return "words (kind, value, rest) AS (SELECT '', '', CAST($1 AS TEXT) UNION ALL SELECT substr(rest, 1, 1), "
           "substr(rest, 6, CAST(substr(rest, 2, 4) AS INTEGER)), "
           "substr(rest, 6 + CAST(substr(rest, 2, 4) AS INTEGER)) FROM words WHERE rest <> '')";
}

std::string meets_words(const Asked& asked)
{
    const auto wanted = fits(asked.kinds, 'a', 'z');
    const auto except = fits(asked.kinds, 'A', 'Z');
    std::string all = wanted.empty() ? "1 = 1" : wanted; // a bound on the number would be taken instead of the piece's
    if (asked.way != Way::Everybody)                     // the index holds only who lives somewhere
        all = column_of(asked.way) + " <> '' AND " + all;
    return except.empty() ? all : all + " AND NOT (" + except + ")";
}

} // namespace storage::audience
