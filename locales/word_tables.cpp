#include "locales/word_tables.h"

#include "locales/normalize.h"

#include <algorithm>
#include <array>

namespace locales {

namespace {

constexpr std::array<std::string_view, 11> sections { "about",     "commands",   "keywords",   "rules",
                                                      "ambiguous", "undeciding", "fillers",    "choices",
                                                      "slots",     "changes",    "group_words" };
constexpr std::array<std::string_view, 26> command_names {
    "menu",        "greeting",    "cancel",         "back",         "repeat",        "help",        "skip",
    "language",    "language_hi", "language_latin", "language_en",  "person",        "stop",        "start",
    "my_data",     "delete",      "thanks",         "write_notice", "notice_status", "stop_notice", "approve_notice",
    "notices_off", "notices_on",  "notice_answer",  "notice_yes",   "notice_no",
};

std::vector<std::string> words_of(std::string_view phrase)
{
    std::vector<std::string> words;
    std::string word;
    for (const auto letter : std::string(phrase) + ' ') {
        if (letter != ' ')
            word += letter;
        else if (!word.empty())
            words.push_back(std::move(word)), word.clear();
    }
    return words;
}

// Reads all files before it tells the faults, because a word may stand for one thing here and for another there.
class Reader {
public:
    explicit Reader(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (std::filesystem::exists(entry.path() / "words.json"))
                files.push_back(entry.path() / "words.json");
        std::sort(files.begin(), files.end());
        if (files.empty())
            faults_.push_back({ folder.string(), "", "has no words.json", "add one in a language's folder" });
        for (const auto& file : files)
            read(file);
    }

    WordTables finish()
    {
        if (!faults_.empty())
            throw FaultyFiles(std::move(faults_));
        return std::move(tables_);
    }

private:
    void read(const std::filesystem::path& file)
    {
        file_ = file.string();
        seen_here_.clear();
        const auto document = read_document(file, faults_);
        if (!document)
            return;
        for (const auto& [name, section] : document->members)
            if (std::find(sections.begin(), sections.end(), name) == sections.end())
                fault(name, "is no section", "use one of those in word_tables.cpp");
        for_each(*document, "commands", [&](const auto& name, const auto& phrase) { add_command(name, phrase); });
        for_each(*document, "keywords", [&](const auto& name, const auto& phrase) { add_keyword(name, phrase); });
        for_each(*document, "rules", [&](const auto& name, const auto& phrase) { add_rule(name, phrase); });
        for_each(*document, "choices",
                 [&](const auto& name, const auto& phrase) { add(tables_.choices, "choices", name, phrase); });
        for_each(*document, "slots",
                 [&](const auto& name, const auto& phrase) { add(tables_.slots, "slots", name, phrase); });
        if (const auto* section = document->find("ambiguous"))
            for (const auto& [forms, intents] : section->members)
                add_ambiguous(forms, intents);
        add_words(*document, "undeciding", tables_.undeciding);
        add_words(*document, "fillers", tables_.fillers);
        add_words(*document, "changes", tables_.changes);
        add_words(*document, "group_words", tables_.group_words);
    }

    void fault(std::string_view key, std::string what, std::string mend)
    {
        faults_.push_back({ file_, std::string(key), std::move(what), std::move(mend) });
    }

    // Every text of a section that maps a name to a list of texts.
    template <typename Use> void for_each(const Document& document, std::string_view section, Use use)
    {
        const auto* names = document.find(section);
        if (names == nullptr)
            return;
        for (const auto& [name, list] : names->members) {
            if (list.kind != Document::Kind::List)
                fault(std::string(section) + "." + name, "is no list", "write the phrases in [ ]");
            for (const auto& item : list.items) {
                if (item.kind == Document::Kind::Text && !phrase_of(tokenize(item.text)).empty())
                    use(name, item.text);
                else
                    fault(std::string(section) + "." + name, "has an item without a word", "write a phrase");
            }
        }
    }

    void add(ByPhrase& table, const std::string& section, const std::string& name, const std::string& phrase)
    {
        add_n1(table, section, name, phrase_of(tokenize(phrase)));
    }

