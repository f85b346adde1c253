// The texts for people: `<language>/texts.json` maps a key to a text, or to texts by channel
// {"any": ..., "sms": ..., "whatsapp": ...}; a channel without its own text shows "any". Texts are ICU MessageFormat
// (locales/pattern). `variables.json` lists every variable a text may use, with its kind, its longest length and a
// sample. Everything is read and proved once; afterwards the catalog is const and may be read by many threads.

#pragma once

#include "locales/document.h"
#include "locales/pattern.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locales {

// A value that a text may show.
struct Variable {
    std::string kind {}; // text, money, quantity, date, period, time, number, phone, link, lines
    Units longest = 0;
    std::string sample {};
};

// What is loaded as a language: a folder with texts.json, whose name is a language tag that ICU knows.
class Catalog {
public:
    // Throws FaultyFiles with all faults: a folder that is no language, a text that is empty or bad MessageFormat, a
    // key missing in a language, a variable that is not listed, placeholders that differ between languages, a key
    // that stands twice.
    static Catalog load(const std::filesystem::path& folder);

    // The text filled in. Throws std::out_of_range for an unknown language or key, std::invalid_argument for a
    // missing argument: both are faults of ours, which has() and placeholders() let a check find at start.
    std::string text(std::string_view language, std::string_view key, std::string_view channel,
                     const Arguments& arguments = {}) const;

    bool has(std::string_view key) const;
    std::vector<std::string> keys() const;      // sorted
    std::vector<std::string> languages() const; // sorted

    const std::map<std::string, Variable, std::less<>>& variables() const { return variables_; }

    // All variables of this text, in any channel. Throws std::out_of_range for an unknown key.
    std::set<std::string, std::less<>> placeholders(std::string_view key) const;

    // Its length in UTF-16 units without any value, and with every value as long as variables.json allows, or as
    // long as this function says.
    Units fixed_units(std::string_view language, std::string_view key, std::string_view channel) const;
    Units longest_units(std::string_view language, std::string_view key, std::string_view channel) const;
    Units longest_units(std::string_view language, std::string_view key, std::string_view channel,
                        const LongestOf& longest_of) const;

    // The text as it looks with the samples of variables.json, for proofs by eye.
    std::string sample(std::string_view language, std::string_view key, std::string_view channel) const;

    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;
    ~Catalog();

private:
    friend class CatalogLoader;

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view> {}(key); }
    };

    using ByChannel = std::vector<std::pair<std::string, Pattern>>; // "any" last, if there is one

    struct Language {
        std::string tag;
        std::unique_ptr<icu::PluralRules> rules;
        std::unordered_map<std::string, ByChannel, Hash, std::equal_to<>> texts;
    };

    Catalog();
    const Language& language(std::string_view tag) const;
    const Pattern& pattern(const Language& language, std::string_view key, std::string_view channel) const;

    std::vector<Language> languages_;
    std::map<std::string, Variable, std::less<>> variables_;
};

} // namespace locales
