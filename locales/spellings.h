// Many spellings written as one pattern: "p(a|aa)(n|)ch" stands for panch, pach, paanch and paach. The word files use
// it, so that a family of spellings is one line. Pure, thread-safe.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace locales {

// Every spelling of the pattern; empty where a bracket does not close.
std::vector<std::string> spellings_of(std::string_view pattern);

} // namespace locales
