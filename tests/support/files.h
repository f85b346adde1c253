// Files of the test tree.

#pragma once

#include <string>
#include <vector>

namespace tests {

std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);
std::vector<std::string> files_in(const std::string& folder, const std::string& ending); // whole paths, sorted
std::string payload_folder(const std::string& name);                                     // of tests/payloads

// Compares with the text kept in `path`. With SAMVAD_REWRITE=1 in the environment the file is written instead.
std::string expected_text(const std::string& path, const std::string& actual);

} // namespace tests
