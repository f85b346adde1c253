#include "bot/request_frame.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace bot {

namespace {

using State = RequestFrame::State;

std::string lower(std::string_view text)
{
    std::string lowered { text };
    for (char& letter : lowered)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter + 32);
    return lowered;
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

} // namespace

RequestFrame::RequestFrame(const RequestLimits& limits) : limits_(limits) {}

State RequestFrame::look(std::string_view bytes)
{
    if (phase_ == Phase::Head)
        if (const auto state = read_head(bytes); state != State::Complete)
            return state;
    if (phase_ != Phase::Sized)
        return read_chunks(bytes);
    end_ = head_bytes_ + body_bytes_;
    return bytes.size() < end_ ? State::Incomplete : State::Complete;
}

// Complete when the head is.
State RequestFrame::read_head(std::string_view bytes)
{
    const auto blank_line = bytes.find("\r\n\r\n", seen_ < 3 ? 0 : seen_ - 3);
    seen_ = bytes.size();
    if (std::min(blank_line, bytes.size()) > limits_.head_bytes_max)
        return State::TooLarge;
    if (blank_line == std::string_view::npos)
        return State::Incomplete;
    head_bytes_ = place_ = blank_line + 4;
    phase_ = Phase::Sized;
    auto lines = bytes.substr(0, blank_line + 2);
    for (std::size_t count = 0; !lines.empty(); ++count) {
        const auto line = lines.substr(0, lines.find("\r\n"));
        lines.remove_prefix(line.size() + 2);
        if (count > limits_.headers_max)
            return State::TooLarge;
        if (count > 0) // the first is the request line
            if (const auto state = read_header(line); state != State::Complete)
                return state;
    }
    return has_length_ && phase_ == Phase::ChunkSize ? State::Rubbish : State::Complete;
}

State RequestFrame::read_header(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.find('\n') != std::string_view::npos ||
        line.find('\0') != std::string_view::npos)
        return State::Rubbish;
    const auto name = lower(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (name == "content-length")
        return read_length(value);
    if (name == "range") // nothing here is worth a part, and many ranges make a small answer large
        return State::Rubbish;
    if (name == "expect")
        expects_continue_ = lower(value) == "100-continue";
    if (name == "transfer-encoding") {
        if (lower(value) != "chunked")
            return State::Rubbish;
        phase_ = Phase::ChunkSize;
    }
    return State::Complete;
}

State RequestFrame::read_length(std::string_view value)
{
    std::size_t length = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), length);
    if (fault == std::errc::result_out_of_range)
        return State::TooLarge;
    if (fault != std::errc {} || end != value.data() + value.size() || has_length_)
        return State::Rubbish;
    has_length_ = true;
    body_bytes_ = length;
    return length > limits_.body_bytes_max ? State::TooLarge : State::Complete;
}

State RequestFrame::read_chunks(std::string_view bytes)
{
    while (true) {
        if (place_ - head_bytes_ > limits_.body_bytes_max + limits_.framing_bytes_max)
            return State::TooLarge;
        if (phase_ == Phase::ChunkSize) {
            if (const auto state = read_chunk_size(bytes); state != State::Complete)
                return state;
            continue;
        }
        if (bytes.size() < place_ + 2)
            return State::Incomplete;
        if (bytes.substr(place_, 2) != "\r\n") // after the bytes of a chunk, and after the last size
            return State::Rubbish;
        place_ += 2;
        if (phase_ == Phase::LastLine) {
            end_ = place_;
            return State::Complete;
        }
        phase_ = Phase::ChunkSize;
    }
}

// Complete when the size is known; `place_` then stands behind the bytes of the chunk.
State RequestFrame::read_chunk_size(std::string_view bytes)
{
    constexpr std::size_t line_max = 64;
    if (place_ >= bytes.size())
        return State::Incomplete;
    const auto line = bytes.substr(place_, line_max);
    const auto line_end = line.find("\r\n");
    if (line_end == std::string_view::npos)
        return line.size() == line_max ? State::Rubbish : State::Incomplete;
    std::size_t size = 0;
    const auto [end, fault] = std::from_chars(line.data(), line.data() + line_end, size, 16);
    if (fault != std::errc {} || (end != line.data() + line_end && *end != ';'))
        return fault == std::errc::result_out_of_range ? State::TooLarge : State::Rubbish;
    if (size > limits_.body_bytes_max - body_bytes_)
        return State::TooLarge;
    body_bytes_ += size;
    place_ += line_end + 2 + size;
    phase_ = size == 0 ? Phase::LastLine : Phase::ChunkBytes;
    return State::Complete;
}

} // namespace bot
