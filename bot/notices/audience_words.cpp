#include "bot/notices/audience_words.h"

#include "bot/notices/place_names.h"
#include "bot/notices/word_list.h"
#include "dialogs/load.h"
#include "storage/notices.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bot::notices {

using storage::audience::Audience;
using storage::audience::Conditions;
using storage::audience::Deed;
using storage::audience::NameKind;
using storage::people::Person;

namespace {

using Values = std::vector<std::string>;
using Faults = std::vector<std::string>;

constexpr int days_max = 3'650;
constexpr std::size_t words_bytes_max = 4'000;

// A kind whose values are a list of ours.
struct ListedKind {
    std::string_view name;
    Values Conditions::* field;
    Values known;
    std::string_view example;
};

const std::array<ListedKind, 3> listed_kinds {
    ListedKind { "role", &Conditions::roles, { "member", "vidyut_sakhi", "coordinator" }, "role=member,vidyut_sakhi" },
    ListedKind { "language", &Conditions::languages, { "hi", "hi-Latn", "en" }, "language=hi" },
    ListedKind { "channel", &Conditions::channels, { "whatsapp", "sms" }, "channel=sms" },
};

// A kind whose values are names in the records.
struct NamedKind {
    std::string_view name;
    Values Conditions::* field;
    NameKind kind;
    Alike alike;
    std::string Person::* of_author;
    std::string_view example;
};

constexpr std::array named_kinds {
    NamedKind { "state", &Conditions::states, NameKind::State, Alike::BySound, &Person::state,
                "state=\"Uttar Pradesh\"" },
    NamedKind { "district", &Conditions::districts, NameKind::District, Alike::BySound, &Person::district,
                "district=Hardoi,Barabanki" },
    NamedKind { "block", &Conditions::blocks, NameKind::Block, Alike::BySound, &Person::block, "block=Sandila" },
    NamedKind { "clf", &Conditions::clfs, NameKind::Clf, Alike::ByLettersFirst, &Person::clf, "clf=Pragati" },
    NamedKind { "group", &Conditions::groups, NameKind::Group, Alike::ByLettersFirst, &Person::group_name,
                "group=\"Jai Maa Sharda\"" },
};

enum class Days { None, Needed };

struct DeedKind {
    std::string_view name;
    Deed deed;
    Days days;
    std::string_view means;
};

constexpr std::array deed_kinds {
    DeedKind { "no_product", Deed::NoProduct, Days::None, "has registered no product yet" },
    DeedKind { "has_product", Deed::HasProduct, Days::None, "has registered a product" },
    DeedKind { "no_collection", Deed::NoCollection, Days::Needed, "has reported no collection for so many days" },
    DeedKind { "order_to_pack", Deed::OrderToPack, Days::None, "has an order that waits for packing" },
    DeedKind { "pack_by_in", Deed::PackByIn, Days::Needed, "has to pack an order so many days from today" },
    DeedKind { "not_joined", Deed::NotJoined, Days::None, "was imported and has not agreed to the service yet" },
};

std::vector<std::string> all_kinds()
{
    std::vector<std::string> names { "saved" };
    for (const auto& kind : listed_kinds)
        names.emplace_back(kind.name);
    for (const auto& kind : named_kinds)
        names.emplace_back(kind.name);
    for (const auto& kind : deed_kinds)
        names.emplace_back(kind.name);
    return names;
}

std::string joined(const Values& values)
{
    std::string all;
    for (const auto& value : values)
        all += (all.empty() ? "" : ", ") + value;
    return all;
}

void add_new(Values& values, const Values& more)
{
    for (const auto& value : more)
        if (std::ranges::find(values, value) == values.end())
            values.push_back(value);
}

bool share(const Values& some, const Values& others)
{
    return std::ranges::find_first_of(some, others) != some.end();
}

// Reads the words of one option into conditions.
class ConditionsReader {
public:
    ConditionsReader(storage::Transaction& tx, std::string option, Faults& faults)
        : tx_(tx), option_(std::move(option)), faults_(faults)
    {
    }

    // `scope`, where there is one, bounds which places may be named.
    Conditions read(std::string_view text, const Conditions* scope, const std::string& reach)
    {
        Conditions conditions;
        for (const auto& word : read_words(text, option_, faults_))
            if (!read_listed(word, conditions) && !read_named(word, conditions, scope, reach) &&
                !read_deed(word, conditions))
                fault("there is no \"" + word.kind + "\"" + dialogs::did_you_mean(word.kind, all_kinds()));
        return conditions;
    }

private:
    void fault(const std::string& what) { faults_.push_back(option_ + ": " + what); }

