#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace tests {

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(socket_);
        throw std::runtime_error("connecting to port " + std::to_string(port) + " failed");
    }
}

RawClient::~RawClient()
{
    close(socket_);
}

bool RawClient::say(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::string RawClient::hear(std::chrono::milliseconds time, std::string_view until)
{
    const auto end = std::chrono::steady_clock::now() + time;
    std::string heard;
    std::array<char, 4096> buffer {};
    while (heard.find(until) == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd wait { socket_, POLLIN, 0 };
        if (left.count() <= 0 || poll(&wait, 1, static_cast<int>(left.count())) <= 0)
            break;
        const auto count = recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            break;
        heard.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return heard;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    hear(time);
    return std::chrono::steady_clock::now() < end;
}

std::string post(const std::string& path, const std::string& body, const std::string& headers)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

std::string get(const std::string& path, const std::string& headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

int status_of(const std::string& answer)
{
    return answer.size() > 12 && answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + 9) : 0;
}

} // namespace tests
