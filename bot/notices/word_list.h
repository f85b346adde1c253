// Words of the form kind=value,value with spaces between, as an audience is written. A quote keeps spaces and commas in
// a value. Pure.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bot::notices {

struct Word {
    std::string kind;
    std::vector<std::string> values; // empty: no "=" was written
};

// Adds what is wrong to `faults`, each beginning with `option`.
std::vector<Word> read_words(std::string_view text, std::string_view option, std::vector<std::string>& faults);

} // namespace bot::notices