    bool read_listed(const Word& word, Conditions& conditions)
    {
        const auto* const kind = std::ranges::find(listed_kinds, word.kind, &ListedKind::name);
        if (kind == listed_kinds.end())
            return false;
        if (word.values.empty())
            fault(word.kind + " needs a value, e.g. " + std::string { kind->example });
        for (const auto& value : word.values)
            if (std::ranges::find(kind->known, value) == kind->known.end())
                fault(word.kind + "=" + value + " is unknown; there are " + joined(kind->known));
        add_new(conditions.*(kind->field), word.values);
        return true;
    }

    bool read_named(const Word& word, Conditions& conditions, const Conditions* scope, const std::string& reach)
    {
        const auto* const kind = std::ranges::find(named_kinds, word.kind, &NamedKind::name);
        if (kind == named_kinds.end())
            return false;
        if (word.values.empty())
            fault(word.kind + " needs a name, e.g. " + std::string { kind->example });
        const auto known = word.values.empty() ? Values {} : storage::audience::spellings(tx_, kind->kind);
        for (const auto& value : word.values) {
            const auto found = find_names(known, value, kind->alike);
            if (found.empty())
                fault(unknown_name(word.kind, value, known));
            else if (scope != nullptr && !(scope->*(kind->field)).empty() && !share(scope->*(kind->field), found))
                fault(word.kind + "=" + value + " is outside your reach, which is " + reach);
            add_new(conditions.*(kind->field), found);
        }
        return true;
    }

    static std::string unknown_name(const std::string& kind, const std::string& value, const Values& known)
    {
        if (known.empty())
            return kind + "=" + value + ": the records name no " + kind + " yet; import the people first";
        return kind + "=" + value + ": nobody's record names it; the nearest are " + nearest_names(known, value);
    }

    bool read_deed(const Word& word, Conditions& conditions)
    {
        const auto* const kind = std::ranges::find(deed_kinds, word.kind, &DeedKind::name);
        if (kind == deed_kinds.end())
            return false;
        if (kind->days == Days::None) {
            if (!word.values.empty())
                fault(word.kind + " takes no value; write it alone");
            conditions.did.push_back({ kind->deed, 0 });
            return true;
        }
        int days = -1;
        if (word.values.size() == 1) {
            const auto& written = word.values.front();
            const auto read = std::from_chars(written.data(), written.data() + written.size(), days);
            if (read.ec != std::errc {} || read.ptr != written.data() + written.size())
                days = -1;
        }
        if (days < 0 || days > days_max)
            fault(word.kind + " needs a number of days, e.g. " + word.kind + "=" +
                  (kind->deed == Deed::PackByIn ? "1" : "30"));
        conditions.did.push_back({ kind->deed, days });
        return true;
    }

    storage::Transaction& tx_;
    std::string option_;
    Faults& faults_;
};

void throw_if_any(const Faults& faults)
{
    if (faults.empty())
        return;
    std::string all;
    for (const auto& fault : faults)
        all += (all.empty() ? "" : "\n") + fault;
    throw BadAudience { all };
}

// The levels that bound an author: the narrowest one, and the district it lies in, since blocks of different districts
// share names.
std::vector<const NamedKind*> levels_of(const Person& author)
{
    const auto level = [](std::string_view name) { return std::ranges::find(named_kinds, name, &NamedKind::name); };
    const auto *const state = level("state"), *const district = level("district");
    for (const auto* const narrow : { level("clf"), level("block") })
        if (!(author.*(narrow->of_author)).empty())
            return author.district.empty() ? std::vector { narrow } : std::vector { narrow, district };
    if (!author.district.empty())
        return author.state.empty() ? std::vector { district } : std::vector { district, state };
    return author.state.empty() ? std::vector<const NamedKind*> {} : std::vector { state };
}

Conditions scope_of(storage::Transaction& tx, const Person& author)
{
    Conditions scope;
    const auto levels = levels_of(author);
    for (const auto* level : levels) {
        const auto& name = author.*(level->of_author);
        auto found = find_names(storage::audience::spellings(tx, level->kind), name, level->alike);
        add_new(found, { name });
        if (level != levels.front())
            found.emplace_back(); // whoever's record says nothing of it is not outside
        scope.*(level->field) = std::move(found);
    }
    return scope;
}

std::string why_no_author(const Person& author)
{
    if (author.deleted_at || !author.has_role("coordinator"))
        return "the author is no coordinator; only coordinators write notices, give her the role by importing people";
    if (levels_of(author).empty())
        return "the author's record names no state, district, block or clf, so it does not say whom she may reach; add "
               "it by importing people";
    return {};
}

} // namespace

