// The sounds of a word, the ground on which phonetic.h builds its keys. Consonants k g C j t d p b f m n l r s v h y,
// vowels a (a), I (i e ai) and U (u o au): one letter for what spelling cannot keep apart. Pure and thread-safe.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locales {

struct Phone {
    std::string sound;
    std::optional<std::string> other = std::nullopt; // where it is also heard otherwise; empty for not at all
};

std::vector<Phone> phones_of(std::string_view word);

} // namespace locales
