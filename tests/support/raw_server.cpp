#include "tests/support/raw_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace tests {

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

Told read_head(const std::string& head)
{
    Told told;
    auto line_end = head.find("\r\n");
    const auto first = head.substr(0, line_end);
    told.method = first.substr(0, first.find(' '));
    told.target = first.substr(told.method.size() + 1, first.rfind(' ') - told.method.size() - 1);
    while (line_end + 2 < head.size()) {
        const auto begin = line_end + 2;
        line_end = std::min(head.find("\r\n", begin), head.size());
        const auto line = head.substr(begin, line_end - begin);
        if (const auto colon = line.find(": "); colon != std::string::npos)
            told.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
    }
    return told;
}

// The next whole request; keeps what comes behind it in `bytes`.
std::optional<Told> next_request(int socket, std::string& bytes)
{
    std::array<char, 16384> buffer {};
    while (true) {
        if (const auto end = bytes.find("\r\n\r\n"); end != std::string::npos) {
            auto told = read_head(bytes.substr(0, end));
            const auto length = std::strtoul(told.headers["content-length"].c_str(), nullptr, 10);
            if (bytes.size() >= end + 4 + length) {
                told.body = bytes.substr(end + 4, length);
                bytes.erase(0, end + 4 + length);
                return told;
            }
        }
        const auto count = recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return std::nullopt;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

bool send_all(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void reset(int socket)
{
    const linger at_once { 1, 0 };
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

} // namespace

std::string answer(int status, const std::string& body, const std::string& headers)
{
    return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

RawServer::RawServer(Handler handler, int port)
    : handler_(std::move(handler)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || listen(listener_, 512) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("the test server cannot listen");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread { [this] { accept_all(); } };
}

RawServer::~RawServer()
{
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    {
        const std::lock_guard lock { mutex_ };
        for (const int socket : sockets_)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (auto& thread : threads_)
        thread.join();
    for (const int socket : sockets_)
        ::close(socket);
}

void RawServer::accept_all()
{
    while (!stopping_) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        ++accepted_;
        const std::lock_guard lock { mutex_ };
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void RawServer::serve(int socket)
{
    {
        const std::lock_guard lock { mutex_ };
        sockets_.push_back(socket);
    }
    std::string bytes;
    while (const auto told = next_request(socket, bytes)) {
        const auto said = handler_(*told);
        for (auto left = said.delay; left.count() > 0 && !stopping_; left -= std::chrono::milliseconds { 10 })
            std::this_thread::sleep_for(std::chrono::milliseconds { 10 });
        if (said.drip.count() == 0)
            send_all(socket, said.bytes);
        for (std::size_t i = 0; said.drip.count() > 0 && i < said.bytes.size() && !stopping_; ++i) {
            if (!send_all(socket, said.bytes.substr(i, 1)))
                break;
            std::this_thread::sleep_for(said.drip);
        }
        if (said.reset || said.close) {
            const std::lock_guard lock { mutex_ };
            std::erase(sockets_, socket);
            if (said.reset)
                reset(socket);
            ::close(socket);
            return;
        }
    }
    const std::lock_guard lock { mutex_ };
    std::erase(sockets_, socket);
    ::close(socket);
}

} // namespace tests
