// Finds where an HTTP request ends while its bytes come in, and refuses one that is larger than its limits before it is
// gathered. Knows only framing (RFC 9112): the blank line after the head, Content-Length, chunks. Pure.

#pragma once

#include <cstddef>
#include <string_view>

namespace bot {

struct RequestLimits {
    std::size_t head_bytes_max = 32 * 1024;
    std::size_t headers_max = 100;
    std::size_t body_bytes_max = 3 * 1024 * 1024; // Meta: a webhook is at most 3 MB
    std::size_t framing_bytes_max = 64 * 1024;    // sizes and line ends of chunks, over the whole body
};

class RequestFrame {
public:
    enum class State { Incomplete, Complete, TooLarge, Rubbish };

    explicit RequestFrame(const RequestLimits& limits = {});

    // Looks at all bytes since the beginning of the request; each call must add to those of the call before.
    State look(std::string_view bytes);

    std::size_t length() const { return end_; } // of the whole request, once it is Complete

    bool head_is_whole() const { return phase_ != Phase::Head; }

    bool expects_continue() const { return expects_continue_; } // the sender waits for "100 Continue"

private:
    enum class Phase { Head, Sized, ChunkSize, ChunkBytes, LastLine };

    State read_head(std::string_view bytes);
    State read_header(std::string_view line);
    State read_length(std::string_view value);
    State read_chunks(std::string_view bytes);
    State read_chunk_size(std::string_view bytes);

    RequestLimits limits_;
    Phase phase_ = Phase::Head;
    std::size_t seen_ = 0; // bytes known to hold no end of the head
    std::size_t head_bytes_ = 0;
    std::size_t place_ = 0; // of the next chunk size
    std::size_t body_bytes_ = 0;
    std::size_t end_ = 0;
    bool has_length_ = false;
    bool expects_continue_ = false;
};

} // namespace bot
