#include "dialogs/answers/figures.h"

#include "dialogs/answers/phone.h"

#include <algorithm>

namespace dialogs::answers {

using locales::Beside;
using locales::Decimal;
using locales::NumberLine;
using locales::NumberRole;
using locales::Numeral;

namespace {

const Decimal hundred { 100 };

bool is_glued(const NumberLine& line, std::size_t at)
{
    return at < line.size() && line.token(at).glued;
}

bool is_glued_digits(const NumberLine& line, std::size_t at)
{
    return line.is_digits(at) && is_glued(line, at);
}

bool is_four_digits(const NumberLine& line, std::size_t at)
{
    return line.is_digits(at) && line.token(at).n0.size() == 4 &&
           line.token(at).n0.find_first_not_of("0123456789") == std::string::npos;
}

bool is_read_as_fraction(const NumberLine& line, std::size_t at)
{
    const auto numeral = locales::numeral_at(line, at);
    return numeral && numeral->last >= at + 3;
}

// The end of what looks like a date, a time or a link and begins here; the place itself where there is none.
std::size_t end_of_other(const NumberLine& line, std::size_t at)
{
    const auto is = [&](std::size_t place, const char* form) {
        return line.is_symbol(place, form) && is_glued(line, place);
    };
    if ((line.is_symbol(at, "http") || line.is_symbol(at, "https") || line.is_symbol(at, "www")) &&
        is_glued(line, at + 1))
    {
        for (++at; is_glued(line, at);)
            ++at;
        return at;
    }
    const bool inside = at >= 2 && is_glued(line, at) && is_glued_digits(line, at) && line.is_digits(at - 2);
    if (!line.is_digits(at) || inside)
        return at;
    if (is_four_digits(line, at) && is_four_digits(line, at + 1) && is_four_digits(line, at + 2))
        return at + 3; // Aadhaar, as it stands on the card
    for (const auto* parting : { "/", "-", "." }) {
        if (!is(at + 1, parting) || !is_glued_digits(line, at + 2))
            continue;
        const bool three = is(at + 3, parting) && is_glued_digits(line, at + 4);
        const bool four = three && is(at + 5, parting) && is_glued_digits(line, at + 6);
        if (three && !four)
            return at + 5;
        if (*parting == '/' && !three && !is_read_as_fraction(line, at))
            return at + 3;
    }
    return is(at + 1, ":") && is_glued_digits(line, at + 2) ? at + 3 : at;
}

// दो is "please" after the stem of a verb ("भेज दो"), and at the end of a sentence that says something before it.
bool is_giving(const NumberLine& line, const Numeral& numeral)
{
    const bool two = numeral.last == numeral.first + 1 && !numeral.in_digits && numeral.value == Decimal(2);
    if (!two || numeral.first == 0)
        return false;
    const auto& after = line.meaning(numeral.last);
    if (after.unit != 0 || after.has(Beside::RupeesWord) || after.role != NumberRole::None)
        return false;
    const auto& before = line.meaning(numeral.first - 1);
    if (before.has(Beside::GivingStem))
        return true;
    return line.is_end(numeral.last) &&
           (before.unit != 0 || before.has(Beside::RupeesWord) || before.has(Beside::PaiseWord));
}

Figure figure_of(const Numeral& numeral)
{
    Figure figure;
    figure.least = figure.most = numeral.value;
    figure.first = numeral.first;
    figure.last = numeral.last;
    figure.multiplied = numeral.multiplied;
    figure.in_digits = numeral.in_digits;
    figure.shy = numeral.shy;
    figure.is_part = numeral.is_part;
    figure.is_fraction = numeral.is_fraction;
    return figure;
}

// "दो तीन हज़ार", "20 से 25 लाख": the first number shares the factor of the second where that makes them rise.
Decimal shared(const Numeral& low, const Numeral& high)
{
    const bool shares =
        !low.multiplied && high.multiplied && low.value < high.head && high.head * high.factor == high.value;
    return shares ? low.value * high.factor : low.value;
}

// Numbers said one after the other are a span where they rise together: दो तीन, दस बीस, डेढ़ दो.
bool is_said_as_range(const NumberLine& line, const Numeral& low, const Numeral& high)
{
    if (low.multiplied || low.in_digits || high.in_digits || low.is_part || high.is_part || low.is_fraction ||
        high.is_fraction)
        return false;
    const bool rises = low.value < high.head && high.head <= low.value * Decimal(3) && !(low.value == Decimal(0));
    const auto& after = line.meaning(high.last);
    const bool third = after.role == NumberRole::Value && !high.multiplied;
    const bool counted_before = low.first > 0 && line.meaning(low.first - 1).role == NumberRole::Value;
    return rises && high.head < hundred && !third && !counted_before;
}

// "200 से 250 कर दो" names an old and a new price, no span.
bool is_change(const NumberLine& line, std::size_t last)
{
    constexpr std::size_t words_between_max = 2;
    for (auto at = last; at < line.size() && at <= last + words_between_max; ++at) {
        if (line.meaning(at).has(Beside::Changing))
            return true;
        if (line.is_end(at))
            return false;
    }
    return false;
}

bool is_dash(const NumberLine& line, std::size_t at)
{
    return line.is_symbol(at, "-") || line.is_symbol(at, "~");
}

std::optional<Figure> range_at(const NumberLine& line, const Numeral& low)
{
    auto at = low.last;
    // "500 रु से 800 रु" names the money twice.
    const bool money_between = line.meaning(at).has(Beside::RupeesWord) && line.meaning(at + 1).has(Beside::To);
    at += money_between ? 1 : 0;
    const bool to = line.meaning(at).has(Beside::To);
    const bool dash = is_dash(line, at);
    const auto high = locales::numeral_at(line, at + (to || dash ? 1 : 0));
    if (!high || low.is_part || low.value.is_negative() || high->value.is_negative())
        return std::nullopt;
    if (!(to || dash) && !is_said_as_range(line, low, *high))
        return std::nullopt;
    const auto least = shared(low, *high);
    if (!(least < high->value) || (to && is_change(line, high->last)))
        return std::nullopt;
    auto figure = figure_of(*high);
    figure.least = least;
    figure.first = low.first;
    figure.in_digits = low.in_digits;
    figure.multiplied |= low.multiplied;
    figure.shy = low.shy && high->shy;
    return figure;
}

// "दो या तीन लाख": both are lakhs.
Numeral with_factor_after_or(const NumberLine& line, Numeral numeral)
{
    if (!line.meaning(numeral.last).has(Beside::Or))
        return numeral;
    const auto other = locales::numeral_at(line, numeral.last + 1);
    if (!other || numeral.is_part || other->is_part)
        return numeral;
    const auto value = shared(numeral, *other);
    numeral.multiplied |= !(value == numeral.value);
    numeral.value = value;
    return numeral;
}

// पाव behind a number is the measure of 250 gram, no number itself.
bool is_quarter_measure(const NumberLine& line, std::size_t at)
{
    return line.meaning(at).role == NumberRole::Part && line.meaning(at).unit != 0;
}

// Whether a number can begin here at all; most words cannot, and reading them as one would only cost time.
bool may_begin(const NumberLine& line, std::size_t at)
{
    const auto& meaning = line.meaning(at);
    return line.is_digits(at) || meaning.role != NumberRole::None || meaning.has(Beside::Minus) ||
           line.is_symbol(at, "-");
}

} // namespace

std::vector<Figure> figures_in(const NumberLine& line)
{
    std::vector<Figure> figures;
    const auto phones = find_phones(line.tokens());
    auto phone = phones.begin();
    for (std::size_t at = 0; at < line.size();) {
        if (phone != phones.end() && at >= phone->first) {
            at = std::max(at, phone->last);
            ++phone;
            continue;
        }
        if (const auto end = end_of_other(line, at); end > at) {
            at = end;
            continue;
        }
        const bool measured = !figures.empty() && figures.back().last == at && is_quarter_measure(line, at);
        if (measured || !may_begin(line, at)) {
            ++at;
            continue;
        }
        const auto numeral = locales::numeral_at(line, at);
        const auto ordinal = locales::ordinal_at(line, at);
        if (ordinal && !(numeral && ordinal->last <= numeral->last)) {
            at = ordinal->last;
            continue;
        }
        if (!numeral) {
            ++at;
            continue;
        }
        const auto range = range_at(line, *numeral);
        const auto low = with_factor_after_or(line, *numeral);
        at = range ? range->last : numeral->last;
        if (range || !is_giving(line, *numeral))
            figures.push_back(range ? *range : figure_of(low));
    }
    return figures;
}

bool is_read_in_part(const locales::AnswerWords& words, const NumberLine& line, const std::vector<Figure>& figures)
{
    const auto is_slip = [&](std::size_t at) {
        return at < line.size() && line.token(at).is_word() && line.meaning(at).role == NumberRole::None &&
               words.resembles_number(line.token(at).n1);
    };
    return std::any_of(figures.begin(), figures.end(), [&](const Figure& figure) {
        return !figure.in_digits && ((figure.first > 0 && is_slip(figure.first - 1)) || is_slip(figure.last));
    });
}

bool is_taken_back(const NumberLine& line, const std::vector<Figure>& figures, std::size_t which)
{
    auto at = figures[which].last;
    while (at < line.size() && (line.meaning(at).has(Beside::RupeesWord) || line.meaning(at).unit != 0 ||
                                line.is_symbol(at, ",") || line.is_symbol(at, "-") || line.is_symbol(at, "/")))
        ++at;
    return line.meaning(at).has(Beside::No) && figures.size() > 1;
}

std::size_t place_before(const NumberLine& line, std::size_t first)
{
    while (first > 0) {
        --first;
        if (!line.is_symbol(first, ".") && !line.is_symbol(first, ":") && !line.is_symbol(first, "-") &&
            !line.is_symbol(first, "="))
            return first;
    }
    return line.size();
}

std::size_t place_after(const NumberLine& line, std::size_t last)
{
    const bool parted = line.is_symbol(last, "-") || line.is_symbol(last, ".");
    return parted ? last + 1 : last;
}

} // namespace dialogs::answers
