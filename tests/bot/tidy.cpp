// The manners of the code, kept by a test: which folder may use which, where a third party's header stands, how long a
// file and a function may be, where SQL and words for people belong. All faults are told at once, each with its place.

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

using Lines = std::vector<std::string>;
using Faults = std::vector<std::string>;

constexpr std::size_t file_lines_max = 400;
constexpr std::size_t function_lines_max = 70;

const fs::path root { SAMVAD_SOURCE_DIR };

// Which folder may include which.
const std::map<std::string, std::set<std::string>> arrows {
    { "bot", { "bot", "dialogs", "locales", "storage" } },
    { "dialogs", { "dialogs", "locales" } },
    { "locales", { "locales" } },
    { "storage", { "storage" } },
};

struct Confined {
    std::string header; // how the include begins
    std::set<std::string> files;
};

const std::vector<Confined> confined {
    { "sqlite3.h", { "storage/sqlite.cpp" } },
    { "httplib.h", { "bot/http_client.cpp", "bot/http_server.cpp" } },
    { "spdlog/", { "bot/log.cpp" } },
    { "CLI/", { "bot/main.cpp", "bot/commands/commands.cpp", "bot/commands/notice_options.cpp" } },
    { "openssl/", { "bot/hashes.cpp", "dialogs/load.cpp", "storage/migrate.cpp", "tests/support/tls_server.cpp" } },
};

// The demo's names of people and products are records, as an import would bring them; the other two compare single
// words of grammar that no list holds.
const std::set<std::string> spelt_in_code { "bot/demo.cpp", "dialogs/answers/company.cpp",
                                            "dialogs/answers/phone.cpp" };

struct Source {
    std::string name; // "bot/csv.cpp"
    std::string room; // "bot"
    Lines lines;

    bool is_header() const { return name.ends_with(".h"); }

    bool is_test() const { return room == "tests"; }

    std::string at(std::size_t index) const { return name + ":" + std::to_string(index + 1) + ": "; }
};

Lines lines_of(const fs::path& file)
{
    std::ifstream in { file };
    Lines lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

const std::vector<Source>& sources()
{
    static const auto all = [] {
        std::vector<Source> found;
        for (const std::string room : { "bot", "dialogs", "locales", "storage", "tests" })
            for (const auto& entry : fs::recursive_directory_iterator { root / room }) {
                const auto ending = entry.path().extension();
                if (ending == ".cpp" || ending == ".h")
                    found.push_back({ fs::relative(entry.path(), root), room, lines_of(entry.path()) });
            }
        std::ranges::sort(found, {}, &Source::name);
        return found;
    }();
    return all;
}

// What stands between "#include" and its end: "bot/csv.h" or <vector>, without the brackets.
std::string included(const std::string& line, char open, char close)
{
    if (!line.starts_with("#include"))
        return {};
    const auto begin = line.find(open);
    const auto end = line.rfind(close);
    return begin == std::string::npos || end <= begin ? std::string {} : line.substr(begin + 1, end - begin - 1);
}

// The line without what a comment says. Good enough for code that holds no "//" in a literal but a URL's.
std::string without_comment(const std::string& line)
{
    for (auto at = line.find("//"); at != std::string::npos; at = line.find("//", at + 2))
        if (at == 0 || line[at - 1] != ':')
            return line.substr(0, at);
    return line;
}

std::size_t indent_of(const std::string& line)
{
    return line.find_first_not_of(' ');
}

// Calls `found` with the first line and the length of every function whose brace stands on a line of its own, which
// .clang-format sees to; what stands inside one belongs to it.
template <class Found> void each_function(const Source& source, Found found)
{
    for (std::size_t begin = 0; begin < source.lines.size(); ++begin) {
        const auto& line = source.lines[begin];
        const auto indent = indent_of(line);
        if (indent == std::string::npos || indent > 8 || line.substr(indent) != "{")
            continue;
        const auto last = std::string(indent, ' ') + "}";
        auto end = begin;
        while (end < source.lines.size() && !source.lines[end].starts_with(last))
            ++end;
        found(begin, end - begin + 1);
        begin = end;
    }
}

template <class Number> Number median(std::vector<Number> numbers)
{
    std::ranges::sort(numbers);
    return numbers.empty() ? Number {} : numbers[numbers.size() / 2];
}

void expect_none(const Faults& faults)
{
    std::string all;
    for (const auto& fault : faults)
        all += "\n" + fault;
    INFO(all);
    CHECK(faults.empty());
}

bool has_devanagari(const std::string& line)
{
    // U+0900 to U+097F are E0 A4 80 to E0 A5 BF.
    for (std::size_t at = 0; at + 1 < line.size(); ++at)
        if (line[at] == '\xE0' && (line[at + 1] == '\xA4' || line[at + 1] == '\xA5'))
            return true;
    return false;
}

} // namespace

