#include "locales/calendar_words.h"

#include "locales/normalize.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace locales {

namespace {

using Sign = CalendarSign;

constexpr std::array<std::pair<std::string_view, Sign>, 36> signs { {
    { "ordinal", Sign::Ordinal },
    { "month", Sign::Month },
    { "weekday", Sign::Weekday },
    { "unit", Sign::Unit },
    { "day", Sign::Day },
    { "near_day", Sign::NearDay },
    { "previous", Sign::Previous },
    { "next", Sign::Next },
    { "this", Sign::This },
    { "before", Sign::Before },
    { "after", Sign::After },
    { "from", Sign::From },
    { "till", Sign::Till },
    { "and", Sign::And },
    { "between", Sign::Between },
    { "of", Sign::Of },
    { "in", Sign::In },
    { "on", Sign::On },
    { "only", Sign::Only },
    { "date_word", Sign::DateWord },
    { "year_word", Sign::YearWord },
    { "begin", Sign::Begin },
    { "middle", Sign::Middle },
    { "end", Sign::End },
    { "rest", Sign::Rest },
    { "within", Sign::Within },
    { "whole", Sign::Whole },
    { "few", Sign::Few },
    { "now", Sign::Now },
    { "so_far", Sign::SoFar },
    { "ordinal_ending", Sign::OrdinalEnding },
    { "part_of_day", Sign::PartOfDay },
    { "clock", Sign::Clock },
    { "clock_past", Sign::ClockPast },
    { "clock_to", Sign::ClockTo },
    { "time", Sign::NamedHour },
} };

constexpr std::array<std::string_view, 14> units { "second",    "minute",  "hour",           "day",   "working_day",
                                                   "week",      "weekend", "fortnight",      "month", "quarter",
                                                   "half_year", "year",    "financial_year", "decade" };

constexpr std::array<std::string_view, 6> parts_of_day { "morning", "noon", "evening", "night", "am", "pm" };

template <std::size_t count> int index_of(const std::array<std::string_view, count>& names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

// "weak month 5" without its first word.
std::string_view take_word(std::string_view& text)
{
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

} // namespace

class CalendarWordsLoader {
public:
    CalendarWords load(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.is_directory() && std::filesystem::exists(entry.path() / "dates.json"))
                files.push_back(entry.path() / "dates.json");
        std::sort(files.begin(), files.end());
        if (files.empty())
            faults_.push_back(
                { folder.string(), "", "has no dates.json in any language", "name the folder of locales" });
        for (const auto& file : files)
            read_file(file);
        if (!faults_.empty())
            throw FaultyFiles(std::move(faults_));
        for (auto& [word, entries] : words_.entries_)
            std::stable_sort(entries.begin(), entries.end(),
                             [](const auto& one, const auto& other) { return one.rest.size() > other.rest.size(); });
        return std::move(words_);
    }

private:
    CalendarWords words_;
    std::vector<Fault> faults_;

    void read_file(const std::filesystem::path& file)
    {
        const auto document = read_document(file, faults_);
        if (!document)
            return;
        for (const auto& [key, list] : document->members) {
            if (list.kind != Document::Kind::List || list.items.empty())
                faults_.push_back({ file.string(), key, "is not a list of words", "write the words in [ ]" });
            else if (key.starts_with("tense "))
                read_tense(file, key, list);
            else if (const auto meaning = meaning_of(key))
                for (const auto& spelling : list.items)
                    add(spelling.text, *meaning);
            else
                faults_.push_back({ file.string(), key, "is not a known sign", "use one of calendar_words.cpp" });
        }
    }

    static std::optional<CalendarWords::Meaning> meaning_of(std::string_view key)
    {
        CalendarWords::Meaning meaning;
        auto name = take_word(key);
        meaning.weak = name == "weak";
        if (meaning.weak)
            name = take_word(key);
        for (const auto& [sign_name, sign] : signs)
            if (sign_name == name)
                meaning.sign = sign;
        if (meaning.sign == Sign::Unit)
            meaning.value = index_of(units, key);
        else if (meaning.sign == Sign::PartOfDay)
            meaning.value = index_of(parts_of_day, key);
        else if (!key.empty() &&
                 std::from_chars(key.data(), key.data() + key.size(), meaning.value).ptr != key.data() + key.size())
            return {};
        const bool named = meaning.sign == Sign::Unit || meaning.sign == Sign::PartOfDay;
        const bool known = meaning.sign != Sign::None && !(named && meaning.value < 0);
        return known ? std::optional { meaning } : std::nullopt;
    }

    void add(const std::string& spelling, CalendarWords::Meaning meaning)
    {
        const auto tokens = tokenize(spelling);
        if (tokens.empty())
            return;
        CalendarWords::Entry entry;
        for (std::size_t at = 1; at < tokens.size(); ++at)
            entry.rest.push_back(tokens[at].n1);
        meaning.tokens = tokens.size();
        entry.meaning = meaning;
        words_.entries_[tokens[0].n1].push_back(std::move(entry));
    }

    void read_tense(const std::filesystem::path& file, const std::string& key, const Document& list)
    {
        auto& tense = words_.tense_;
        const auto kind = std::string_view(key).substr(6);
        for (const auto& item : list.items) {
            if (kind == "future_endings")
                tense.future_endings.push_back(n1(item.text));
            else if (kind == "past_endings")
                tense.past_endings.push_back(n1(item.text));
            else if (kind == "to_do")
                tense.to_do_endings.push_back(n1(item.text));
            else if (kind == "future_words" || kind == "past_words" || kind == "not_future" || kind == "is" ||
                     kind == "last_words")
                tense.words.emplace(n1(item.text), value_of(kind));
            else
                return faults_.push_back({ file.string(), key, "is not known", "see TenseWords" });
        }
    }

    static int value_of(std::string_view kind)
    {
        return kind == "future_words" ? 1 : kind == "past_words" ? -1 : kind == "is" ? 2 : kind == "last_words" ? 3 : 0;
    }
};

CalendarWords CalendarWords::load(const std::filesystem::path& folder)
{
    return CalendarWordsLoader().load(folder);
}

std::optional<CalendarWords::Meaning> CalendarWords::find(const Tokens& tokens, std::size_t at) const
{
    const auto found = entries_.find(tokens[at].n1);
    if (found == entries_.end())
        return {};
    for (const auto& [rest, meaning] : found->second) {
        bool fits = at + rest.size() < tokens.size();
        for (std::size_t next = 0; fits && next < rest.size(); ++next)
            fits = tokens[at + 1 + next].n1 == rest[next];
        if (fits)
            return meaning;
    }
    return {};
}

} // namespace locales
