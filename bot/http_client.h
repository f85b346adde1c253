// The one HTTP client. Keeps a connection alive per thread and host, checks certificates by the system's authorities,
// follows no redirects, and takes no more of an answer than it is told. Safe to call from many threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bot {

struct HttpRequest {
    std::string method = "GET"; // GET, POST or DELETE
    std::string url;            // "https://host[:port]/path?query", already escaped
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string content_type; // of the body
    std::chrono::milliseconds connect_timeout { 5'000 };
    std::chrono::milliseconds answer_timeout { 20'000 }; // the whole, from connected to the last byte
    std::size_t answer_bytes_max = 1024 * 1024;
};

struct HttpAnswer {
    enum class Outcome {
        Answered,     // a whole answer; see `status`
        NotConnected, // nothing was sent
        Lost,         // sent, perhaps in part, but no whole answer came back in time
        TooLarge,     // the answer is larger than answer_bytes_max
    };
    Outcome outcome = Outcome::NotConnected;
    int status = 0;
    std::string body;
    std::string content_type;
    std::string retry_after; // the header, as it came
    std::string error;       // one sentence for all but Answered; names the host, never the path or a header
};

class HttpClient {
public:
    HttpAnswer run(const HttpRequest& request);
};

} // namespace bot
