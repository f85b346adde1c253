#include "locales/names.h"

#include "locales/name_tables.h"
#include "locales/phonetic.h"
#include "locales/utf8.h"

#include <algorithm>
#include <set>

namespace locales {

namespace {

constexpr std::size_t words_max = 4;        // of one name
constexpr std::size_t slip_letters_min = 4; // a shorter word with one letter changed is another word
constexpr double sound_share_max = 0.25;    // of the letters
constexpr double alike_share_max = 0.1;     // of the letters: jai and जय, and not आशा and उषा
constexpr double sound_margin = 0.25;       // by which the best must lead

using Found = std::set<std::size_t>; // places in the lexicon

Found exactly(const Lexicon& lexicon, const std::string& word)
{
    const auto at = lexicon.exact.find(word);
    return at == lexicon.exact.end() ? Found {} : Found(at->second.begin(), at->second.end());
}

Found by_narrow_key(const Lexicon& lexicon, const std::string& word)
{
    Found found;
    for (const auto& key : phonetic_keys(word, KeyWidth::Narrow))
        if (const auto at = lexicon.narrow.find(key); at != lexicon.narrow.end())
            found.insert(at->second.begin(), at->second.end());
    return found;
}

// The names of the same wide key that sound nearest, if they sound near enough and all others clearly farther.
Found by_wide_key(const Lexicon& lexicon, const std::string& word)
{
    const auto latin = colloquial_latin(word);
    std::vector<std::pair<double, std::size_t>> near;
    for (const auto& key : phonetic_keys(word, KeyWidth::Wide)) {
        const auto at = lexicon.wide.find(key);
        if (at == lexicon.wide.end())
            continue;
        for (const auto place : at->second) {
            const auto& spelling = lexicon.spellings[place];
            const auto distance = sound_distance(latin, spelling.latin);
            if (distance <= sound_share_max * static_cast<double>(std::max(latin.size(), spelling.latin.size())))
                near.emplace_back(distance, spelling.name);
        }
    }
    Found found;
    if (near.empty())
        return found;
    const auto best = std::min_element(near.begin(), near.end())->first;
    for (const auto& [distance, name] : near)
        if (distance < best + sound_margin)
            found.insert(name);
    return found;
}

// One letter left out, added, changed, or swapped with its neighbour.
bool one_slip_apart(std::u32string_view one, std::u32string_view other)
{
    if (one.size() > other.size())
        std::swap(one, other);
    if (other.size() - one.size() > 1)
        return false;
    std::size_t at = 0;
    while (at < one.size() && one[at] == other[at])
        ++at;
    if (one.size() < other.size())
        return one.substr(at) == other.substr(at + 1);
    if (at + 1 >= one.size() || one.substr(at + 1) == other.substr(at + 1))
        return true;
    return one[at] == other[at + 1] && one[at + 1] == other[at] && one.substr(at + 2) == other.substr(at + 2);
}

Found by_slip(const Lexicon& lexicon, const std::string& word)
{
    const auto letters = to_utf32(word);
    Found found;
    if (letters.size() < slip_letters_min)
        return found;
    for (const auto& [form, places] : lexicon.exact)
        if (one_slip_apart(letters, to_utf32(form)))
            found.insert(places.begin(), places.end());
    return found;
}

// By habit of spelling and by slip; where the two find different names, both come back.
Found nearly(const Lexicon& lexicon, const std::string& word)
{
    auto found = by_narrow_key(lexicon, word);
    if (found.size() != 1)
        if (auto wider = by_wide_key(lexicon, word); !wider.empty())
            found = std::move(wider);
    const auto slipped = by_slip(lexicon, word);
    if (found.empty() || slipped.size() == 1)
        found.insert(slipped.begin(), slipped.end());
    return found;
}

} // namespace

Names::Names(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}

Names::Names(Names&&) noexcept = default;
Names::~Names() = default;

Names Names::load(const std::filesystem::path& locales_folder)
{
    return Names(std::make_unique<const Tables>(Tables { read_name_tables(locales_folder) }));
}

std::vector<Name> Names::find(std::string_view kind, const Tokens& tokens) const
{
    const auto at = tables_->kinds.find(kind);
    std::vector<Name> names;
    if (at == tables_->kinds.end())
        return names;
    std::vector<std::string> words;
    for (const auto& token : tokens)
        if (token.is_word())
            words.push_back(token.n1);
    // As written goes before as it sounds, and longer names before the names within them (कानपुर देहात, कानपुर).
    for (const auto look : { exactly, nearly })
        for (auto size = std::min(words_max, words.size()); size > 0; --size) {
            Found found;
            for (std::size_t from = 0; from + size <= words.size(); ++from) {
                std::string joined;
                for (auto word = from; word < from + size; ++word)
                    joined += words[word];
                found.merge(look(at->second, joined));
            }
            for (const auto place : found)
                names.push_back(at->second.names[place]);
            if (!names.empty())
                return names;
        }
    return names;
}

namespace {

struct Spelled {
    std::string whole;              // N1 of all words, joined
    std::vector<std::string> words; // that are not idle; all where all are
    std::string core;               // these, joined
    std::string digits;             // a number in a name has no sound and no slips
};

Spelled spelled(std::string_view name, const std::function<bool(std::string_view n1)>& is_idle)
{
    Spelled spelled;
    std::vector<std::string> all;
    for (const auto& token : tokenize(name)) {
        if (token.is_digits())
            spelled.digits += token.n1 + ' ';
        if (!token.is_word())
            continue;
        all.push_back(token.n1);
        spelled.whole += token.n1;
        if (!is_idle(token.n1))
            spelled.words.push_back(token.n1);
    }
    if (spelled.words.empty())
        spelled.words = std::move(all);
    for (const auto& word : spelled.words)
        spelled.core += word;
    return spelled;
}

bool share_a_key(const std::string& one, const std::string& other, KeyWidth width)
{
    const auto keys = phonetic_keys(one, width);
    return std::ranges::any_of(phonetic_keys(other, width),
                               [&](const std::string& key) { return std::ranges::find(keys, key) != keys.end(); });
}

// Of the same consonants, and no farther apart in sound than this share of the letters.
bool sounds_within(const std::string& one, const std::string& other, double share)
{
    if (!share_a_key(one, other, KeyWidth::Wide))
        return false;
    const auto left = colloquial_latin(one);
    const auto right = colloquial_latin(other);
    return sound_distance(left, right) <= share * static_cast<double>(std::max(left.size(), right.size()));
}

// Word by word, since some letters sound otherwise at the end of a word (माँ); as one where they are divided otherwise.
template <typename Sounds> bool each_word(const Spelled& said, const Spelled& form, Sounds sounds)
{
    if (said.words.size() != form.words.size())
        return sounds(said.core, form.core);
    return std::ranges::equal(said.words, form.words, sounds);
}

bool sound_alike(const std::string& one, const std::string& other)
{
    return share_a_key(one, other, KeyWidth::Narrow) || sounds_within(one, other, alike_share_max);
}

bool is_a_slip_away(const Spelled& said, const Spelled& form)
{
    const auto letters = to_utf32(said.core);
    if (letters.size() >= slip_letters_min && one_slip_apart(letters, to_utf32(form.core)))
        return true;
    return each_word(said, form, [](const std::string& one, const std::string& other) {
        return sound_alike(one, other) || sounds_within(one, other, sound_share_max);
    });
}

// Those of the names whose form fits.
template <typename Fits>
std::vector<std::string> those(const std::vector<std::string>& names, const std::vector<Spelled>& forms, Fits fits)
{
    std::vector<std::string> found;
    for (std::size_t place = 0; place < names.size(); ++place)
        if (fits(forms[place]))
            found.push_back(names[place]);
    return found;
}

} // namespace

LikeNames names_like(const std::vector<std::string>& known, std::string_view words,
                     const std::function<bool(std::string_view n1)>& is_idle)
{
    const auto said = spelled(words, is_idle);
    LikeNames like;
    if (said.core.empty())
        return like;
    std::vector<std::string> names;
    std::vector<Spelled> forms;
    for (const auto& name : known)
        if (auto form = spelled(name, is_idle); form.digits == said.digits && !form.core.empty()) {
            names.push_back(name);
            forms.push_back(std::move(form));
        }
    like.alike = those(names, forms, [&](const Spelled& form) { return form.whole == said.whole; });
    if (like.alike.empty())
        like.alike = those(names, forms, [&](const Spelled& form) { return form.core == said.core; });
    if (like.alike.empty())
        like.alike = those(names, forms, [&](const Spelled& form) { return each_word(said, form, sound_alike); });
    if (!like.alike.empty())
        return like;
    like.nearly = those(names, forms, [&](const Spelled& form) { return is_a_slip_away(said, form); });
    const auto latin = colloquial_latin(said.core);
    std::ranges::stable_sort(like.nearly, {}, [&](const std::string& name) {
        return sound_distance(latin, colloquial_latin(spelled(name, is_idle).core));
    });
    return like;
}

} // namespace locales
