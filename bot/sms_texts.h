// Every SMS the dialogs can say, as it must be registered with the operators (DLT): the text of each language with its
// variables numbered, and the fixed choices below it, as they leave. What ends with a list that changes from person to
// person cannot be registered as one text and is told apart. Pure.

#pragma once

#include "dialogs/dialog.h"
#include "locales/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace bot {

struct SmsVariable {
    std::string name;
    std::string kind; // of locales/variables.json
    int longest = 0;  // UTF-16 units, as it is cut before it leaves
};

struct SmsText {
    std::string key, language;
    std::string body; // {{1}}, {{2}} ...; a variable that stands twice has one number
    std::vector<SmsVariable> variables;
    int parts = 0;             // with every variable at its longest
    bool list_follows = false; // choices that differ from person to person
};

struct SmsTextLimits {
    static constexpr int variable_units_max = 30; // TRAI's and the operators' bound of a variable
};

// By key and language. Throws std::invalid_argument for a text whose words change with a number.
std::vector<SmsText> sms_texts(const locales::Catalog& catalog, const dialogs::Dialogs& dialogs);

// With the operators' tags, "{#alphanumeric#}", in place of the numbers.
std::string tagged_body(const SmsText& text);

} // namespace bot
