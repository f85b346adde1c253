// Names of places whose usual Latin spelling does not tell how they sound, so that phonetic.h leads from neither script
// to the other: Lucknow is लखनऊ. The districts among them are found by a test that goes over districts.csv; a district
// that is added there and fails it gets a line here. Pure, thread-safe.

#pragma once

#include <optional>
#include <string_view>

namespace locales {

// Whether two such names, each whole and in whatever normal form, are one; empty if one of them is not listed.
std::optional<bool> same_transcribed(std::string_view one, std::string_view other);

} // namespace locales
