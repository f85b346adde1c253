// What stands in a notice where the person's name, group or place is not known: a plain word, so that a sentence never
// has a hole. Pure and thread-safe.

#pragma once

#include <string_view>

namespace locales {

// `variable` is "name", "group", "clf", "block" or "district"; an officer without a name is addressed as one. Empty for
// another variable. A language that has no words here gets the Hindi ones.
enum class Addressed { Didi, Officer };

std::string_view plain_word(std::string_view variable, std::string_view language, Addressed whom);

} // namespace locales