    void add_n1(ByPhrase& table, const std::string& section, const std::string& name, const std::string& n1)
    {
        const auto place = section + "." + name;
        if (!seen_here_.insert(section + ' ' + n1).second && table[n1] == name)
            return fault(place, "has \"" + n1 + "\" twice", "keep one; spellings with one N1 are one word");
        const auto [at, added] = table.emplace(n1, name);
        if (!added && at->second != name)
            fault(place, "has \"" + n1 + "\", which is " + at->second + " already", "keep it in one of the two");
    }

    void add_command(const std::string& name, const std::string& phrase)
    {
        if (std::find(command_names.begin(), command_names.end(), name) == command_names.end())
            return fault("commands." + name, "is no command", "use one of those in words.h");
        if (words_of(phrase_of(tokenize(phrase))).size() > command_words_max)
            return fault("commands." + name, "has \"" + phrase + "\", longer than six words", "shorten it");
        add_n1(tables_.commands, "commands", name, with_numbers(phrase));
    }

    // "सूचना # रोको": any number stands for the sign.
    static std::string with_numbers(std::string phrase)
    {
        if (phrase.find('#') == std::string::npos)
            return phrase_of(tokenize(phrase));
        std::replace(phrase.begin(), phrase.end(), '#', '0');
        return phrase_of(tokenize(phrase), Numbers::AsSign);
    }

    void add_keyword(const std::string& intent, const std::string& pattern)
    {
        auto words = words_of(pattern);
        const auto numbers = static_cast<std::size_t>(std::count(words.begin(), words.end(), "#"));
        words.resize(words.size() - numbers);
        std::string phrase;
        for (const auto& word : words)
            phrase += (phrase.empty() ? "" : " ") + word;
        phrase = phrase_of(tokenize(phrase));
        auto& patterns = tables_.keywords[phrase];
        for (const auto& other : patterns)
            if (other.numbers == numbers)
                return fault("keywords." + intent, "has \"" + pattern + "\", which is " + other.intent + " already",
                             "keep it in one place");
        patterns.push_back({ intent, words.size(), numbers });
    }

    void add_rule(const std::string& intent, const std::string& text)
    {
        Rule rule { .intent = intent, .all = {}, .none = {} };
        for (const auto& part : words_of(text)) {
            if (part.front() == '-') {
                rule.none.push_back(n1(part.substr(1)));
                continue;
            }
            auto& either = rule.all.emplace_back();
            for (std::size_t from = 0; from <= part.size();) {
                const auto to = std::min(part.find('|', from), part.size());
                either.push_back(n1(part.substr(from, to - from)));
                from = to + 1;
            }
        }
        if (rule.all.empty())
            return fault("rules." + intent, "\"" + text + "\" demands no word", "add the words that must be there");
        tables_.rules.push_back(std::move(rule));
    }

    void add_ambiguous(const std::string& forms, const Document& intents)
    {
        Words::Ambiguous meaning;
        for (const auto& intent : intents.items)
            meaning.intents.push_back(intent.text);
        if (meaning.intents.size() < 2)
            return fault("ambiguous." + forms, "has fewer than two intents", "list all that the word may mean");
        for (const auto& form : words_of(forms)) {
            if (meaning.word.empty())
                meaning.word = form;
            const auto key = n1(form);
            const auto [at, added] = tables_.ambiguous.emplace(key, meaning);
            if (!added && at->second.word != meaning.word)
                fault("ambiguous." + forms, "has \"" + form + "\" twice", "keep it in one entry");
        }
    }

    void add_words(const Document& document, std::string_view section, WordSet& set)
    {
        const auto* list = document.find(section);
        if (list == nullptr)
            return;
        for (const auto& item : list->items)
            for (const auto& word : words_of(item.text))
                set.insert(n1(word));
        if (list->items.empty())
            fault(section, "is empty", "write words in [ ] or leave the section out");
    }

    std::string file_;
    WordTables tables_;
    std::unordered_set<std::string> seen_here_;
    std::vector<Fault> faults_;
};

} // namespace

WordTables read_word_tables(const std::filesystem::path& locales_folder)
{
    return Reader(locales_folder).finish();
}

} // namespace locales
