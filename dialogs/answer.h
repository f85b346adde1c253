// What a person said, or an action found out, once it is understood: the values that slots hold and texts show.
// Plain values, comparable, written to and read from JSON as part of a conversation's state (see conversation.h).

#pragma once

#include "dialogs/answers/money.h"
#include "dialogs/answers/quantity.h"
#include "locales/decimal.h"

#include "locales/calendar.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace dialogs {

using answers::Money;
using answers::Quantity;
using locales::Period;

struct Text {
    std::string words; // as she wrote them, trimmed; never translated
    bool operator==(const Text&) const = default;
};

struct Word {
    std::string id; // one of a list of known words; its name in each language is a text
    bool operator==(const Word&) const = default;
};

struct Number {
    locales::Decimal value;
    bool operator==(const Number&) const = default;
};

struct Photo {
    std::string media_id; // the provider's id; its bytes are fetched after the turn
    std::string mime_type;
    std::string sha256; // as the provider says it, hex
    bool operator==(const Photo&) const = default;
};

struct Phone {
    std::string number; // E.164
    bool operator==(const Phone&) const = default;
};

struct PinCode {
    std::string digits; // six
    bool operator==(const PinCode&) const = default;
};

struct Day {
    locales::Date date;
    bool operator==(const Day&) const = default;
};

// A text named by its key: a state, what she is doing. Shown in her language.
struct Phrase {
    std::string key;
    bool operator==(const Phrase&) const = default;
};

struct Row;

// Several things of one kind: the orders of a person, the products to choose from. Each is shown by the text `text`.
struct Table {
    std::string text;
    std::vector<Row> rows;
    bool operator==(const Table&) const;
};

using Answer = std::variant<Text, Word, Number, Money, Quantity, Day, Period, Photo, Phone, PinCode, Phrase, Table>;
using Slots = std::map<std::string, Answer, std::less<>>;

struct Row {
    std::string id;
    Slots cells;
    bool operator==(const Row&) const = default;
};

inline bool Table::operator==(const Table& other) const
{
    return text == other.text && rows == other.rows;
}

} // namespace dialogs
