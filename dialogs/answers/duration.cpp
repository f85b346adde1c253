#include "dialogs/answers/duration.h"

#include "dialogs/answers/calendar_grammar.h"

namespace dialogs::answers {

std::vector<Found<Duration>> find_durations(const DateWords& words, const locales::Tokens& tokens)
{
    std::vector<Found<Duration>> durations;
    const auto items = calendar_items(words, tokens);
    const Scene scene { words, tokens, items, {}, Tense::None };
    for (std::size_t item = 0; item + 1 < items.size();) {
        const auto count = count_at(scene, item);
        if (count) {
            const Duration duration { count->years, count->months, count->days + count->working_days, count->seconds };
            durations.push_back({ duration, items[item].first, items[count->past - 1].last });
        }
        item = count ? count->past : item + 1;
    }
    return durations;
}

Reading<Duration> read_duration(const DateWords& words, const locales::Tokens& tokens)
{
    const auto durations = find_durations(words, tokens);
    for (const auto& duration : durations)
        if (duration.value != durations.front().value)
            return {};
    return durations.empty() ? Reading<Duration> {} : Reading<Duration> { durations.front().value, {} };
}

} // namespace dialogs::answers
