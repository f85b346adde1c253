// Names of places and groups as they stand in the records, found however they are written: the same letters in a
// reader's eye, else the same sound word by word, in either script, else a pair of locales/transcriptions.h. Pure.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bot::notices {

// Places keep every spelling that sounds like it; groups and federations, whose names are often nearly alike, first
// those of the same letters.
enum class Alike { BySound, ByLettersFirst };

bool sounds_like(std::string_view one, std::string_view other);

std::vector<std::string> find_names(const std::vector<std::string>& known, std::string_view written, Alike alike);

// The same where other words may stand around the name, as in "only in Bilgram block": the whole, else the longest run
// of up to three of its words that is a name.
std::vector<std::string> find_names_within(const std::vector<std::string>& known, std::string_view written,
                                           Alike alike);

// The few nearest ones, for a fault's sentence: "Hardoi, Hathras".
std::string nearest_names(const std::vector<std::string>& known, std::string_view written);

} // namespace bot::notices
