// The README is for people who trust it: its commands, files, settings and tests must be those that exist.

#include "bot/config.h"
#include "tests/support/files.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

const fs::path root { SAMVAD_SOURCE_DIR };

std::string readme()
{
    return tests::read_file(root / "README.md");
}

std::vector<std::string> all_of(const std::string& text, const char* pattern, int group)
{
    const std::regex expression { pattern };
    std::vector<std::string> found;
    for (std::sregex_iterator match { text.begin(), text.end(), expression }, end; match != end; ++match)
        found.push_back((*match)[static_cast<std::size_t>(group)]);
    return found;
}

// The lines of all blocks for the shell.
std::vector<std::string> shell_lines()
{
    std::istringstream in { readme() };
    std::vector<std::string> lines;
    bool shell = false;
    for (std::string line; std::getline(in, line);) {
        if (line.find("```") != std::string::npos)
            shell = line.find("```sh") != std::string::npos;
        else if (shell)
            lines.push_back(line);
    }
    return lines;
}

// What the program says of itself, asked once for each command.
const std::string& help_of(const std::string& command)
{
    static std::map<std::string, std::string> known;
    const auto [place, is_new] = known.try_emplace(command);
    if (is_new) {
        const auto ended = tests::Workplace {}.run(command + " --help");
        place->second = ended.code == 0 ? ended.out : std::string {};
    }
    return place->second;
}

// Its name: one word, of notices two.
std::string command_of(const std::string& call)
{
    const auto end = call.find(' ');
    return call.substr(0, call.starts_with("notice ") ? call.find(' ', end + 1) : end);
}

// The part of a line that one command of ours is given: up to a pipe.
std::vector<std::string> calls(const std::string& line)
{
    return all_of(line, R"((?:build/samvad|\./bot/run) +([a-z][^|#]*))", 1);
}

} // namespace

TEST_CASE("the README shows every setting as it is")
{
    CHECK_THAT(readme(), Catch::Contains(bot::settings_table()));
}

TEST_CASE("every command of the README exists, with every option it is given")
{
    int calls_seen = 0;
    for (const auto& line : shell_lines())
        for (const auto& call : calls(line)) {
            INFO(line);
            const auto& help = help_of(command_of(call));
            REQUIRE_FALSE(help.empty());
            for (const auto& option : all_of(call, R"((--[a-z-]+))", 1))
                CHECK_THAT(help, Catch::Contains(option));
            ++calls_seen;
        }
    CHECK(calls_seen >= 15);
}

TEST_CASE("every file the README names is there")
{
    int files_seen = 0;
    for (const auto& name : all_of(readme(), R"(`((?:bot|dialogs|locales|storage|tests)/[A-Za-z_/.-]+)`)", 1)) {
        INFO(name);
        CHECK(fs::exists(root / name));
        ++files_seen;
    }
    CHECK(files_seen >= 15);
}

TEST_CASE("every test the README names proves something")
{
    int tests_seen = 0;
    const std::regex row { R"re(`(tests/[a-z_/]+\.cpp)`: "([^"]+)")re" };
    const auto text = readme();
    for (std::sregex_iterator match { text.begin(), text.end(), row }, end; match != end; ++match) {
        INFO(match->str());
        CHECK_THAT(tests::read_file(root / match->str(1)), Catch::Contains("TEST_CASE(\"" + match->str(2) + "\""));
        ++tests_seen;
    }
    CHECK(tests_seen >= 8);
}

TEST_CASE("every package that is installed is named in the README")
{
    const auto script = tests::read_file(root / "bot/setup.sh");
    const auto begin = script.find("build_packages=\"") + 16;
    std::istringstream packages { script.substr(begin, script.find('"', begin) - begin) };
    for (std::string package; packages >> package;) {
        if (package.ends_with("-dev"))
            package.resize(package.size() - 4);
        INFO(package);
        CHECK_THAT(readme(), Catch::Contains("`" + package + "`"));
    }
}