TEST_CASE("the top level holds the rooms and nothing else")
{
    const std::set<std::string> known { "CMakeLists.txt", "README.md", "bot",   "dialogs", "locales",
                                        "storage",        "tests",     "build", "var" };
    Faults faults;
    for (const auto& entry : fs::directory_iterator { root }) {
        const auto name = entry.path().filename().string();
        if (!known.contains(name) && !name.starts_with('.') && !name.starts_with("build-"))
            faults.push_back(name + ": does not belong at the top level; put it into the room it serves");
    }
    expect_none(faults);
}

TEST_CASE("a file bears the name of its concept")
{
    const std::set<std::string> empty_names {
        "core", "common", "utils", "util", "misc", "helpers", "helper", "manager"
    };
    Faults faults;
    for (const auto& source : sources())
        for (const auto& part : fs::path { source.name })
            if (empty_names.contains(part.stem().string()))
                faults.push_back(source.name + ": says nothing; name it after what it is");
    expect_none(faults);
}

TEST_CASE("the rooms use each other only along the arrows")
{
    Faults faults;
    for (const auto& source : sources()) {
        if (source.is_test())
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const auto header = included(source.lines[i], '"', '"');
            if (!header.empty() && !arrows.at(source.room).contains(header.substr(0, header.find('/'))))
                faults.push_back(source.at(i) + source.room + " may not use " + header);
        }
    }
    expect_none(faults);
}

TEST_CASE("a third party's header stands in its one place, and json.hpp in no header")
{
    Faults faults;
    for (const auto& source : sources()) {
        if (source.is_test())
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const auto header = included(source.lines[i], '<', '>');
            for (const auto& one : confined)
                if (header.starts_with(one.header) && !one.files.contains(source.name))
                    faults.push_back(source.at(i) + header + " stays in " + *one.files.begin());
            if (header == "nlohmann/json.hpp" && source.is_header())
                faults.push_back(source.at(i) + "include <nlohmann/json_fwd.hpp>, or nothing");
        }
    }
    expect_none(faults);
}

TEST_CASE("the pure rooms touch no network, no clock and no environment")
{
    const std::regex world {
        R"(\b(getenv|environ|system_clock|steady_clock|random_device|gettimeofday|std::thread)\b|<sys/socket\.h>|\bstd::time\()"
    };
    Faults faults;
    for (const auto& source : sources()) {
        if (source.room != "dialogs" && source.room != "locales")
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (std::regex_search(without_comment(source.lines[i]), world))
                faults.push_back(source.at(i) + "time, chance and the world are arguments here");
    }
    expect_none(faults);
}

TEST_CASE("no file is too long, and most are short")
{
    Faults faults;
    std::vector<std::size_t> lengths;
    for (const auto& source : sources()) {
        if (source.lines.size() > file_lines_max)
            faults.push_back(source.name + ": " + std::to_string(source.lines.size()) + " lines; divide it");
        if (!source.is_test())
            lengths.push_back(source.lines.size());
    }
    expect_none(faults);
    const auto under_250 = std::ranges::count_if(lengths, [](std::size_t length) { return length <= 250; });
    INFO("median " << median(lengths) << " lines, " << under_250 << " of " << lengths.size() << " at most 250");
    CHECK(median(lengths) <= 100);
    CHECK(under_250 * 10 >= static_cast<std::ptrdiff_t>(lengths.size()) * 9);
}

