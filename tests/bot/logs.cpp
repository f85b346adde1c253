// No log holds the text of a message or a whole phone number. ctest runs the hidden test here when all others are
// through, over everything they made the programs log.

#include "bot/log.h"
#include "tests/support/files.h"
#include "tests/support/kept_logs.h"
#include "tests/support/sanitizers.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <sstream>

using tests::telling_lines;

namespace {

const std::string begin = "2026-11-22T10:00:00.123+0530 info ";

std::string all_in(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines)
        text += "\n" + line;
    return text;
}

// What the women and the bot say to each other in the transcripts.
std::set<std::string> said_in_transcripts()
{
    std::set<std::string> said;
    for (const auto& dialog : std::filesystem::directory_iterator { SAMVAD_SOURCE_DIR "/tests/transcripts" })
        for (const auto& file : tests::files_in(dialog.path(), ".txt")) {
            std::istringstream lines { tests::read_file(file) };
            for (std::string line; std::getline(lines, line);)
                for (const std::string speaker : { "her: ", "bot: ", "sms: ", "     " })
                    if (line.starts_with(speaker) && line.size() > 5)
                        said.insert(line.substr(5));
        }
    return said;
}

} // namespace

TEST_CASE("A line of a log that tells a phone number, an Indian text or what somebody wrote is found")
{
    const std::set<std::string> texts { "mera order kab aayega", "menu", "20 dibba achar" };
    CHECK(telling_lines(begin + "to +919800000001\n", texts).size() == 1);
    CHECK(telling_lines(begin + "to 9800000001 and once more\n", texts).size() == 1);
    CHECK(telling_lines(begin + "she wrote अचार\n", texts).size() == 1);
    CHECK(telling_lines(begin + "she wrote mera order kab aayega?\n", texts).size() == 1);
    CHECK(telling_lines(begin + "she wrote 20 dibba achar\n", texts).size() == 1);
}

TEST_CASE("A line of a log that masks whom and what it is about tells nothing")
{
    const std::set<std::string> texts { "mera order kab aayega", "menu", "20 dibba achar" };
    const auto masked = begin + "message 4711 to " + bot::mask_phone("+919800000001") + ": refused (131026)\n";
    CHECK(telling_lines(masked, texts).empty());
    CHECK(telling_lines(begin + "the dialog menu is read\n", texts).empty());
    CHECK(telling_lines(begin + bot::mask_phones("To 919812345678 failed.") + "\n", texts).empty());
}

TEST_CASE("A fault that a sanitizer found in a program is found in its log")
{
    CHECK(tests::tells_fault("==4711==ERROR: AddressSanitizer: heap-use-after-free on address 0x60\n"));
    CHECK(tests::tells_fault("WARNING: ThreadSanitizer: data race (pid=4711)\n"));
    CHECK(tests::tells_fault("bot/csv.cpp:7:3: runtime error: signed integer overflow\n"));
    CHECK_FALSE(tests::tells_fault(begin + "whatsapp sends again\n"));
}

TEST_CASE("What all tests made the programs log tells no text of a message and no whole phone number", "[.logs]")
{
    const auto* folder = std::getenv("SAMVAD_TEST_LOGS");
    REQUIRE(folder != nullptr);
    auto texts = said_in_transcripts();
    REQUIRE(texts.size() > 500);
    texts.merge(tests::noted_words());
    std::size_t lines = 0;
    for (const auto& file : tests::files_in(folder, ".log")) {
        const auto log = tests::read_file(file);
        lines += static_cast<std::size_t>(std::ranges::count(log, '\n'));
        const auto telling = telling_lines(log, texts);
        INFO(file << all_in(telling));
        CHECK(telling.empty());
        CHECK_FALSE(tests::tells_fault(log));
    }
    CHECK(lines > 200); // so many at least, or they were not kept
}
