#include "dialogs/answers/date.h"

#include "dialogs/answers/calendar_grammar.h"

namespace dialogs::answers {

using locales::Date;

std::vector<Found<Reading<Date>>> find_dates(const DateWords& words, const locales::Tokens& tokens, Date today,
                                             Tense question)
{
    std::vector<Found<Reading<Date>>> dates;
    for (const auto& [first, last, match] : find_places(words, tokens, today, question)) {
        if (match.grain != Unit::Day)
            continue;
        Reading<Date> reading;
        if (match.other)
            reading.either = { match.value.from, match.other->from };
        else
            reading.value = match.value.from;
        dates.push_back({ std::move(reading), first, last });
    }
    return dates;
}

namespace {

// "कल नहीं परसों": the first is taken back.
bool is_taken_back(const DateWords& words, const locales::Tokens& tokens, std::size_t last)
{
    const auto* after = last < tokens.size() ? words.numbers.find(tokens[last].n1) : nullptr;
    return after != nullptr && after->has(locales::Beside::No);
}

} // namespace

Reading<Date> read_date(const DateWords& words, const locales::Tokens& tokens, Date today, Tense question)
{
    const auto dates = find_dates(words, tokens, today, question);
    std::optional<Reading<Date>> reading;
    for (const auto& date : dates) {
        if (&date != &dates.back() && is_taken_back(words, tokens, date.last))
            continue;
        if (reading && (reading->value != date.value.value || reading->either != date.value.either))
            return {};
        reading = date.value;
    }
    return reading.value_or(Reading<Date> {});
}

} // namespace dialogs::answers
