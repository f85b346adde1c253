#include "locales/answer_words.h"

#include "locales/normalize.h"
#include "locales/spellings.h"
#include "locales/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace locales {

namespace {

constexpr std::array<std::string_view, 17> unit_names { "",       "piece", "kilogram", "gram",    "litre", "millilitre",
                                                        "packet", "box",   "jar",      "bottle",  "dozen", "pair",
                                                        "set",    "metre", "hundred",  "quintal", "?" };
constexpr std::uint8_t unit_to_ask_back = 16;

// Lets a table be asked with a view, without making a string.
struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
};

template <class Value> using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;

} // namespace

struct AnswerWords::Tables {
    Table<WordMeaning> meanings;
    std::vector<std::string> ordinal_endings; // the longest first
    std::array<bool, 256> multiplier_ends {}; // by last byte
    std::vector<std::u32string> number_words;
    Table<Words> lists;
    std::vector<std::string> spelled_devanagari;
    std::vector<std::string> spelled_latin;
};

namespace {

// One file as it is read; every complaint names it.
struct Source {
    std::filesystem::path file;
    nlohmann::json data;

    [[noreturn]] void fail(const std::string& what) const
    {
        throw std::runtime_error("reading the words of answers from " + file.string() + ": " + what);
    }
};

Source read(const std::filesystem::path& file)
{
    Source source { file, {} };
    std::ifstream stream(file);
    if (!stream)
        source.fail("the file cannot be opened; put it back or set SAMVAD_DATA to the folder that holds locales/");
    try {
        source.data = nlohmann::json::parse(stream);
    } catch (const nlohmann::json::exception& error) {
        source.fail(error.what());
    }
    return source;
}

// Latin spellings are kept as they are: drawn-out letters are forgiven to who types them, but "teees" is 23 and
// "tees" 30.
std::string compared_form(const std::string& spelling)
{
    const auto plain = n0(spelling);
    const bool is_latin = std::all_of(plain.begin(), plain.end(), [](char each) { return each >= 0; });
    return is_latin ? plain : n1(plain);
}

using Use = std::function<void(const std::string& word)>;

// Calls `use` for every spelling a pattern list stands for, in the form it is compared by.
void each_spelling(const Source& source, const nlohmann::json& patterns, const Use& use)
{
    if (!patterns.is_string())
        source.fail("a list of words must be one string with spaces between them, but is " + patterns.dump());
    const auto text = patterns.get<std::string>();
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            const auto spellings = spellings_of(std::string_view(text).substr(at, end - at));
            if (spellings.empty())
                source.fail("the brackets of \"" + text.substr(at, end - at) + "\" do not close");
            for (const auto& spelling : spellings)
                use(compared_form(spelling));
        }
        at = end + 1;
    }
}

class Loader {
public:
    explicit Loader(AnswerWords::Tables& tables) : tables_(tables) {}

    void take_numbers(const Source& source)
    {
        take_role(source, "values", NumberRole::Value, false);
        take_role(source, "shy_values", NumberRole::Value, true);
        take_role(source, "english", NumberRole::English, false);
        take_role(source, "multipliers", NumberRole::Multiplier, false);
        take_role(source, "shy_multipliers", NumberRole::Multiplier, true);
        take_role(source, "suffixes", NumberRole::Suffix, false);
        take_role(source, "parts", NumberRole::Part, false);
        take_role(source, "fractions", NumberRole::Fraction, false);
        take_role(source, "ordinals", NumberRole::Ordinal, false);
        take_words(source, "quarter_more", NumberRole::QuarterMore);
        take_words(source, "half_more", NumberRole::HalfMore);
        take_words(source, "quarter_less", NumberRole::QuarterLess);
        each_spelling(source, entry(source, "ordinal_endings"), [&](const std::string& ending) {
            if (std::find(tables_.ordinal_endings.begin(), tables_.ordinal_endings.end(), ending) ==
                tables_.ordinal_endings.end())
                tables_.ordinal_endings.push_back(ending);
        });
        mark(source, entry(source, "digit_ordinal_endings"), Beside::OrdinalEnding);
        take_neighbours(source);
    }

    void take_spelled(const Source& source, std::vector<std::string>& spelled)
    {
        constexpr std::size_t spelled_words = 105;
        for (const auto* name : { "spelled", "spelled_multipliers" }) {
            std::istringstream words(entry(source, name).get<std::string>());
            spelled.insert(spelled.end(), std::istream_iterator<std::string>(words), {});
        }
        if (spelled.size() != spelled_words)
            source.fail("\"spelled\" must hold 100 words and \"spelled_multipliers\" five");
    }

