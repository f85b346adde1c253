// Years, financial years and their quarters and halves.

#include "dialogs/answers/calendar_grammar.h"

namespace dialogs::answers {

namespace {

int year_of_date(Date day)
{
    return static_cast<int>(day.year());
}

Period year(int number)
{
    return locales::year_of(*locales::date_of(number, 1, 1));
}

Period financial_year(int starting)
{
    return locales::financial_year_of(*locales::date_of(starting, 4, 1));
}

int quarters_in(Unit unit)
{
    return unit == Unit::Quarter ? 4 : 2;
}

} // namespace

// 2026-27, वित्तीय वर्ष 2026-27, वित्तीय वर्ष 2026.
Parsed financial_year_at(const Scene& scene, std::size_t item)
{
    const bool named = scene.at(item).is(Unit::FinancialYear);
    const auto at = named ? item + 1 : item;
    const auto& first = scene.at(at);
    if (!is_year(first) || (first.digits == 0 && !named))
        return named ? Parsed { Match { .past = item + 1,
                                        .value = locales::financial_year_of(scene.today),
                                        .grain = Unit::FinancialYear,
                                        .relative = true } }
                     : std::nullopt;
    const auto& second = scene.at(at + 2);
    const bool joined = (scene.at(at + 1).is(Sign::Dash) || scene.at(at + 1).is(Sign::Slash)) && second.digits >= 2 &&
                        second.digits != 3 && second.value % 100 == (first.value + 1) % 100 &&
                        (second.digits == 2 || second.value == first.value + 1);
    if (!joined && !named)
        return {};
    const bool whole_years = joined && second.digits == 4 && !named; // 2025-2026 are two years
    if (whole_years || (joined && second.digits == 2 && second.value <= 12 && !named))
        return {}; // 2011-12 is December 2011
    return Match { .past = joined ? at + 3 : at + 1,
                   .value = financial_year(first.value),
                   .grain = Unit::FinancialYear };
}

// "साल 2026", "2026 में", "1970 के दशक". A bare number is a year only where something says so.
Parsed year_at(const Scene& scene, std::size_t item)
{
    const bool named = scene.at(item).is(Sign::YearWord) || scene.at(item).is(Unit::Year);
    const auto at = named ? item + 1 : item;
    const auto& number = scene.at(at);
    if (!number.is(Sign::Number) || number.value < 0 || counts_goods(scene, at))
        return {};
    const auto next = skip_particles(scene, at + 1);
    if (scene.at(next).is(Unit::Decade)) {
        const int century = number.value < 100 ? year_of_date(scene.today) / 100 * 100 : 0;
        const int back = number.value < 100 && number.value + century > year_of_date(scene.today) ? 100 : 0;
        const auto first = locales::date_of(number.value + century - back, 1, 1);
        if (!first)
            return {};
        return Match { .past = next + 1, .value = locales::decade_of(*first), .grain = Unit::Decade };
    }
    const auto& after = scene.at(at + 1);
    const bool placed = after.is(Sign::In) || after.is(Sign::Of) || after.is(Unit::Year) ||
                        (at == 0 && after.is(Sign::Stop) && after.first == after.last);
    const bool plausible =
        is_year(number) && number.value >= 1900 && number.value < 2100 && number.value % 100 != 0 && placed;
    if (!(named && number.value >= 100 && number.value < 3000) && !plausible)
        return {};
    return Match { .past = after.is(Unit::Year) ? at + 2 : at + 1, .value = year(number.value), .grain = Unit::Year };
}

// "दूसरी तिमाही", "तिमाही 2", "Q2 2026", "पहली छमाही": of the financial year.
Parsed quarter_at(const Scene& scene, std::size_t item)
{
    const auto& first = scene.at(item);
    const bool before = first.is(Sign::Ordinal) || first.is(Sign::Before) || first.is(Sign::Number);
    const auto& unit = scene.at(before ? item + 1 : item);
    const auto& number = before ? first : scene.at(item + 1);
    if (!(unit.is(Unit::Quarter) || unit.is(Unit::HalfYear)) || (unit.weak && !number.glued))
        return {};
    if (!before && !number.is(Sign::Number) && !number.is(Sign::Ordinal))
        return {};
    const int which = number.is(Sign::Before)                          ? 1
                      : number.value == -1 && number.is(Sign::Ordinal) ? quarters_in(unit.unit())
                                                                       : number.value;
    if (which < 1 || which > quarters_in(unit.unit()))
        return {};
    auto past = item + 2;
    const auto said = skip_particles(scene, past);
    int starting = locales::financial_year_start(scene.today);
    if (const auto span = financial_year_at(scene, said); span && span->value.from != span->value.to && !span->relative)
    {
        starting = year_of_date(span->value.from);
        past = span->past;
    } else if (is_year(scene.at(said)) && !counts_goods(scene, said)) {
        starting = scene.at(said).value;
        past = said + 1;
    }
    const auto value =
        unit.is(Unit::Quarter) ? locales::financial_quarter(starting, which) : locales::financial_half(starting, which);
    return Match { .past = past, .value = value, .grain = unit.unit() };
}

} // namespace dialogs::answers
