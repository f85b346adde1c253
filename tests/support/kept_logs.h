// The logs of all programs that the tests start are kept in the folder that SAMVAD_TEST_LOGS names, with a note of what
// the women of the tests wrote, until the last test has looked through all of them. Without the setting nothing is
// kept. Thread-safe.

#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace tests {

// Where a program shall write its log: a file of its own among those that are kept, or else `otherwise`.
std::filesystem::path log_file(const std::filesystem::path& otherwise);

// Keeps those lines of what a command said to its operator that are of the log.
void keep_log_lines(const std::string& said);

// A woman wrote this to a program whose log is kept.
void note_words(const std::string& words);

// All that was noted.
std::set<std::string> noted_words();

// The lines of a log that tell a whole phone number, a text in an Indian script, or one of these texts; each once, its
// short numbers as "0". Texts that are one short word prove nothing and are passed over.
std::vector<std::string> telling_lines(const std::string& log, const std::set<std::string>& texts);

} // namespace tests