    void take_units(const Source& source)
    {
        for (const auto& [name, words] : entry(source, "units").items())
            take_unit(source, words, Decimal(1), name);
        for (const auto& [size, words] : entry(source, "sizes").items()) {
            const auto space = size.find(' ');
            const auto count = Decimal::parse(size.substr(0, space));
            if (!count || space == std::string::npos)
                source.fail("the size \"" + size + "\" must be a number and a unit, like \"250 gram\"");
            take_unit(source, words, *count, size.substr(space + 1));
        }
        take_unit(source, entry(source, "ask_back"), Decimal(1), "?");
        const auto& money = entry(source, "money");
        mark(source, money.at("rupees"), Beside::RupeesWord);
        mark(source, money.at("paise"), Beside::PaiseWord);
        mark(source, money.at("price_words"), Beside::PriceWord);
    }

    void take_answers(const Source& source)
    {
        for (const auto& [list, phrases] : source.data.items()) {
            if (!phrases.is_array())
                continue;
            for (const auto& phrase : phrases)
                tables_.lists[list].insert(n1(phrase.get<std::string>()));
        }
    }

    // A spelling must stand for one number only; all that do not are named at once.
    void finish() const
    {
        if (!faults_.empty())
            throw std::runtime_error("reading the words of answers: leave each spelling in one place only" + faults_);
    }

private:
    static const nlohmann::json& entry(const Source& source, const char* name)
    {
        if (!source.data.contains(name))
            source.fail(std::string("the entry \"") + name + "\" is missing");
        return source.data.at(name);
    }

    void take_role(const Source& source, const char* name, NumberRole role, bool shy)
    {
        if (!source.data.contains(name))
            return;
        for (const auto& [number, words] : source.data.at(name).items()) {
            const auto value = Decimal::parse(number);
            if (!value)
                source.fail(std::string(name) + " has the key \"" + number + "\", which is no number");
            each_spelling(source, words, [&](const std::string& word) { set_role(source, word, role, *value, shy); });
        }
    }

    void take_words(const Source& source, const char* name, NumberRole role)
    {
        each_spelling(source, entry(source, name),
                      [&](const std::string& word) { set_role(source, word, role, Decimal(0), false); });
    }

    void set_role(const Source& source, const std::string& word, NumberRole role, Decimal number, bool shy)
    {
        auto& meaning = tables_.meanings[word];
        if (meaning.role != NumberRole::None && (meaning.role != role || !(meaning.number == number)))
            faults_ += "\n" + source.file.string() + ": \"" + word + "\" would be both " + meaning.number.to_string() +
                       " and " + number.to_string();
        meaning.role = role;
        meaning.number = number;
        meaning.shy = shy;
        if (role == NumberRole::Value || role == NumberRole::Multiplier)
            tables_.number_words.push_back(to_utf32(word));
        if (role == NumberRole::Multiplier)
            tables_.multiplier_ends[static_cast<unsigned char>(word.back())] = true;
    }

    void take_neighbours(const Source& source)
    {
        struct Neighbour {
            const char* name;
            Beside beside;
        };

        static constexpr Neighbour neighbours[] = { { "and", Beside::And },
                                                    { "to", Beside::To },
                                                    { "point", Beside::Point },
                                                    { "over", Beside::Over },
                                                    { "minus", Beside::Minus },
                                                    { "percent", Beside::Percent },
                                                    { "no", Beside::No },
                                                    { "months", Beside::Month },
                                                    { "labels", Beside::Label },
                                                    { "not_amounts", Beside::NotAmount },
                                                    { "persons", Beside::Person },
                                                    { "giving_stems", Beside::GivingStem },
                                                    { "changing", Beside::Changing },
                                                    { "differences", Beside::Difference },
                                                    { "comparing", Beside::Comparing },
                                                    { "of", Beside::Of },
                                                    { "share", Beside::Share },
                                                    { "in", Beside::In },
                                                    { "worth", Beside::Worth },
                                                    { "year", Beside::Year },
                                                    { "order", Beside::Order },
                                                    { "per", Beside::Per },
                                                    { "pati", Beside::Each },
                                                    { "last", Beside::Last },
                                                    { "next", Beside::Next },
                                                    { "previous", Beside::Previous },
                                                    { "current", Beside::Current },
                                                    { "or", Beside::Or } };
        const auto& beside = entry(source, "beside");
        for (const auto& neighbour : neighbours) {
            if (!beside.contains(neighbour.name))
                source.fail(std::string("the entry \"beside.") + neighbour.name + "\" is missing");
            mark(source, beside.at(neighbour.name), neighbour.beside);
        }
    }

    void mark(const Source& source, const nlohmann::json& words, Beside beside)
    {
        each_spelling(source, words, [&](const std::string& word) {
            tables_.meanings[word].beside |= static_cast<std::uint32_t>(beside);
        });
    }

