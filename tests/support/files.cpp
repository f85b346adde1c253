#include "tests/support/files.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tests {

std::string read_file(const std::string& path)
{
    std::ifstream file { path, std::ios::binary };
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_file(const std::string& path, const std::string& text)
{
    std::ofstream { path, std::ios::binary } << text;
}

std::vector<std::string> files_in(const std::string& folder, const std::string& ending)
{
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator { folder })
        if (entry.path().string().ends_with(ending))
            paths.push_back(entry.path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string payload_folder(const std::string& name)
{
    return std::string { SAMVAD_SOURCE_DIR } + "/tests/payloads/" + name;
}

std::string expected_text(const std::string& path, const std::string& actual)
{
    if (std::getenv("SAMVAD_REWRITE"))
        write_file(path, actual);
    return read_file(path);
}

} // namespace tests
