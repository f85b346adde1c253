#include "tests/support/simulated_story.h"

#include "tests/support/memory_phone.h"
#include "tests/support/transcript.h"

namespace tests {

namespace {

using namespace std::chrono_literals;

constexpr auto pause_of_a_transcript = 20s; // before each of her lines
constexpr auto told_in_hours_from = 10h;

std::string wait(std::chrono::milliseconds pause)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(pause - pause_of_a_transcript).count();
    if (minutes < 1)
        return {};
    if (pause >= told_in_hours_from)
        return "(" + std::to_string(minutes / 60) + " hours later)\n";
    return "(" + std::to_string(minutes) + " minutes later)\n";
}

} // namespace

std::string Story::transcript(const std::string& phone, const std::string& channel) const
{
    std::string text = "phone: " + phone + "\nchannel: " + channel + "\n";
    text += "(meanwhile a WhatsApp template says: नमस्ते {{1}} जी। {{2}} - UPSRLM)\n\n";
    for (std::size_t i = 0; i < told_.size(); ++i) {
        if (i > 0)
            text += wait(told_[i].at - told_[i - 1].at);
        text += std::string { "her: " } + (told_[i].is_late ? "[late] " : "") + told_[i].line + "\n";
    }
    try {
        const auto played = play(proved_bot(), text, SAMVAD_SOURCE_DIR "/storage/migrations");
        text = played.text;
        for (const auto& trouble : played.troubles)
            text += "(alone too: " + trouble + ")\n";
    } catch (const std::exception& error) {
        text += std::string { "(alone it cannot be played: " } + error.what() + ")\n";
    }
    return text;
}

} // namespace tests