    void take_unit(const Source& source, const nlohmann::json& words, Decimal per_unit, const std::string& name)
    {
        const auto* found = std::find(unit_names.begin(), unit_names.end(), name);
        if (found == unit_names.end() || name.empty())
            source.fail("\"" + name + "\" is no unit");
        each_spelling(source, words, [&](const std::string& word) {
            auto& meaning = tables_.meanings[word];
            meaning.unit = static_cast<std::uint8_t>(found - unit_names.begin());
            meaning.per_unit = per_unit;
        });
    }

    AnswerWords::Tables& tables_;
    std::string faults_;
};

// Whether one letter more, less or other, or two that changed places, make one word of the other.
bool are_one_slip_apart(const std::u32string& one, const std::u32string& other)
{
    const auto& shorter = one.size() < other.size() ? one : other;
    const auto& longer = one.size() < other.size() ? other : one;
    if (longer.size() - shorter.size() > 1)
        return false;
    const auto same =
        static_cast<std::size_t>(std::mismatch(shorter.begin(), shorter.end(), longer.begin()).first - shorter.begin());
    const auto rest_is_equal = [&](std::size_t in_shorter, std::size_t in_longer) {
        return in_shorter <= shorter.size() && in_longer <= longer.size() &&
               std::equal(shorter.begin() + static_cast<std::ptrdiff_t>(in_shorter), shorter.end(),
                          longer.begin() + static_cast<std::ptrdiff_t>(in_longer), longer.end());
    };
    if (shorter.size() < longer.size())
        return rest_is_equal(same, same + 1);
    const bool changed_places = same + 1 < one.size() && one[same] == other[same + 1] && one[same + 1] == other[same];
    return rest_is_equal(same + 1, same + 1) || (changed_places && rest_is_equal(same + 2, same + 2));
}

} // namespace

AnswerWords AnswerWords::load(const std::filesystem::path& locales_folder)
{
    auto tables = std::make_unique<Tables>();
    Loader loader(*tables);
    for (const auto* language : { "hi", "hi-Latn" }) {
        const auto folder = locales_folder / language;
        const auto numbers = read(folder / "numbers.json");
        loader.take_numbers(numbers);
        loader.take_spelled(numbers,
                            std::string_view(language) == "hi" ? tables->spelled_devanagari : tables->spelled_latin);
        loader.take_units(read(folder / "units.json"));
        loader.take_answers(read(folder / "answers.json"));
    }
    loader.finish();
    std::sort(tables->ordinal_endings.begin(), tables->ordinal_endings.end(),
              [](const auto& one, const auto& other) { return one.size() > other.size(); });
    return AnswerWords(std::move(tables));
}

AnswerWords::AnswerWords(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}

AnswerWords::AnswerWords(AnswerWords&&) noexcept = default;
AnswerWords::~AnswerWords() = default;

const WordMeaning* AnswerWords::find(std::string_view n1) const
{
    const auto found = tables_->meanings.find(n1);
    return found == tables_->meanings.end() ? nullptr : &found->second;
}

const WordMeaning* AnswerWords::find(const Token& token) const
{
    if (token.script == Script::Latin) {
        if (const auto* meaning = find(token.n0))
            return meaning;
    }
    return find(token.n1);
}

bool AnswerWords::may_end_in_multiplier(std::string_view n1) const
{
    return !n1.empty() && tables_->multiplier_ends[static_cast<unsigned char>(n1.back())];
}

bool AnswerWords::resembles_number(std::string_view n1) const
{
    constexpr std::size_t letters_min = 2;
    const auto word = to_utf32(n1);
    return word.size() >= letters_min && find(n1) == nullptr && !is_listed("everyday", n1) &&
           std::any_of(tables_->number_words.begin(), tables_->number_words.end(),
                       [&](const std::u32string& number) { return are_one_slip_apart(word, number); });
}

std::string_view AnswerWords::without_ordinal_ending(std::string_view n1) const
{
    for (const auto& ending : tables_->ordinal_endings) {
        if (n1.size() > ending.size() && n1.ends_with(ending))
            return n1.substr(0, n1.size() - ending.size());
    }
    return {};
}

std::string_view AnswerWords::unit_name(std::uint8_t unit) const
{
    return unit < unit_names.size() ? unit_names[unit] : unit_names[unit_to_ask_back];
}

const std::vector<std::string>& AnswerWords::spelled(Script script) const
{
    return script == Script::Latin ? tables_->spelled_latin : tables_->spelled_devanagari;
}

bool AnswerWords::is_listed(std::string_view list, std::string_view n1_words) const
{
    const auto found = tables_->lists.find(list);
    return found != tables_->lists.end() && found->second.contains(n1_words);
}

} // namespace locales
