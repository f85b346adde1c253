#include "dialogs/answers/number.h"

#include "dialogs/answers/figures.h"
#include "dialogs/answers/settle.h"

#include <array>

namespace dialogs::answers {

using locales::Beside;
using locales::Decimal;
using locales::NumberLine;

namespace {

// A measure of length, weight or volume is a quantity and no amount by itself; things that are counted are amounts.
bool is_counted(std::string_view unit)
{
    static constexpr std::array<std::string_view, 6> measures { "kilogram",   "gram",  "litre",
                                                                "millilitre", "metre", "quintal" };
    for (const auto measure : measures) {
        if (unit == measure)
            return false;
    }
    return true;
}

// What दर्जन, सैकड़ा and कोड़ी make of the number before them.
Decimal pieces_of(std::string_view unit, Decimal per_unit)
{
    if (unit == "dozen")
        return Decimal(12);
    if (unit == "hundred")
        return Decimal(100);
    return unit == "piece" ? per_unit : Decimal(1);
}

bool is_amount(Company company)
{
    return company == Company::Amount || company == Company::Money || company == Company::Unit;
}

} // namespace

std::vector<Found<Amount>> find_numbers(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    std::vector<Found<Amount>> found;
    for (const auto& figure : figures_in(line)) {
        const auto company = company_of(line, figure);
        if (!is_amount(company))
            continue;
        Found<Amount> amount { { figure.least, figure.most }, figure.first, figure.last };
        if (company == Company::Unit) {
            const auto& meaning = line.meaning(figure.last);
            const auto unit = words.unit_name(meaning.unit);
            const auto pieces = pieces_of(unit, meaning.per_unit);
            if (!is_counted(unit))
                continue;
            amount.value = { figure.least * pieces, figure.most * pieces };
            amount.last += pieces == Decimal(1) ? 0 : 1;
        }
        found.push_back(amount);
    }
    return found;
}

std::vector<Found<Decimal>> find_percents(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    std::vector<Found<Decimal>> found;
    for (const auto& figure : figures_in(line)) {
        if (company_of(line, figure) == Company::Percent && !figure.is_range())
            found.push_back({ figure.least, figure.first, figure.last });
    }
    return found;
}

Reading<Decimal> read_number(const locales::AnswerWords& words, const locales::Tokens& tokens)
{
    const NumberLine line(words, tokens);
    const auto figures = figures_in(line);
    if (is_read_in_part(words, line, figures))
        return {};
    std::vector<Decimal> values;
    for (std::size_t which = 0; which < figures.size(); ++which) {
        if (is_taken_back(line, figures, which))
            continue;
        values.push_back(figures[which].least);
        if (figures[which].is_range())
            values.push_back(figures[which].most);
    }
    return settle(line, std::move(values));
}

} // namespace dialogs::answers
