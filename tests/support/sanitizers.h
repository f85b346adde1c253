// The programs that tests start are built with the sanitizers of the tests: they are told the same options, and what a
// sanitizer says of them stands in their log.

#pragma once

#include <map>
#include <string>

namespace tests {

// The sanitizers' options in the environment of the tests, by name.
std::map<std::string, std::string> sanitizer_options();

// Whether a sanitizer found a fault in the program that wrote this.
bool tells_fault(const std::string& log);

} // namespace tests
