#include "tests/support/simulated_woman.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tests {

using namespace std::chrono_literals;
using dialogs::IdentityKind;

namespace {

const std::array<std::string, 20> odd_words { "0",        "9",        "99999999999999999999",
                                              "-1",       "₹ 2.50.1", "31/02/2026",
                                              "😀",       "\u200b",   "'; DROP",
                                              "%s%n",     "{0}",      "...",
                                              "STOP",     "START",    "रोको",
                                              "शुरू",       "मेनू",       "delete my data",
                                              "PACK 101", "नहीं 300" };

const std::array<std::string, 9> things { "[photo]",    "[voice]",   "[video]",    "[document]",   "[sticker]",
                                          "[location]", "[contact]", "[reaction]", "[unsupported]" };

Part part_of(const std::string& phone)
{
    if (phone.ends_with("21") || phone.ends_with("22"))
        return Part::Sakhi;
    if (phone.ends_with("31"))
        return Part::Coordinator;
    return phone.ends_with("99") || phone.ends_with("08") ? Part::Newcomer : Part::Member;
}

// "(2 hours later)"; nothing for any other line.
std::chrono::milliseconds wait_of(const std::string& line)
{
    if (!line.starts_with("(") || !line.ends_with(" later)"))
        return 0ms;
    std::istringstream in { line.substr(1) };
    int count = 0;
    std::string unit;
    in >> count >> unit;
    return count * (unit.starts_with("minute") ? std::chrono::minutes { 1 }
                    : unit.starts_with("hour") ? std::chrono::minutes { 60 }
                                               : std::chrono::minutes { 24 * 60 });
}

} // namespace

Library::Library()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator { SAMVAD_SOURCE_DIR "/tests/transcripts" })
        if (entry.path().extension() == ".txt")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        auto part = Part::Newcomer;
        std::vector<std::string> script;
        std::ifstream in { file };
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("phone: "))
                part = part_of(line);
            if (line.starts_with("her: "))
                lines_.push_back(line.substr(5));
            if (line.starts_with("her: ") || wait_of(line) > 0ms)
                script.push_back(line.starts_with("her: ") ? line.substr(5) : line);
        }
        scripts_[part].push_back(std::move(script));
    }
}

SimulatedWoman::SimulatedWoman(const Library& library, Part part, std::string her_phone,
                               std::vector<std::string> channels, std::uint64_t seed)
    : phone(std::move(her_phone)), library_(library), part_(part), channels_(std::move(channels)), chance_(seed)
{
}

std::vector<dialogs::Identity> SimulatedWoman::identities(const std::string& channel) const
{
    std::vector<dialogs::Identity> all;
    if (channel == "sms" || !hides_phone)
        all.push_back({ IdentityKind::Phone, phone });
    if (channel == "whatsapp" && !user_id.empty())
        all.push_back({ IdentityKind::UserId, user_id });
    return all;
}

Utterance SimulatedWoman::says()
{
    if (lines_.empty())
        begin();
    slip();
    Utterance said;
    said.channel = channel_;
    said.line = std::move(lines_.front());
    lines_.pop_front();
    if (said.line.starts_with("[late] "))
        said.line = said.line.substr(7);
    const auto media = "media-" + phone.substr(phone.size() - 4) + "-" + std::to_string(++said_);
    std::optional<dialogs::Message> message;
    try {
        message = message_of(said.line, channel_, shown_[channel_], media);
    } catch (const std::runtime_error&) { // her phone does not show so many choices
    }
    if (!message) {
        said.line = std::to_string(1 + chance_.below(4));
        message = message_of(said.line, channel_, shown_[channel_], media);
    }
    said.message = std::move(*message);
    said.pause = pause();
    for (; !lines_.empty() && wait_of(lines_.front()) > 0ms; lines_.pop_front())
        said.pause += wait_of(lines_.front());
    said.ends = lines_.empty();
    return said;
}

void SimulatedWoman::begin()
{
    channel_ = chance_.one_of(channels_);
    constexpr std::array parts { Part::Member, Part::Sakhi, Part::Coordinator, Part::Newcomer };
    const auto& scripts = library_.of(chance_.once_in(8) ? chance_.one_of(parts) : part_);
    if (chance_.once_in(4)) {
        for (std::size_t i = 0, length = 2 + chance_.below(6); i < length; ++i)
            lines_.push_back(anything());
        return;
    }
    for (const auto& line : chance_.one_of(scripts))
        if (!lines_.empty() || wait_of(line) == 0ms)
            lines_.push_back(line);
    if (lines_.empty())
        lines_.push_back(anything());
}

// She errs: something else, nothing, or the same twice.
void SimulatedWoman::slip()
{
    switch (chance_.below(30)) {
    case 0:
    case 1:
        lines_.front() = anything();
        break;
    case 2:
        if (lines_.size() > 1 && wait_of(lines_[1]) == 0ms)
            lines_.pop_front();
        break;
    case 3:
        lines_.insert(lines_.begin() + 1, lines_.front());
        break;
    default:
        break;
    }
}

std::string SimulatedWoman::anything()
{
    switch (chance_.below(10)) {
    case 0:
    case 1:
    case 2:
        return "[tap " + std::to_string(1 + chance_.below(3)) + "]";
    case 3:
        return "[old tap " + std::to_string(1 + chance_.below(3)) + "]";
    case 4:
        return std::to_string(1 + chance_.below(chance_.once_in(3) ? 2'000 : 10));
    case 5:
        return chance_.one_of(odd_words);
    case 6:
        return chance_.one_of(things);
    default:
        return chance_.one_of(library_.lines());
    }
}

std::chrono::milliseconds SimulatedWoman::pause()
{
    switch (chance_.below(40)) {
    case 0:
        return chance_.between(1h, 80h);
    case 1:
        return chance_.between(2min, 90min);
    case 2:
    case 3:
    case 4:
        return chance_.between(50ms, 2s); // before she saw the answer
    default:
        return chance_.between(5s, 90s);
    }
}

} // namespace tests
