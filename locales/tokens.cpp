#include "locales/tokens.h"

#include "locales/normalize.h"
#include "locales/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace locales {

namespace {

// One character of N0 with the bytes it came from.
struct Letter {
    char32_t value;
    std::size_t begin, end;
    bool capital;
};

enum class Class { Space, Latin, Devanagari, OtherLetter, Digit, Symbol };

bool between(char32_t value, char32_t first, char32_t last)
{
    return value >= first && value <= last;
}

Class class_of_rare(char32_t value)
{
    if (u_isUWhiteSpace(static_cast<UChar32>(value)))
        return Class::Space;
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(value));
    if ((mask & (U_GC_L_MASK | U_GC_M_MASK)) == 0)
        return Class::Symbol;
    return between(value, 0xC0, 0x24F) || between(value, 0x300, 0x36F) ? Class::Latin : Class::OtherLetter;
}

Class class_of(char32_t value)
{
    if (between(value, U'a', U'z'))
        return Class::Latin;
    if (between(value, U'0', U'9'))
        return Class::Digit;
    if (value <= U' ')
        return value == U'\n' ? Class::Symbol : Class::Space;
    if (value < 0x80 || between(value, 0x1F300, 0x1FAFF))
        return Class::Symbol;
    if (between(value, 0x900, 0x97F))
        return between(value, 0x964, 0x965) || value == 0x970 ? Class::Symbol : Class::Devanagari;
    return class_of_rare(value);
}

std::vector<Letter> letters_of(std::string_view utf8)
{
    std::vector<Letter> letters;
    letters.reserve(utf8.size());
    std::u32string folded;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = code_point_at(utf8, at);
        if (between(next.value, U' ', U'@') || between(next.value, U'[', U'~') || between(next.value, 0x904, 0x928) ||
            between(next.value, 0x93E, 0x94D))
        { // the common letters are their own N0
            letters.push_back({ next.value, at, at + next.bytes, false });
            at += next.bytes;
            continue;
        }
        folded.clear();
        // The digit before is handed on, so that 2½ keeps its parts apart.
        const bool after_digit = !letters.empty() && class_of(letters.back().value) == Class::Digit;
        if (after_digit)
            folded += U'0';
        append_n0(folded, next.value);
        for (std::size_t each = after_digit ? 1 : 0; each < folded.size(); ++each)
            letters.push_back({ folded[each], at, at + next.bytes, between(next.value, U'A', U'Z') });
        at += next.bytes;
    }
    return letters;
}

class Tokenizer {
public:
    explicit Tokenizer(std::string_view utf8) : letters_(letters_of(utf8)) {}

    Tokens run()
    {
        tokens_.reserve(letters_.size() / 4 + 4);
        while (at_ < letters_.size())
            step();
        return std::move(tokens_);
    }

private:
    void step()
    {
        const auto kind = class_of(letters_[at_].value);
        if (kind == Class::Space) {
            ++at_;
            glued_ = false;
            return;
        }
        if (kind == Class::Digit || is_leading_point())
            take_digits();
        else if (kind == Class::Symbol)
            take_symbol();
        else
            take_word(kind);
        glued_ = true;
    }

    bool is_digit(std::size_t at) const { return at < letters_.size() && class_of(letters_[at].value) == Class::Digit; }

    bool is_value(std::size_t at, char32_t value) const { return at < letters_.size() && letters_[at].value == value; }

    // ".5 lakh", but neither "Rs.500" nor "1.2.3".
    bool is_leading_point() const
    {
        if (!is_value(at_, U'.') || !is_digit(at_ + 1))
            return false;
        if (at_ == 0 || !glued_)
            return true;
        const auto before = class_of(letters_[at_ - 1].value);
        return before == Class::Symbol && letters_[at_ - 1].value != U'.';
    }

    std::size_t end_of_digits(std::size_t at) const
    {
        while (is_digit(at))
            ++at;
        return at;
    }

    // The end of a number grouped by commas that begins here, or of its first digits where the grouping is no grouping.
    std::size_t end_of_grouped(std::size_t first) const
    {
        const auto plain_end = end_of_digits(first);
        std::vector<std::size_t> sizes { plain_end - first };
        auto end = plain_end;
        while (is_value(end, U',') && is_digit(end + 1)) {
            const auto next = end_of_digits(end + 1);
            sizes.push_back(next - end - 1);
            end = next;
        }
        if (sizes.size() == 1 || sizes.back() != 3 || sizes.front() > 3)
            return plain_end;
        const auto all = [&](std::size_t size) {
            return std::all_of(sizes.begin() + 1, sizes.end() - 1, [&](std::size_t each) { return each == size; });
        };
        return all(3) || (all(2) && sizes.front() <= 2) ? end : plain_end;
    }

