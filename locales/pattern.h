// A text with places for values, in ICU MessageFormat: named arguments, plural and select. ICU's own parser reads it,
// once; what is kept is a plain tree, so that filling it in allocates little and, unlike icu::MessageFormat, may be
// done by many threads at once. Numbers, dates and money are not formatted here but by locales/format, so an argument
// with a type other than plural and select is refused.

#pragma once

#include <unicode/uversion.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

U_NAMESPACE_BEGIN
class PluralRules;
U_NAMESPACE_END

namespace locales {

// A value for a place of this name. A plural needs a number; anything may be a text.
struct Argument {
    std::string_view name;
    std::string text;
    std::optional<std::int64_t> number;

    Argument(std::string_view its_name, std::string its_text);
    Argument(std::string_view its_name, std::int64_t its_number); // shown with Indian grouping

    Argument(std::string_view its_name, int its_number) : Argument(its_name, static_cast<std::int64_t>(its_number)) {}
};

using Arguments = std::vector<Argument>;

// What a text may vary by, and how long it then is, for the arithmetic of lengths.
using Units = int; // UTF-16 code units
using LongestOf = std::function<Units(std::string_view variable)>;

class Pattern {
public:
    // Throws std::invalid_argument with a sentence about the first thing wrong.
    static Pattern parse(std::string_view message);

    // Throws std::invalid_argument if an argument is missing or a plural's is not a number.
    std::string fill(const Arguments& arguments, const icu::PluralRules& rules) const;

    // The names of all its places.
    const std::set<std::string, std::less<>>& placeholders() const { return placeholders_; }

    // The length at its longest: the longest branch of each choice, each variable as long as it may be.
    Units longest(const LongestOf& longest_of) const;

    struct Case;

    enum class PieceKind { Literal, Variable, Count, Plural, Select };

    struct Piece {
        PieceKind kind = PieceKind::Literal;
        std::string text {};     // a literal, or the variable's name
        Units units = 0;         // of a literal
        std::int64_t offset = 0; // of a plural
        std::vector<Case> cases {};
    };

    struct Case {
        std::string selector;                 // "one", "other", "female"
        std::optional<std::int64_t> exact {}; // "=0"
        std::vector<Piece> pieces {};
    };

private:
    std::vector<Piece> pieces_;
    std::set<std::string, std::less<>> placeholders_;
};

// The length of a text in UTF-16 units, in which both channels count.
Units utf16_units(std::string_view utf8);

} // namespace locales
