// A message as the items that the grammar of days reads: month, weekday, number, unit, "next", "until" ... A number in
// words is one item ("दो हजार अठारह" is 2018), so is a spelling of several words ("आने वाले"). Internal to the readers
// of days, spans, durations and times. Pure and thread-safe.

#pragma once

#include "locales/answer_words.h"
#include "locales/calendar_words.h"
#include "locales/tokens.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace dialogs::answers {

using Sign = locales::CalendarSign;
using Unit = locales::CalendarUnit;

// All words that the readers of days need.
struct DateWords {
    const locales::AnswerWords& numbers;
    const locales::CalendarWords& calendar;
};

struct CalendarItem {
    Sign sign = Sign::None;
    int value = 0;     // of a number: its whole value, -1 if it has a fraction or is too large
    double amount = 0; // of a number
    int digits = 0;    // of a number typed in digits: how many
    bool weak = false;
    bool glued = false;    // no space before it
    bool measure = false;  // not of ours: a unit of goods or money, so the number before it counts that
    std::size_t first = 0; // its tokens, half open
    std::size_t last = 0;

    bool is(Sign wanted) const { return sign == wanted; }

    bool is(Unit unit) const { return sign == Sign::Unit && value == static_cast<int>(unit); }

    Unit unit() const { return static_cast<Unit>(value); }
};

using CalendarItems = std::vector<CalendarItem>;

// Always ends with an item of sign Stop that has no tokens, so that looking one ahead is always allowed.
CalendarItems calendar_items(const DateWords& words, const locales::Tokens& tokens);

} // namespace dialogs::answers
