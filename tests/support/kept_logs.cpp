#include "tests/support/kept_logs.h"

#include "tests/support/files.h"
#include "tests/support/sanitizers.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

namespace tests {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t phone_digits = 10;

std::optional<fs::path> kept_folder()
{
    const auto* folder = std::getenv("SAMVAD_TEST_LOGS");
    return folder == nullptr ? std::nullopt : std::optional<fs::path> { folder };
}

// In one write each, because several programs add to the same file.
void add_to(const fs::path& file, const std::string& text)
{
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto written = write(opened, text.data(), text.size());
    close(opened);
    if (written != static_cast<ssize_t>(text.size()))
        throw std::runtime_error { "writing " + file.string() + " failed" };
}

bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

// As the log writes a moment, plain or in JSON.
bool is_log_line(const std::string& line)
{
    const auto date = line.starts_with("{\"at\":\"") ? line.substr(7) : line;
    return date.size() > 20 && is_digit(date[0]) && date[4] == '-' && date[7] == '-' && date[10] == 'T';
}

bool tells_phone(const std::string& line)
{
    std::size_t digits = 0;
    return std::ranges::any_of(
        line, [&](char letter) { return (digits = is_digit(letter) ? digits + 1 : 0) >= phone_digits; });
}

// U+0900 to U+0DFF are E0 A4 80 to E0 B7 BF.
bool has_indian_letters(const std::string& line)
{
    for (std::size_t at = 0; at + 1 < line.size(); ++at)
        if (line[at] == '\xE0' && line[at + 1] >= '\xA4' && line[at + 1] <= '\xB7')
            return true;
    return false;
}

// Without the numbers in which lines of one kind differ, so that each kind is looked at once.
std::string kind_of(const std::string& line)
{
    std::string kind;
    for (std::size_t at = 0; at < line.size();) {
        const auto end = static_cast<std::size_t>(
            std::find_if_not(line.begin() + static_cast<std::ptrdiff_t>(at), line.end(), is_digit) - line.begin());
        const auto digits = end - at;
        kind += digits == 0 ? line.substr(at, 1) : digits < phone_digits ? "0" : line.substr(at, digits);
        at = digits == 0 ? at + 1 : end;
    }
    return kind;
}

bool proves_something(const std::string& text)
{
    return text.size() >= 10 || (text.size() >= 6 && text.find(' ') != std::string::npos);
}

} // namespace

fs::path log_file(const fs::path& otherwise)
{
    static std::atomic<int> count { 0 };
    const auto folder = kept_folder();
    return folder ? *folder / ("program-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".log")
                  : otherwise;
}

void keep_log_lines(const std::string& said)
{
    const auto folder = kept_folder();
    if (!folder)
        return;
    std::string kept;
    std::istringstream lines { said };
    for (std::string line; std::getline(lines, line);)
        if (is_log_line(line) || tells_fault(line))
            kept += line + "\n";
    add_to(*folder / "commands.log", kept);
}

void note_words(const std::string& words)
{
    auto line = words;
    std::ranges::replace(line, '\n', ' ');
    if (const auto folder = kept_folder())
        add_to(*folder / "words", line + "\n");
}

std::set<std::string> noted_words()
{
    std::set<std::string> noted;
    if (const auto folder = kept_folder()) {
        std::istringstream lines { read_file(*folder / "words") };
        for (std::string line; std::getline(lines, line);)
            noted.insert(line);
    }
    return noted;
}

std::vector<std::string> telling_lines(const std::string& log, const std::set<std::string>& texts)
{
    std::set<std::string> kinds;
    std::istringstream lines { log };
    for (std::string line; std::getline(lines, line);)
        kinds.insert(kind_of(line));
    std::vector<std::string> telling;
    for (const auto& kind : kinds)
        if (tells_phone(kind) || has_indian_letters(kind) || std::ranges::any_of(texts, [&](const auto& text) {
                return proves_something(text) && kind.find(kind_of(text)) != std::string::npos;
            }))
            telling.push_back(kind);
    return telling;
}

} // namespace tests
