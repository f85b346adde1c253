#include "locales/speller.h"

namespace locales {

namespace {

struct Step {
    std::int64_t size;
    std::size_t word; // behind the hundred words of 0 to 99
};

constexpr Step steps[] = {
    { 1'000'000'000, 104 }, { 10'000'000, 103 }, { 100'000, 102 }, { 1'000, 101 }, { 100, 100 }
};
constexpr std::int64_t number_end = 100'000'000'000;

} // namespace

std::string in_words(const AnswerWords& words, std::int64_t number, Script script)
{
    const auto& spelled = words.spelled(script);
    if (number < 0 || number >= number_end)
        return {};
    std::string text;
    const auto add = [&](std::size_t word) { text += (text.empty() ? "" : " ") + spelled[word]; };
    for (const auto& step : steps) {
        if (number < step.size)
            continue;
        add(static_cast<std::size_t>(number / step.size));
        add(step.word);
        number %= step.size;
    }
    if (number > 0 || text.empty())
        add(static_cast<std::size_t>(number));
    return text;
}

} // namespace locales
