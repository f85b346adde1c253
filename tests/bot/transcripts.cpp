#include "tests/support/transcript.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace {

const std::filesystem::path source { SAMVAD_SOURCE_DIR };

std::vector<std::filesystem::path> transcripts()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator { source / "tests/transcripts" })
        if (entry.path().extension() == ".txt")
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string content(const std::filesystem::path& file)
{
    std::ifstream in { file };
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

const bot::Equipment& equipment()
{
    static const bot::Equipment loaded { source };
    return loaded;
}

// An edge that only a picture can walk; SMS has none.
bool needs_picture(const dialogs::Dialog& dialog, const dialogs::Edge& edge)
{
    const auto step = dialog.find(edge.from);
    return dialog.steps[*step].kind == dialogs::AnswerKind::Photo && edge.when == "answered";
}

} // namespace

TEST_CASE("Every transcript says what the bot really says")
{
    const bool rewrite = std::getenv("SAMVAD_TEST_REWRITE") != nullptr;
    for (const auto& file : transcripts()) {
        const auto expected = content(file);
        INFO(file.string() << " (SAMVAD_TEST_REWRITE=1 writes the bot's lines anew; read them before you keep them)");
        const auto played = tests::play(equipment().bot(), expected, source / "storage/migrations");
        CHECK(played.troubles == std::vector<std::string> {});
        if (rewrite)
            std::ofstream { file } << played.text;
        else
            CHECK(played.text == expected);
    }
}

TEST_CASE("Every edge of every dialog is walked by some transcript, on both channels")
{
    std::set<std::pair<std::string, std::pair<std::string, dialogs::Edge>>> walked;
    for (const auto& file : transcripts())
        for (const auto& [channel, step] :
             tests::play(equipment().bot(), content(file), source / "storage/migrations").walked)
            walked.insert({ channel, { step.dialog, step.edge } });
    std::string missing;
    for (const auto& dialog : equipment().dialogs().all)
        for (const auto& edge : dialogs::edges(dialog))
            for (const std::string channel : { "whatsapp", "sms" })
                if (!walked.contains({ channel, { dialog.name, edge } }) &&
                    !(channel == "sms" && needs_picture(dialog, edge)))
                    missing +=
                        "\n" + channel + ": " + dialog.name + ": " + edge.from + " --" + edge.when + "--> " + edge.to;
    CHECK(missing == "");
}
