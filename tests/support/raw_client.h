// A TCP connection that says exactly what it is told, for slow, broken and hostile requests.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tests {

class RawClient {
public:
    explicit RawClient(int port); // of 127.0.0.1; throws if nobody listens
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool say(std::string_view bytes); // false if the other side has closed

    // What comes until the other side closes, `until` was seen, or the time is over.
    std::string hear(std::chrono::milliseconds time, std::string_view until = "\x01");

    bool is_closed_within(std::chrono::milliseconds time);

private:
    int socket_;
};

// "POST /path HTTP/1.1" with a Content-Length and these header lines ("Name: value\r\n" each).
std::string post(const std::string& path, const std::string& body, const std::string& headers = "");
std::string get(const std::string& path, const std::string& headers = "");

// The status of an answer, 0 if there is none.
int status_of(const std::string& answer);

} // namespace tests
