#include "locales/pattern.h"

#include "locales/format.h"

#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace locales {

namespace {

using Piece = Pattern::Piece;
using Case = Pattern::Case;
using PieceKind = Pattern::PieceKind;

std::string utf8(const icu::UnicodeString& text)
{
    std::string result;
    text.toUTF8String(result);
    return result;
}

// Walks the parts that ICU's parser found.
class Reader {
public:
    Reader(const icu::MessagePattern& pattern, std::set<std::string, std::less<>>& placeholders)
        : pattern_(pattern), message_(pattern.getPatternString()), placeholders_(placeholders)
    {
    }

    std::vector<Piece> message(int start)
    {
        std::vector<Piece> pieces;
        icu::UnicodeString literal;
        int copied = pattern_.getPart(start).getLimit();
        for (int at = start + 1;; ++at) {
            const auto& part = pattern_.getPart(at);
            literal.append(message_, copied, part.getIndex() - copied);
            copied = part.getLimit();
            const auto type = part.getType();
            if (type == UMSGPAT_PART_TYPE_SKIP_SYNTAX || type == UMSGPAT_PART_TYPE_INSERT_CHAR)
                continue;
            finish(literal, pieces);
            if (type == UMSGPAT_PART_TYPE_MSG_LIMIT)
                return pieces;
            if (type == UMSGPAT_PART_TYPE_REPLACE_NUMBER)
                pieces.push_back({ .kind = PieceKind::Count });
            if (type != UMSGPAT_PART_TYPE_ARG_START)
                continue;
            pieces.push_back(argument(at));
            at = pattern_.getLimitPartIndex(at);
            copied = pattern_.getPart(at).getLimit();
        }
    }

private:
    const icu::MessagePattern& pattern_;
    const icu::UnicodeString& message_;
    std::set<std::string, std::less<>>& placeholders_;

    static void finish(icu::UnicodeString& literal, std::vector<Piece>& pieces)
    {
        if (!literal.isEmpty())
            pieces.push_back({ .kind = PieceKind::Literal, .text = utf8(literal), .units = literal.length() });
        literal.remove();
    }

    Piece argument(int start)
    {
        const auto type = pattern_.getPart(start).getArgType();
        Piece piece { .kind = PieceKind::Variable, .text = utf8(pattern_.getSubstring(pattern_.getPart(start + 1))) };
        placeholders_.insert(piece.text);
        if (type == UMSGPAT_ARG_TYPE_NONE)
            return piece;
        if (type != UMSGPAT_ARG_TYPE_PLURAL && type != UMSGPAT_ARG_TYPE_SELECT)
            throw std::invalid_argument("{" + piece.text + "} has a format; only plural and select are known");
        piece.kind = type == UMSGPAT_ARG_TYPE_PLURAL ? PieceKind::Plural : PieceKind::Select;
        cases(piece, start + 2);
        return piece;
    }

