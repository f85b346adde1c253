// How long a text is on a phone: in UTF-16 units, which SMS and WhatsApp count, or in letters, which people count; and
// cut so that no letter is torn.
// Pure and thread-safe.

#pragma once

#include <string>
#include <string_view>

namespace locales {

// The text with at most `most` UTF-16 units, cut between letters as a reader sees them (a conjunct like "क्ष" stays
// whole); where something is cut, the last unit is an ellipsis.
std::string cut_to_units(std::string_view utf8, int most);

// How many letters a reader counts: a conjunct with its vowel sign is one.
int count_clusters(std::string_view utf8);

} // namespace locales
