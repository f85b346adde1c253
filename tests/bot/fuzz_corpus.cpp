// Every input of the corpora of tests/fuzz, what once broke something among them, through the same functions that the
// fuzzer drives.

#include "tests/fuzz/target.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

namespace {

namespace files = std::filesystem;

const files::path folder_of_tests = files::path { SAMVAD_SOURCE_DIR } / "tests";

struct Target {
    const char* name;
    void (*take)(std::string_view bytes);
    const char* more; // a folder of further inputs
};

const Target targets[] {
    { "whatsapp", fuzz::whatsapp, "payloads/whatsapp" },
    { "kannel", fuzz::kannel, "payloads/kannel" },
    { "words", fuzz::words, nullptr },
    { "dialog", fuzz::dialog, "../dialogs/flows" },
    { "texts", fuzz::texts, nullptr },
    { "imports", fuzz::imports, nullptr },
    { "http", fuzz::http, nullptr },
};

int replay(const Target& target, const files::path& folder)
{
    int count = 0;
    for (const auto& entry : files::directory_iterator { folder }) {
        INFO(entry.path().string());
        CHECK_NOTHROW(target.take(tests::read_file(entry.path().string())));
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("Whatever a fuzzer has found once stays found: every target holds for all of its corpus")
{
    for (const auto& target : targets) {
        INFO(target.name);
        CHECK(replay(target, folder_of_tests / "fuzz/corpus" / target.name) > 0);
        if (target.more != nullptr)
            replay(target, folder_of_tests / target.more);
    }
}

TEST_CASE("Every corpus belongs to a target")
{
    for (const auto& entry : files::directory_iterator { folder_of_tests / "fuzz/corpus" }) {
        const auto name = entry.path().filename().string();
        INFO(name);
        CHECK(std::ranges::any_of(targets, [&](const Target& target) { return name == target.name; }));
    }
}
