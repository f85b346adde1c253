// Loading the words of the formats: calendar.json and unit_words.json of each language.

#include "locales/format.h"

#include <algorithm>

namespace locales {

namespace {

template <std::size_t count>
void read_words(const Document& document, const char* name, std::array<std::string, count>& words,
                const std::string& file, std::vector<Fault>& faults)
{
    const auto* list = document.find(name);
    if (list == nullptr || list->items.size() != count)
        return faults.push_back({ file, name, "is not a list of " + std::to_string(count) + " words", "complete it" });
    for (std::size_t at = 0; at < count; ++at) {
        words[at] = list->items[at].text;
        if (words[at].empty())
            faults.push_back({ file, name, "has an empty word", "write it" });
    }
}

} // namespace

Format Format::load(const std::filesystem::path& folder, std::vector<Fault>& faults)
{
    Format format;
    const auto calendar_file = folder / "calendar.json";
    if (const auto calendar = read_document(calendar_file, faults))
        format.read_calendar(*calendar, calendar_file.string(), faults);
    const auto units_file = folder / "unit_words.json";
    if (const auto units = read_document(units_file, faults))
        format.read_units(*units, units_file.string(), faults);
    return format;
}

void Format::read_calendar(const Document& calendar, const std::string& file, std::vector<Fault>& faults)
{
    read_words(calendar, "months", months_, file, faults);
    read_words(calendar, "weekdays", weekdays_, file, faults);
    read_words(calendar, "short_weekdays", short_weekdays_, file, faults);
    const auto* patterns = calendar.find("patterns");
    for (const auto* name : { "date", "short_date", "hour", "hour_and_minute", "days", "months" }) {
        patterns_[name] = patterns == nullptr ? "" : patterns->text_of(name);
        if (patterns_[name].empty())
            faults.push_back({ file, name, "has no pattern", "add it to \"patterns\"" });
    }
    if (const auto* parts = calendar.find("parts_of_day"))
        for (const auto& part : parts->items) {
            const auto* hour = part.find("from_hour");
            const int from_minute = hour == nullptr ? 0 : static_cast<int>(hour->number) * 60;
            parts_of_day_.push_back({ from_minute, part.text_of("word") });
        }
    if (parts_of_day_.empty() || parts_of_day_.front().from_minute != 0)
        faults.push_back({ file, "parts_of_day", "does not begin at hour 0", "add the first part" });
}

void Format::read_units(const Document& units, const std::string& file, std::vector<Fault>& faults)
{
    money_word_ = units.text_of("money");
    if (money_word_.empty())
        faults.push_back({ file, "money", "has no word", "write it" });
    one_is_ = units.text_of("one_is");
    if (one_is_ != "up_to_one" && one_is_ != "exactly_one")
        faults.push_back({ file, "one_is", "is not known", "write up_to_one or exactly_one" });
    const auto* words = units.find("units");
    if (words == nullptr)
        return faults.push_back({ file, "units", "is missing", "add the words of the units" });
    for (const auto& [name, unit] : words->members) {
        const auto& both = units_[name] = { unit.text_of("one"), unit.text_of("other") };
        if (both.one.empty() || both.other.empty())
            faults.push_back({ file, name, "lacks \"one\" or \"other\"", "write both" });
    }
}

Formats Formats::load(const std::filesystem::path& folder)
{
    Formats formats;
    std::vector<Fault> faults;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_directory())
            formats.formats_.emplace(entry.path().filename().string(), Format::load(entry.path(), faults));
    for (const auto& [language, format] : formats.formats_)
        for (const auto& [name, unit] : formats.formats_.begin()->second.units_)
            if (!format.knows_unit(name))
                faults.push_back(
                    { (folder / language / "unit_words.json").string(), name, "is missing", "write its word" });
    if (!faults.empty())
        throw FaultyFiles(std::move(faults));
    return formats;
}

} // namespace locales