Audience read_audience(storage::Transaction& tx, std::string_view wanted, std::string_view except, const Person& author)
{
    if (const auto why = why_no_author(author); !why.empty())
        throw BadAudience { why };
    if (wanted.size() > words_bytes_max || except.size() > words_bytes_max)
        throw BadAudience { "the audience is longer than " + std::to_string(words_bytes_max) +
                            " bytes; name a district "
                            "or a block instead of its groups" };
    const auto words = expanded(tx, wanted, except);
    Faults faults;
    Audience audience;
    audience.scope = scope_of(tx, author);
    audience.wanted =
        ConditionsReader { tx, "--audience", faults }.read(words.wanted, &*audience.scope, scope_in_words(author));
    if (words.except.find_first_not_of(" \n\t") != std::string::npos)
        audience.except = ConditionsReader { tx, "--except", faults }.read(words.except, nullptr, {});
    throw_if_any(faults);
    return audience;
}

AudienceWords expanded(storage::Transaction& tx, std::string_view wanted, std::string_view except)
{
    Faults faults;
    const auto words = read_words(wanted, "--audience", faults);
    if (std::ranges::find(words, "saved", &Word::kind) == words.end())
        return { std::string { wanted }, std::string { except } };
    throw_if_any(faults);
    if (words.size() > 1 || words.front().values.size() != 1)
        throw BadAudience {
            "--audience: saved=NAME names one saved audience and stands alone; narrow it with --except, "
            "or write its words out"
        };
    const auto& name = words.front().values.front();
    const auto saved = storage::notices::saved_audience(tx, name);
    if (!saved)
        throw BadAudience { "--audience: no audience is saved as \"" + name + "\"; save one with --save-audience" };
    if (!saved->except_those.empty() && !except.empty())
        throw BadAudience { "--except: the saved audience \"" + name + "\" leaves out some already (" +
                            saved->except_those + "); write its words out instead of saved=" + name };
    return { saved->audience, saved->except_those.empty() ? std::string { except } : saved->except_those };
}

std::string scope_in_words(const Person& author)
{
    const auto levels = levels_of(author);
    if (levels.empty())
        return {};
    auto words = std::string { levels.front()->name } + " " + author.*(levels.front()->of_author);
    if (levels.size() > 1 && levels.front()->kind != NameKind::District)
        words += " in " + author.*(levels.back()->of_author);
    return words;
}

bool covers(const Person& one, const Person& other)
{
    const auto levels = levels_of(one);
    return !levels.empty() && std::ranges::all_of(levels, [&](const NamedKind* level) {
        const auto& hers = other.*(level->of_author);
        return hers.empty() ? level != levels.front() : sounds_like(one.*(level->of_author), hers);
    });
}

bool within_one_district(const Audience& audience)
{
    const auto one = [](const Values& names) {
        return !names.empty() && std::ranges::all_of(names, [&](const std::string& name) {
            return name.empty() || sounds_like(name, names.front());
        });
    };
    return one(audience.wanted.districts) || (audience.scope && one(audience.scope->districts));
}

std::string audience_help()
{
    std::string help =
        "Whom it goes to, words with spaces between; values of one kind are alternatives, kinds combine; "
        "without words everybody in the author's reach:\n";
    for (const auto& kind : listed_kinds)
        help += "  " + std::string { kind.example } + "   (of " + joined(kind.known) + ")\n";
    for (const auto& kind : named_kinds)
        help += "  " + std::string { kind.example } + "\n";
    for (const auto& kind : deed_kinds)
        help += "  " + std::string { kind.name } + (kind.days == Days::Needed ? "=DAYS" : "") + "   she " +
                std::string { kind.means } + "\n";
    return help + "  saved=NAME   an audience saved by --save-audience\n";
}

} // namespace bot::notices
