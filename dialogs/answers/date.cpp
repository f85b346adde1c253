#include "dialogs/answers/date.h"

#include "dialogs/answers/period.h"

namespace dialogs::answers {

using locales::Date;

std::vector<Found<Reading<Date>>> find_dates(const DateWords& words, const locales::Tokens& tokens, Date today,
                                             Tense question)
{
    return find_dates_and_periods(words, tokens, today, question).dates;
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