TEST_CASE("no function is too long, and most are short")
{
    Faults faults;
    std::vector<std::size_t> lengths;
    for (const auto& source : sources())
        each_function(source, [&](std::size_t begin, std::size_t length) {
            if (length > function_lines_max)
                faults.push_back(source.at(begin) + "a function of " + std::to_string(length) + " lines; divide it");
            if (!source.is_test())
                lengths.push_back(length);
        });
    expect_none(faults);
    const auto under_30 =
        std::ranges::count_if(lengths, [](std::size_t length) { return length <= 32; }); // with braces
    INFO("median " << median(lengths) << " lines, " << under_30 << " of " << lengths.size() << " at most 30");
    REQUIRE(lengths.size() > 500);
    CHECK(median(lengths) <= 12); // of those that are no one-liners
    CHECK(under_30 * 10 >= static_cast<std::ptrdiff_t>(lengths.size()) * 9);
}

TEST_CASE("SQL stands in storage only")
{
    const std::regex sql {
        R"("[^"]*\b(SELECT .+ FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET|CREATE TABLE|ORDER BY|BEGIN IMMEDIATE)\b)"
    };
    Faults faults;
    for (const auto& source : sources()) {
        if (source.room == "storage" || source.is_test())
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (std::regex_search(source.lines[i], sql))
                faults.push_back(source.at(i) + "SQL belongs into storage");
    }
    expect_none(faults);
}

TEST_CASE("words for people stand in locales only")
{
    Faults faults;
    for (const auto& source : sources()) {
        if (source.room == "locales" || source.is_test() || spelt_in_code.contains(source.name))
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (has_devanagari(without_comment(source.lines[i])))
                faults.push_back(source.at(i) + "text for a person, or a word of hers; it belongs into locales");
    }
    expect_none(faults);
}

TEST_CASE("a provider's field names stand in its channel only")
{
    const std::regex fields {
        R"re("(messaging_product|wa_id|display_phone_number|recipient_type|dlr-mask|dlr-url|smsc-id|coding)")re"
    };
    Faults faults;
    for (const auto& source : sources()) {
        if (source.is_test() || source.name.starts_with("bot/channels/"))
            continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            if (std::regex_search(source.lines[i], fields))
                faults.push_back(source.at(i) + "a provider's field name; it belongs into bot/channels");
    }
    expect_none(faults);
}

TEST_CASE("a header opens with what it promises")
{
    Faults faults;
    for (const auto& source : sources()) {
        if (!source.is_header())
            continue;
        const auto& lines = source.lines;
        if (lines.empty() || !lines.front().starts_with("// ") || lines.front().size() < 20)
            faults.push_back(source.at(0) + "a header opens with a paragraph: what it is, what it promises");
        const auto guarded = [](const std::string& line) { return line == "#pragma once"; };
        if (std::ranges::count_if(lines, guarded) != 1)
            faults.push_back(source.at(0) + "#pragma once is missing or stands twice");
    }
    expect_none(faults);
}

TEST_CASE("nothing leans on a file outside the tree, and nothing is left to be done")
{
    // Written apart, so that this file does not find itself.
    const std::vector<std::string> unwanted { std::string { ".." } + "/shared", std::string { "TO" } + "DO",
                                              std::string { "FIX" } + "ME" };
    Faults faults;
    for (const auto& source : sources())
        for (std::size_t i = 0; i < source.lines.size(); ++i)
            for (const auto& word : unwanted)
                if (source.lines[i].find(word) != std::string::npos)
                    faults.push_back(source.at(i) + "\"" + word + "\"");
    expect_none(faults);
}

TEST_CASE("a migration is numbered without gaps")
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator { root / "storage" / "migrations" })
        names.insert(entry.path().filename());
    Faults faults;
    int number = 0;
    for (const auto& name : names) {
        const auto expected = std::to_string(10'000 + ++number).substr(1) + "_";
        if (!name.starts_with(expected) || !name.ends_with(".sql"))
            faults.push_back("storage/migrations/" + name + ": expected " + expected + "NAME.sql");
    }
    expect_none(faults);
}