    bool is_decimal_point(std::size_t at) const
    {
        if (!is_value(at, U'.') || !is_digit(at + 1))
            return false;
        const auto end = end_of_digits(at + 1);
        return !(is_value(end, U'.') && is_digit(end + 1)) && !after_dotted_digits();
    }

    bool after_dotted_digits() const
    {
        return glued_ && tokens_.size() >= 2 && tokens_.back().n1 == "." && tokens_[tokens_.size() - 2].is_digits();
    }

    void take_digits()
    {
        const auto first = at_;
        const bool leading_point = !is_digit(first);
        auto end = leading_point ? first : end_of_grouped(first);
        if (leading_point || is_decimal_point(end))
            end = end_of_digits(end + 1);
        auto& token = add(TokenKind::Digits, Script::None, end);
        if (leading_point)
            token.n1 = "0";
        for (auto at = first; at < end; ++at) {
            if (letters_[at].value != U',')
                token.n1 += static_cast<char>(letters_[at].value);
        }
    }

    void take_word(Class kind)
    {
        auto end = at_;
        while (end < letters_.size() && class_of(letters_[end].value) == kind)
            ++end;
        const auto script = kind == Class::Latin        ? Script::Latin
                            : kind == Class::Devanagari ? Script::Devanagari
                                                        : Script::Other;
        const bool six_with_colon = end == at_ + 1 && letters_[at_].value == 0x91B && is_value(end, U':') &&
                                    (end + 1 == letters_.size() || !is_digit(end + 1));
        end += six_with_colon ? 1 : 0;
        auto& token = add(TokenKind::Word, script, end);
        token.n1 = is_n1(form_) ? token.n0 : to_utf8(n1_of_n0(form_));
    }

    bool is_break(char32_t value) const
    {
        static constexpr std::u32string_view ends = U"\u0964\u0965|?!;\n";
        if (value == U'.')
            return is_full_stop();
        return ends.find(value) != std::u32string_view::npos;
    }

    // A dot ends a sentence before a space or the end, but not after रु, Rs, कि, ग्रा, no and the like.
    bool is_full_stop() const
    {
        if (at_ + 1 < letters_.size() && class_of(letters_[at_ + 1].value) != Class::Space &&
            letters_[at_ + 1].value != U'\n')
            return false;
        if (!glued_ || tokens_.empty() || !tokens_.back().is_word())
            return true;
        static constexpr std::array<std::string_view, 19> abbreviations { "रु",   "रू",  "rs", "re",    "कि",
                                                                          "ग्रा", "मि", "ली", "किग्रा", "मिली",
                                                                          "no",  "नं",  "डॉ", "डा",    "mr",
                                                                          "mrs", "kg", "gm", "प्रति" };
        return std::find(abbreviations.begin(), abbreviations.end(), tokens_.back().n1) == abbreviations.end();
    }

    void take_symbol()
    {
        const auto value = letters_[at_].value;
        auto end = at_ + 1;
        while (end < letters_.size() && between(letters_[end].value, 0x1F3FB, 0x1F3FF))
            ++end; // the tone of a hand belongs to the hand
        const auto kind = is_break(value) ? TokenKind::Break : TokenKind::Symbol;
        auto& token = add(kind, Script::None, end);
        append_utf8(token.n1, value == 0x2013 || value == 0x2014 || value == 0x2212 ? U'-' : value);
    }

    Token& add(TokenKind kind, Script script, std::size_t end)
    {
        Token token;
        token.kind = kind;
        token.script = script;
        token.glued = glued_ && !tokens_.empty();
        token.begin = letters_[at_].begin;
        token.end = letters_[end - 1].end;
        token.capital = letters_[at_].capital;
        form_.clear();
        for (auto at = at_; at < end; ++at)
            append_n0(form_, letters_[at].value); // again as a whole: a nukta may join the letter before it
        token.n0 = to_utf8(form_);
        at_ = end;
        return tokens_.emplace_back(std::move(token));
    }

    std::vector<Letter> letters_;
    std::u32string form_; // the letters of the last token
    Tokens tokens_;
    std::size_t at_ = 0;
    bool glued_ = false;
};

} // namespace

Tokens tokenize(std::string_view utf8)
{
    return Tokenizer(utf8).run();
}

} // namespace locales
