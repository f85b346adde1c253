#include "tests/bench/loop.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

[[noreturn]] void fail(const std::string& attempted)
{
    throw std::runtime_error { attempted + ": " + std::strerror(errno) };
}

sockaddr_in local(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

} // namespace

Loop::Loop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {}

Loop::~Loop()
{
    ::close(epoll_);
}

void Loop::watch(int socket, Ready ready)
{
    ready_[socket] = std::move(ready);
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.fd = socket;
    if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        fail("watching a socket");
}

void Loop::forget(int socket)
{
    epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
    ready_.erase(socket);
}

void Loop::run_once(std::chrono::milliseconds wait)
{
    std::array<epoll_event, 256> events {};
    const int count =
        epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(wait.count()));
    for (int i = 0; i < count; ++i) {
        const auto found = ready_.find(events[static_cast<std::size_t>(i)].data.fd);
        if (found == ready_.end())
            continue;
        const auto ready = found->second; // a copy: it may forget itself
        ready();
    }
}

int listening(int& port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    auto address = local(0);
    socklen_t size = sizeof address;
    if (bind(socket, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(socket, 1024) != 0 ||
        getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        fail("listening for the service's replies");
    port = ntohs(address.sin_port);
    return socket;
}

int connected(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = local(port);
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        fail("connecting to port " + std::to_string(port));
    }
    return socket;
}

std::size_t message_length(std::string_view bytes)
{
    const auto blank = bytes.find("\r\n\r\n");
    if (blank == std::string_view::npos)
        return 0;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = bytes.substr(0, blank).find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos)
        std::from_chars(bytes.data() + at + name.size(), bytes.data() + blank, length);
    const auto whole = blank + 4 + length;
    return bytes.size() < whole ? 0 : whole;
}

void say(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR)
            return; // the other side is gone, which is seen when it is read
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace bench
