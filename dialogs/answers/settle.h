// From the values found in an answer to its reading. Pure, thread-safe.

#pragma once

#include "dialogs/answers/reading.h"
#include "locales/numerals.h"

#include <algorithm>

namespace dialogs::answers {

// Whether the text asks to change something ("200 से 250 कर दो"): then the last of two values is the wanted one.
inline bool asks_for_change(const locales::NumberLine& line)
{
    bool to = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        to |= line.meaning(at).has(locales::Beside::To);
        if (to && line.meaning(at).has(locales::Beside::Changing))
            return true;
    }
    return false;
}

// One value is the answer, two different ones are two readings, more fit no question.
template <class T> Reading<T> settle(const locales::NumberLine& line, std::vector<T> values)
{
    std::vector<T> different;
    for (auto& value : values) {
        if (std::find(different.begin(), different.end(), value) == different.end())
            different.push_back(std::move(value));
    }
    Reading<T> reading;
    if (different.size() == 2 && asks_for_change(line))
        different.erase(different.begin());
    if (different.size() == 1)
        reading.value = std::move(different.front());
    else if (different.size() == 2)
        reading.either = std::move(different);
    return reading;
}

} // namespace dialogs::answers
