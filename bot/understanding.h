// What the service makes of one message of which nothing else is known: no dialog is open, nothing was offered. Used to
// look at and to measure the understanding; it rests on the same cascade and the same readers as a turn.
// Pure and thread-safe; never throws, whatever the bytes.

#pragma once

#include "dialogs/answer.h"
#include "dialogs/answers/tense.h"
#include "dialogs/dialog.h"
#include "dialogs/knowledge.h"
#include "locales/time.h"

#include <optional>
#include <string>
#include <vector>

namespace bot {

enum class OpenQuestion { None, Money, Quantity, YesNo, Date, Period, Number };

// What would be known besides her words.
struct Circumstances {
    locales::Date today;
    OpenQuestion question = OpenQuestion::None;
    dialogs::answers::Tense tense = dialogs::answers::Tense::None; // of the open question
};

struct LikelyIntent {
    std::string intent;                    // the one that is acted on; if none is sure enough, the likeliest
    double confidence = 0;                 // 1 for words known exactly, else the classifier's probability
    std::vector<std::string> alternatives; // what she would be offered to choose from; empty when it is acted on
};

struct AmountSpan {
    locales::Decimal least;
    locales::Decimal most;
};

struct Understood {
    LikelyIntent wish;
    std::vector<locales::Decimal> numbers; // every amount in running text, in order
    std::vector<AmountSpan> ranges;        // those that were said as a span, which are no numbers above
    std::vector<dialogs::Money> money;
    std::vector<dialogs::Quantity> quantities;
    std::optional<bool> yes;
    std::vector<locales::Date> dates; // without those that have two readings
    std::vector<dialogs::Period> periods;
    std::optional<dialogs::Answer> answer; // what the open question gets; empty when it would be asked again
};

Understood understand_line(const dialogs::Dialogs& dialogs, const dialogs::Knowledge& knowledge,
                           const std::string& line, const Circumstances& circumstances);

} // namespace bot
