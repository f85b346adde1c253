#include "tests/support/sanitizers.h"

#include <cstdlib>

namespace tests {

std::map<std::string, std::string> sanitizer_options()
{
    std::map<std::string, std::string> options;
    for (const auto* name : { "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS" })
        if (const auto* value = std::getenv(name))
            options[name] = value;
    return options;
}

bool tells_fault(const std::string& log)
{
    return log.find("Sanitizer: ") != std::string::npos || log.find(": runtime error: ") != std::string::npos;
}

} // namespace tests
