#include "locales/number_heads.h"

namespace locales {

namespace {

const Decimal one { 1 };
const Decimal ten { 10 };
const Decimal hundred { 100 };

bool is_glued(const NumberLine& line, std::size_t at)
{
    return at < line.size() && line.token(at).glued;
}

Decimal number_of_digits(const NumberLine& line, std::size_t at)
{
    return Decimal::parse(line.token(at).n1).value_or(Decimal(0));
}

bool is_slash(const NumberLine& line, std::size_t at)
{
    return (line.is_symbol(at, "/") || line.is_symbol(at, "⁄")) && is_glued(line, at);
}

// "1/4" that begins here, smaller than one; a date such as 15/8 or 01/02 is none.
std::optional<Head> slashed_at(const NumberLine& line, std::size_t at)
{
    const bool shape = line.is_digits(at) && is_slash(line, at + 1) && line.is_digits(at + 2) &&
                       is_glued(line, at + 2) && !is_slash(line, at + 3);
    if (!shape || line.token(at).n1.front() == '0')
        return std::nullopt;
    const auto above = number_of_digits(line, at);
    const auto below = number_of_digits(line, at + 2);
    const auto value = above < below ? above.divided_by(below) : std::nullopt;
    if (!value || hundred < below)
        return std::nullopt;
    Head head { *value, at + 3 };
    head.in_digits = head.is_fraction = true;
    return head;
}

// A fraction that stands alone is one where a measure follows or nothing else is said; "3/4 को" may be a date.
bool is_fraction_alone(const NumberLine& line, std::size_t first, std::size_t last)
{
    const auto& next = line.meaning(last);
    const bool begins_text = first == 0 || (first == 1 && line.is_symbol(0, "-"));
    return next.unit != 0 || next.role == NumberRole::Multiplier || line.is_symbol(first + 1, "⁄") ||
           (begins_text && line.is_end(last));
}

// "1e3" and "1.1^-2", as a calculator prints them.
void take_exponent(const NumberLine& line, Head& head)
{
    const bool tens = is_glued(line, head.last) && line.is_symbol(head.last, "e");
    if (!tens && !(line.is_symbol(head.last, "^") && is_glued(line, head.last)))
        return;
    auto at = head.last + 1;
    bool negative = false;
    for (; line.is_symbol(at, "-") || line.is_symbol(at, "+"); ++at)
        negative ^= line.is_symbol(at, "-");
    constexpr std::int64_t exponent_max = 100;
    const auto exponent = line.is_digits(at) && is_glued(line, at) ? number_of_digits(line, at).whole() : std::nullopt;
    if (!exponent || *exponent > exponent_max)
        return;
    auto power = one;
    for (auto times = *exponent; times > 0; --times)
        power = power * (tens ? ten : head.value);
    if (negative)
        power = one.divided_by(power).value_or(one);
    head.value = tens ? head.value * power : power;
    head.last = at + 1;
}

// k and L right behind the digits, longer ones (cr, lpa) also after a space, k too where nothing follows that would
// make it the के of "250 k 20". A small m is a metre.
void take_suffix(const NumberLine& line, Head& head)
{
    const bool tied = line.is_symbol(head.last, "-") && is_glued(line, head.last) && is_glued(line, head.last + 1);
    const auto at = head.last + (tied ? 1 : 0);
    if (line.meaning(at).role != NumberRole::Suffix)
        return;
    const auto& token = line.token(at);
    const bool one_letter = token.n1.size() == 1;
    const bool apart = one_letter && !token.glued;
    if ((apart && !(token.is("k") && line.is_end(at + 1))) || (token.is("m") && !token.capital))
        return;
    head.suffix = line.meaning(at).number;
    head.last = at + 1;
}

std::optional<Head> digits_at(const NumberLine& line, std::size_t at)
{
    if (const auto slashed = slashed_at(line, at))
        return is_fraction_alone(line, at, slashed->last) ? slashed : std::nullopt;
    const auto value = Decimal::parse(line.token(at).n1);
    if (!value)
        return std::nullopt;
    Head head { *value, at + 1 };
    head.in_digits = true;
    if (const auto more = line.is_digits(at + 1) ? slashed_at(line, at + 1) : std::nullopt) {
        head.value = head.value + more->value;
        head.last = more->last;
    }
    take_exponent(line, head);
    take_suffix(line, head);
    return head;
}

std::optional<Decimal> spoken_value(const NumberLine& line, std::size_t at)
{
    const auto& meaning = line.meaning(at);
    if (line.is_digits(at))
        return Decimal::parse(line.token(at).n1);
    const bool spoken = meaning.role == NumberRole::Value || meaning.role == NumberRole::English;
    return spoken && meaning.times == one ? std::optional(meaning.number) : std::nullopt;
}

// तीन चौथाई
void take_denominator(const NumberLine& line, Head& head)
{
    const auto& next = line.meaning(head.last);
    if (next.role != NumberRole::Fraction || !(head.value < ten))
        return;
    if (const auto value = head.value.divided_by(next.number)) {
        head.value = *value;
        head.is_fraction = true;
        ++head.last;
    }
}

// twenty-three and फिफ्टी टू
void take_english_ones(const NumberLine& line, Head& head)
{
    const bool tied = line.is_symbol(head.last, "-") && is_glued(line, head.last);
    const auto& ones = line.meaning(head.last + (tied ? 1 : 0));
    const bool tens = Decimal(19) < head.value && head.value.whole().value_or(1) % 10 == 0;
    if (!tens || ones.role != NumberRole::English || !(ones.number < ten))
        return;
    head.value = head.value + ones.number;
    head.last += tied ? 2 : 1;
}

Head word_at(const NumberLine& line, std::size_t at)
{
    const auto& meaning = line.meaning(at);
    Head head { meaning.number, at + 1 };
    head.shy = meaning.shy;
    head.suffix = meaning.times;
    if (!(head.suffix == one))
        return head;
    if (meaning.role == NumberRole::English)
        take_english_ones(line, head);
    take_decimals(line, head);
    take_denominator(line, head);
    return head;
}

Head part(Decimal value, std::size_t last)
{
    Head head { value, last };
    head.is_part = true;
    return head;
}

// सवा, साढ़े and पौने change the number after them; सवा and पौने also stand alone before सौ, लाख or a unit.
std::optional<Head> changed_at(const NumberLine& line, std::size_t at, Decimal by)
{
    const auto next = line.meaning(at + 1).role;
    const bool again =
        next == NumberRole::QuarterMore || next == NumberRole::HalfMore || next == NumberRole::QuarterLess;
    auto head = again ? std::nullopt : head_at(line, at + 1);
    if (head && !head->is_part && head->value.is_whole() && one <= head->value) {
        head->value = head->value + by;
        return head;
    }
    if (line.meaning(at).role == NumberRole::HalfMore)
        return std::nullopt;
    return part(one + by, at + 1);
}

} // namespace

void take_decimals(const NumberLine& line, Head& head)
{
    if (!line.meaning(head.last).has(Beside::Point))
        return;
    auto at = head.last + 1;
    int places = 0;
    for (auto digit = spoken_value(line, at); digit && digit->is_whole(); digit = spoken_value(line, at)) {
        if (!(*digit < hundred) || (places > 0 && !(*digit < ten)) || places > 9)
            break;
        places += *digit < ten ? 1 : 2;
        head.value = head.value + Decimal(digit->whole().value_or(0), places);
        ++at;
        if (!(*digit < ten))
            break;
    }
    if (places > 0)
        head.last = at;
}

std::optional<Head> head_at(const NumberLine& line, std::size_t at)
{
    if (line.is_digits(at))
        return digits_at(line, at);
    const auto& meaning = line.meaning(at);
    switch (meaning.role) {
    case NumberRole::Value:
    case NumberRole::English:
        return word_at(line, at);
    case NumberRole::QuarterMore:
        return changed_at(line, at, Decimal(25, 2));
    case NumberRole::HalfMore:
        return changed_at(line, at, Decimal(5, 1));
    case NumberRole::QuarterLess:
        return changed_at(line, at, Decimal(-25, 2));
    case NumberRole::Part:
        return part(meaning.number, at + 1);
    case NumberRole::Fraction:
        return part(one.divided_by(meaning.number).value_or(one), at + 1);
    default:
        return std::nullopt;
    }
}

} // namespace locales
