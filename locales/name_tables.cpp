#include "locales/name_tables.h"

#include "locales/normalize.h"
#include "locales/phonetic.h"

#include <algorithm>
#include <fstream>

namespace locales {

namespace {

std::string trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \r");
    const auto to = text.find_last_not_of(" \r");
    return from == std::string_view::npos ? "" : std::string(text.substr(from, to - from + 1));
}

// The parts between separators; one within double quotes belongs to its part.
std::vector<std::string> split(std::string_view line, char separator)
{
    std::vector<std::string> parts(1);
    bool quoted = false;
    for (const auto letter : line) {
        if (letter == '"')
            quoted = !quoted;
        else if (letter == separator && !quoted)
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    for (auto& part : parts)
        part = trimmed(part);
    return parts;
}

std::string joined_n1(std::string_view form)
{
    std::string joined;
    for (const auto& token : tokenize(form))
        if (token.is_word())
            joined += token.n1;
    return joined;
}

void insert(Lexicon::Places& places, const std::string& key, std::size_t place)
{
    auto& list = places[key];
    if (std::find(list.begin(), list.end(), place) == list.end())
        list.push_back(place);
}

void add(Lexicon& lexicon, Name name, const std::vector<std::string>& forms)
{
    const auto place = lexicon.names.size();
    lexicon.names.push_back(std::move(name));
    for (const auto& form : forms) {
        const auto joined = joined_n1(form);
        if (joined.empty())
            continue;
        insert(lexicon.exact, joined, place);
        for (const auto& key : phonetic_keys(joined, KeyWidth::Narrow))
            insert(lexicon.narrow, key, place);
        for (const auto& key : phonetic_keys(joined, KeyWidth::Wide))
            insert(lexicon.wide, key, lexicon.spellings.size());
        lexicon.spellings.push_back({ colloquial_latin(joined), place });
    }
}

// Two places of one name are shown with what tells them apart.
void tell_apart(Lexicon& lexicon, const std::map<std::string, std::string>& details)
{
    std::map<std::string, int> times;
    for (const auto& name : lexicon.names)
        ++times[name.hindi];
    for (auto& name : lexicon.names) {
        if (times[name.hindi] < 2)
            continue;
        name.hindi += " (" + details.at(name.detail) + ")";
        name.roman += " (" + name.detail + ")";
    }
    for (auto& name : lexicon.names)
        if (name.hindi.back() != ')')
            name.detail.clear();
}

class Reader {
public:
    explicit Reader(std::filesystem::path folder) : folder_(std::move(folder)) {}

    NameTables read()
    {
        read_districts();
        read_list("product", folder_ / "hi/products.tsv");
        read_list("platform", folder_ / "hi/platforms.tsv");
        if (!faults_.empty())
            throw FaultyFiles(std::move(faults_));
        return std::move(tables_);
    }

private:
    // Each line of a file with this many columns; others are faults.
    template <typename Use>
    void for_each_line(const std::filesystem::path& file, char separator, std::size_t columns, Use use)
    {
        std::ifstream stream(file);
        if (!stream)
            faults_.push_back({ file.string(), "", "cannot be read", "put the file there" });
        std::string line;
        for (int number = 1; std::getline(stream, line); ++number) {
            const auto parts = split(line, separator);
            if (trimmed(line).empty())
                continue;
            if (parts.size() != columns || parts[0].empty() || parts[1].empty())
                faults_.push_back({ file.string(), "line " + std::to_string(number),
                                    "has not " + std::to_string(columns) + " columns", "see the lines around it" });
            else
                use(number, parts);
        }
    }

    // state,name_en,name_hi,aliases; the first line names the columns.
    void read_districts()
    {
        auto& lexicon = tables_.kinds["district"];
        for_each_line(folder_ / "districts.csv", ',', 4, [&](int number, const auto& parts) {
            if (number == 1)
                return;
            auto forms = split(parts[3], ',');
            forms.push_back(parts[1]);
            forms.push_back(parts[2]);
            add(lexicon, { "district:" + parts[0] + ":" + parts[1], parts[2], parts[1], parts[0] }, forms);
        });
        tell_apart(lexicon, { { "UP", "उत्तर प्रदेश" }, { "HP", "हिमाचल" } });
    }

    // id<TAB>Hindi forms<TAB>Roman forms; the first of each is shown.
    void read_list(const std::string& kind, const std::filesystem::path& file)
    {
        auto& lexicon = tables_.kinds[kind];
        for_each_line(file, '\t', 3, [&](int, const auto& parts) {
            auto forms = split(parts[1], ',');
            const auto roman = split(parts[2], ',');
            Name name { kind + ":" + parts[0], forms.front(), roman.front(), "" };
            forms.insert(forms.end(), roman.begin(), roman.end());
            add(lexicon, std::move(name), forms);
        });
    }

    std::filesystem::path folder_;
    NameTables tables_;
    std::vector<Fault> faults_;
};

} // namespace

NameTables read_name_tables(const std::filesystem::path& locales_folder)
{
    return Reader(locales_folder).read();
}

} // namespace locales
