#include "dialogs/answers/period.h"

#include "dialogs/answers/calendar_grammar.h"

namespace dialogs::answers {

namespace {

// A day that was named, for whoever asks about a span; "दो दिन में" names none.
Reading<Period> single_day(const std::vector<Place>& places)
{
    Reading<Period> reading;
    for (const auto& place : places) {
        if (place.match.counted || (reading.value && *reading.value != place.match.value))
            return {};
        if (place.match.other)
            return { {}, { place.match.value, *place.match.other } };
        reading.value = place.match.value;
    }
    return reading;
}

} // namespace

DatesAndPeriods find_dates_and_periods(const DateWords& words, const locales::Tokens& tokens, Date today,
                                       Tense question)
{
    DatesAndPeriods all;
    for (const auto& [first, last, match] : find_places(words, tokens, today, question)) {
        if (match.grain != Unit::Day)
            all.periods.push_back({ match.value, first, last });
        else if (match.other)
            all.dates.push_back({ { {}, { match.value.from, match.other->from } }, first, last });
        else
            all.dates.push_back({ { match.value.from, {} }, first, last });
    }
    return all;
}

std::vector<Found<Period>> find_periods(const DateWords& words, const locales::Tokens& tokens, Date today)
{
    return find_dates_and_periods(words, tokens, today).periods;
}

Reading<Period> read_period(const DateWords& words, const locales::Tokens& tokens, Date today)
{
    const auto places = find_places(words, tokens, today, Tense::Past); // records are of the past
    Reading<Period> reading;
    for (const auto& [first, last, match] : places) {
        if (match.grain == Unit::Day)
            continue;
        if (reading.value && *reading.value != match.value)
            return {};
        reading.value = match.value;
    }
    return reading.value ? reading : single_day(places);
}

} // namespace dialogs::answers