    void cases(Piece& piece, int at)
    {
        if (icu::MessagePattern::Part::hasNumericValue(pattern_.getPart(at).getType()))
            piece.offset = static_cast<std::int64_t>(pattern_.getNumericValue(pattern_.getPart(at++)));
        while (pattern_.getPartType(at) == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
            Case branch { .selector = utf8(pattern_.getSubstring(pattern_.getPart(at++))) };
            if (icu::MessagePattern::Part::hasNumericValue(pattern_.getPart(at).getType()))
                branch.exact = static_cast<std::int64_t>(pattern_.getNumericValue(pattern_.getPart(at++)));
            branch.pieces = message(at);
            piece.cases.push_back(std::move(branch));
            at = pattern_.getLimitPartIndex(at) + 1;
        }
    }
};

const Argument& find(const Arguments& arguments, std::string_view name)
{
    for (const auto& argument : arguments)
        if (argument.name == name)
            return argument;
    throw std::invalid_argument("a text was filled in without a value for {" + std::string(name) + "}");
}

const Case& other(const Piece& piece)
{
    // ICU's parser has refused a choice without it.
    return *std::find_if(piece.cases.begin(), piece.cases.end(), [](const Case& c) { return c.selector == "other"; });
}

const Case& chosen(const Piece& piece, std::string_view selector)
{
    for (const auto& branch : piece.cases)
        if (branch.selector == selector)
            return branch;
    return other(piece);
}

std::int64_t number_of(const Argument& argument)
{
    if (!argument.number)
        throw std::invalid_argument("{" + std::string(argument.name) + "} chooses a plural and needs a number");
    return *argument.number;
}

const Case& chosen_plural(const Piece& piece, std::int64_t number, const icu::PluralRules& rules)
{
    for (const auto& branch : piece.cases)
        if (branch.exact == number)
            return branch;
    return chosen(piece, utf8(rules.select(static_cast<double>(number - piece.offset))));
}

void fill_in(const std::vector<Piece>& pieces, const Arguments& arguments, const icu::PluralRules& rules,
             std::int64_t count, std::string& out)
{
    for (const auto& piece : pieces) {
        if (piece.kind == PieceKind::Literal) {
            out += piece.text;
        } else if (piece.kind == PieceKind::Count) {
            out += grouped(count);
        } else if (const auto& argument = find(arguments, piece.text); piece.kind == PieceKind::Variable) {
            out += argument.text;
        } else if (piece.kind == PieceKind::Select) {
            fill_in(chosen(piece, argument.text).pieces, arguments, rules, count, out);
        } else {
            const auto number = number_of(argument);
            const auto& branch = chosen_plural(piece, number, rules);
            fill_in(branch.pieces, arguments, rules, number - piece.offset, out);
        }
    }
}

Units longest_of_pieces(const std::vector<Piece>& pieces, const LongestOf& longest_of, Units count)
{
    Units units = 0;
    for (const auto& piece : pieces) {
        Units branch_units = 0;
        const bool plural = piece.kind == PieceKind::Plural;
        for (const auto& branch : piece.cases)
            branch_units = std::max(
                branch_units, longest_of_pieces(branch.pieces, longest_of, plural ? longest_of(piece.text) : count));
        units += piece.units + branch_units;
        if (piece.kind == PieceKind::Variable)
            units += longest_of(piece.text);
        if (piece.kind == PieceKind::Count)
            units += count;
    }
    return units;
}

} // namespace

Argument::Argument(std::string_view its_name, std::string its_text) : name(its_name), text(std::move(its_text)) {}

Argument::Argument(std::string_view its_name, std::int64_t its_number)
    : name(its_name), text(grouped(its_number)), number(its_number)
{
}

Pattern Pattern::parse(std::string_view message)
{
    const auto text = icu::UnicodeString::fromUTF8({ message.data(), static_cast<int>(message.size()) });
    UErrorCode status = U_ZERO_ERROR;
    UParseError error {};
    icu::MessagePattern parts(status);
    parts.parse(text, &error, status);
    if (U_FAILURE(status))
        throw std::invalid_argument("is not ICU MessageFormat (" + std::string(u_errorName(status)) + " after \"" +
                                    utf8(icu::UnicodeString(error.preContext)) + "\")");
    Pattern pattern;
    pattern.pieces_ = Reader(parts, pattern.placeholders_).message(0);
    return pattern;
}

std::string Pattern::fill(const Arguments& arguments, const icu::PluralRules& rules) const
{
    std::string out;
    out.reserve(256);
    fill_in(pieces_, arguments, rules, 0, out);
    return out;
}

Units Pattern::longest(const LongestOf& longest_of) const
{
    return longest_of_pieces(pieces_, longest_of, 0);
}

Units utf16_units(std::string_view utf8)
{
    Units units = 0;
    for (const unsigned char byte : utf8) // a lead byte is one unit, of four bytes two
        units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    return units;
}

} // namespace locales
