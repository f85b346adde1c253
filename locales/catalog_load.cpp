// Loading the catalog and proving it: every fault is collected, none stops the search for the next.

#include "locales/catalog.h"

#include <unicode/locid.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <array>

namespace locales {

class CatalogLoader {
public:
    explicit CatalogLoader(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Catalog load()
    {
        read_variables();
        for (const auto& entry : sorted_folders())
            read_language(entry);
        if (catalog_.languages_.empty())
            fault(folder_, "", "has no language", "add a folder such as hi with a texts.json");
        for (const auto& language : catalog_.languages_)
            compare(language);
        if (!faults_.empty())
            throw FaultyFiles(std::move(faults_));
        return std::move(catalog_);
    }

private:
    static constexpr std::array<std::string_view, 3> channels { "sms", "whatsapp", "any" };
    static constexpr std::array<std::string_view, 11> kinds { "text",   "money", "quantity", "date",  "period", "time",
                                                              "number", "phone", "link",     "lines", "word" };

    std::filesystem::path folder_;
    Catalog catalog_;
    std::vector<Fault> faults_;

    void fault(const std::filesystem::path& file, std::string_view key, std::string what, std::string mend)
    {
        faults_.push_back({ file.string(), std::string(key), std::move(what), std::move(mend) });
    }

    std::filesystem::path texts_of(std::string_view tag) const { return folder_ / tag / "texts.json"; }

    std::vector<std::filesystem::path> sorted_folders() const
    {
        std::vector<std::filesystem::path> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder_))
            if (entry.is_directory())
                all.push_back(entry.path());
        std::sort(all.begin(), all.end());
        return all;
    }

    void read_variables()
    {
        const auto file = folder_ / "variables.json";
        const auto document = read_document(file, faults_);
        if (!document)
            return;
        for (const auto& [name, value] : document->members) {
            const auto* longest = value.find("longest");
            Variable variable { .kind = value.text_of("kind"), .sample = value.text_of("sample") };
            variable.longest = longest == nullptr ? 0 : static_cast<Units>(longest->number);
            if (std::find(kinds.begin(), kinds.end(), variable.kind) == kinds.end())
                fault(file, name, "has the unknown kind \"" + variable.kind + "\"", "use one of those in catalog.h");
            if (variable.longest < 1)
                fault(file, name, "has no longest length", "add \"longest\" in UTF-16 units");
            else if (utf16_units(variable.sample) > variable.longest)
                fault(file, name, "has a sample longer than its longest", "correct one of the two");
            if (variable.sample.empty())
                fault(file, name, "has no sample", "add a \"sample\" as a text");
            catalog_.variables_.emplace(name, std::move(variable));
        }
    }

    void read_language(const std::filesystem::path& folder)
    {
        const auto tag = folder.filename().string();
        UErrorCode status = U_ZERO_ERROR;
        const auto locale = icu::Locale::forLanguageTag(tag, status);
        if (U_FAILURE(status) || !known(locale)) {
            fault(folder, "", "is not a language that ICU knows", "name the folder with a tag such as hi-Latn");
            return;
        }
        Catalog::Language language { tag,
                                     std::unique_ptr<icu::PluralRules>(icu::PluralRules::forLocale(locale, status)),
                                     {} };
        if (const auto document = read_document(texts_of(tag), faults_))
            for (const auto& [key, value] : document->members)
                read_text(language, key, value);
        catalog_.languages_.push_back(std::move(language));
    }

    // A locale of ICU's own list, or of its language at least: ICU has data for hi and takes them for hi-Latn.
    static bool known(const icu::Locale& locale)
    {
        int count = 0;
        const auto* all = icu::Locale::getAvailableLocales(count);
        return std::any_of(all, all + count, [&](const icu::Locale& one) {
            return std::string_view(one.getLanguage()) == locale.getLanguage();
        });
    }

    void read_text(Catalog::Language& language, const std::string& key, const Document& value)
    {
        auto& texts = language.texts[key];
        if (value.kind == Document::Kind::Text)
            return read_pattern(language, key, "any", value, texts);
        for (const auto& [channel, text] : value.members)
            if (std::find(channels.begin(), channels.end(), channel) == channels.end())
                fault(texts_of(language.tag), key, "is for the unknown channel " + channel, "use any, sms or whatsapp");
        for (const auto channel : channels)
            if (const auto* text = value.find(channel))
                read_pattern(language, key, channel, *text, texts);
        const bool whole = value.find("any") != nullptr || (value.find("sms") && value.find("whatsapp"));
        if (!whole)
            fault(texts_of(language.tag), key, "has no text for every channel", "add \"any\"");
    }

    void read_pattern(Catalog::Language& language, const std::string& key, std::string_view channel,
                      const Document& value, Catalog::ByChannel& texts)
    {
        const auto file = texts_of(language.tag);
        if (value.kind != Document::Kind::Text || value.text.find_first_not_of(" \t\r\n") == std::string::npos)
            return fault(file, key, "is empty", "write the text");
        try {
            texts.emplace_back(channel, Pattern::parse(value.text));
        } catch (const std::invalid_argument& error) {
            return fault(file, key, error.what(), "correct the text");
        }
        for (const auto& name : texts.back().second.placeholders())
            if (!catalog_.variables_.contains(name))
                fault(file, key, "uses {" + name + "}, which variables.json does not list",
                      "correct the name or list it there");
    }

    // Against the first language, and the first against all: a key or a placeholder that only one of them has.
    void compare(const Catalog::Language& language)
    {
        const auto& first = catalog_.languages_.front();
        for (const auto& [key, texts] : language.texts)
            for (const auto& other : catalog_.languages_)
                if (!other.texts.contains(key) && (&language == &first || !first.texts.contains(key)))
                    missing(other, key, language);
        if (&language == &first)
            return;
        for (const auto& [key, texts] : language.texts)
            if (const auto found = first.texts.find(key); found != first.texts.end())
                for (const auto* channel : { "sms", "whatsapp" })
                    compare_placeholders(key, channel, language, first);
    }

    void missing(const Catalog::Language& language, const std::string& key, const Catalog::Language& from)
    {
        Fault found { texts_of(language.tag).string(), key, "is missing", "translate it from " + from.tag };
        const auto same = [&](const Fault& one) { return one.file == found.file && one.key == key; };
        if (std::none_of(faults_.begin(), faults_.end(), same))
            faults_.push_back(std::move(found));
    }

    void compare_placeholders(const std::string& key, const char* channel, const Catalog::Language& language,
                              const Catalog::Language& first)
    {
        if (language.texts.find(key)->second.empty() || first.texts.find(key)->second.empty())
            return; // already a fault
        const auto& here = catalog_.pattern(language, key, channel).placeholders();
        const auto& there = catalog_.pattern(first, key, channel).placeholders();
        if (here == there)
            return;
        const auto list = [](const auto& names) {
            std::string all;
            for (const auto& name : names)
                all += " {" + name + "}";
            return all.empty() ? " nothing" : all;
        };
        fault(texts_of(language.tag), key,
              std::string("uses for ") + channel + list(here) + ", but in " + first.tag + list(there),
              "use the same variables in both");
    }
};

Catalog Catalog::load(const std::filesystem::path& folder)
{
    return CatalogLoader(folder).load();
}

} // namespace locales
