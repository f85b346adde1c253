#include "dialogs/answers/figures.h"

namespace dialogs::answers {

using locales::Beside;
using locales::Decimal;
using locales::NumberLine;
using locales::NumberRole;

namespace {

constexpr std::size_t code_digits_min = 4; // "225001 PIN", while "2 नंबर" may count

const Decimal ten { 10 };
const Decimal thousand { 1000 };
const Decimal arab { 1'000'000'000 };

bool is_plain_digits(const NumberLine& line, const Figure& figure)
{
    const auto& digits = line.token(figure.first).n0;
    return figure.last == figure.first + 1 && figure.in_digits &&
           digits.find_first_not_of("0123456789") == std::string::npos;
}

bool is_money(const NumberLine& line, const Figure& figure)
{
    const auto before = place_before(line, figure.first);
    const auto after = place_after(line, figure.last);
    const bool tail = line.is_symbol(figure.last, "/") &&
                      (line.is_symbol(figure.last + 1, "-") || line.is_symbol(figure.last + 1, "="));
    return tail || line.meaning(before).has(Beside::RupeesWord) || line.meaning(after).has(Beside::RupeesWord) ||
           line.meaning(after).has(Beside::PaiseWord);
}

bool is_percent(const NumberLine& line, const Figure& figure)
{
    const auto after = figure.last + (line.meaning(figure.last).has(Beside::Of) ? 1 : 0);
    return line.is_symbol(figure.last, "%") || line.meaning(after).has(Beside::Percent);
}

// "2bhk" and "UP32": letters glued to digits that are no word of numbers.
bool is_part_of_code(const NumberLine& line, const Figure& figure)
{
    constexpr std::size_t code_letters_max = 2;
    if (!figure.in_digits)
        return false;
    if (line.is_symbol(figure.first == 0 ? line.size() : figure.first - 1, "#"))
        return true;
    const bool before = figure.first > 0 && line.token(figure.first).glued && line.token(figure.first - 1).is_word() &&
                        line.token(figure.first - 1).n1.size() <= code_letters_max &&
                        !line.meaning(figure.first - 1).has(Beside::RupeesWord);
    const auto& after = line.meaning(figure.last);
    const bool known = after.role != NumberRole::None || after.unit != 0 || after.beside != 0;
    const bool behind = figure.last < line.size() && line.token(figure.last).glued &&
                        line.token(figure.last).is_word() && line.token(figure.last).script == locales::Script::Latin &&
                        !known;
    return before || behind;
}

bool is_name(const NumberLine& line, const Figure& figure)
{
    if (is_part_of_code(line, figure))
        return true;
    if (figure.multiplied || figure.is_range())
        return false;
    auto before = place_before(line, figure.first);
    if (line.is_symbol(before, "है") || line.is_symbol(before, "hai") || line.is_symbol(before, "h") ||
        line.meaning(before).has(Beside::Of))
        before = place_before(line, before);
    const bool named_behind = is_plain_digits(line, figure) && line.token(figure.first).n0.size() >= code_digits_min &&
                              line.meaning(figure.last).has(Beside::Label);
    return named_behind || line.meaning(before).has(Beside::Label);
}

bool is_year(const NumberLine& line, const Figure& figure)
{
    if (!is_plain_digits(line, figure) || line.token(figure.first).n0.size() != 4)
        return false;
    const auto value = figure.least.whole().value_or(0);
    const auto before = place_before(line, figure.first);
    const auto& after = line.meaning(figure.last);
    if (value < 1900 || value > 2099)
        return false;
    return line.meaning(before).has(Beside::Year) || line.meaning(before).has(Beside::Month) ||
           after.has(Beside::NotAmount) || (value != 2000 && after.has(Beside::In));
}

bool is_time(const NumberLine& line, const Figure& figure)
{
    const auto& after = line.meaning(place_after(line, figure.last));
    const auto& before = line.meaning(place_before(line, figure.first));
    // "बीस हज़ार महीने के" is an amount each month.
    const bool large = figure.multiplied && !(figure.most < thousand);
    if (after.has(Beside::NotAmount) && after.unit == 0 && !large)
        return true;
    const bool small = figure.most <= Decimal(31) && !figure.multiplied;
    return (small && (after.has(Beside::Month) || before.has(Beside::Month))) || is_year(line, figure);
}

bool is_unsure(const NumberLine& line, const Figure& figure)
{
    const auto& after = line.meaning(figure.last);
    const bool alone = figure.first == 0 && line.is_end(figure.last);
    if (figure.is_part && !alone)
        return !(after.has(Beside::To) && line.meaning(figure.last + 1).has(Beside::Comparing));
    if (after.has(Beside::Each))
        return true;
    const bool bare_arab =
        figure.last == figure.first + 1 && figure.multiplied && !figure.in_digits && figure.least == arab;
    return (figure.shy && !alone) || bare_arab; // Arab is also a people
}

} // namespace

Company company_of(const NumberLine& line, const Figure& figure)
{
    if (is_money(line, figure))
        return Company::Money;
    if (is_percent(line, figure))
        return Company::Percent;
    if (is_name(line, figure))
        return Company::Name;
    const auto& after = line.meaning(place_after(line, figure.last));
    if (after.unit != 0 && !after.has(Beside::NotAmount))
        return Company::Unit;
    if (is_time(line, figure))
        return Company::Time;
    if (is_unsure(line, figure))
        return Company::Unsure;
    if (after.has(Beside::Person) && figure.most < ten && !figure.multiplied)
        return Company::People;
    return Company::Amount;
}

} // namespace dialogs::answers
