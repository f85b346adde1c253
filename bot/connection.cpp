#include "bot/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace bot {

namespace {

constexpr std::chrono::seconds time_to_read_refusal { 2 };

void say(int socket, std::string_view words)
{
    [[maybe_unused]] const auto sent = ::send(socket, words.data(), words.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

bool say_all(int socket, std::string_view words)
{
    while (!words.empty()) {
        const auto count = ::send(socket, words.data(), words.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        words.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Connection::Connection(int socket, const RequestLimits& limits, const ConnectionTimes& times)
    : socket_(socket), limits_(limits), times_(times), frame_(limits), waits_since_(Clock::now()),
      deadline_(waits_since_ + times.request)
{
}

Connection::~Connection()
{
    ::close(socket_); // leaves an epoll by itself
}

Connection::Gathered Connection::gather(std::size_t room)
{
    while (true) {
        const auto state = look();
        if (state != Gathered::Waits)
            return state;
        switch (receive(room)) {
        case Received::Some:
            break;
        case Received::Nothing:
            return Gathered::Waits;
        case Received::End:
            return Gathered::Over;
        }
    }
}

Connection::Received Connection::receive(std::size_t room)
{
    std::array<char, 16 * 1024> buffer; // filled by recv
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Received::Nothing : Received::End;
    const auto size = static_cast<std::size_t>(count);
    if (count == 0 || bytes_.size() + size > room)
        return Received::End;
    if (is_refused_)
        return Received::Some;
    if (bytes_.empty() && was_answered_)
        deadline_ = Clock::now() + times_.request;
    bytes_.append(buffer.data(), size);
    return Received::Some;
}

Connection::Gathered Connection::look()
{
    if (is_refused_)
        return Gathered::Waits;
    switch (frame_.look(bytes_)) {
    case RequestFrame::State::Complete:
        return Gathered::Whole;
    case RequestFrame::State::TooLarge:
        return Gathered::TooLarge;
    case RequestFrame::State::Rubbish:
        return Gathered::Rubbish;
    case RequestFrame::State::Incomplete:
        break;
    }
    if (frame_.head_is_whole() && frame_.expects_continue() && !was_encouraged_) {
        was_encouraged_ = true;
        say(socket_, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    return Gathered::Waits;
}

std::string_view Connection::request() const
{
    return std::string_view { bytes_ }.substr(0, frame_.length());
}

void Connection::next()
{
    bytes_.erase(0, frame_.length());
    if (bytes_.empty())
        bytes_.shrink_to_fit();
    frame_ = RequestFrame { limits_ };
    is_busy = was_encouraged_ = false;
    was_answered_ = true;
    waits_since_ = Clock::now();
    deadline_ = waits_since_ + (bytes_.empty() ? times_.idle : times_.request);
}

void Connection::refuse(int status)
{
    const std::string reason = status == 413   ? "413 Payload Too Large"
                               : status == 503 ? "503 Service Unavailable\r\nRetry-After: 1"
                                               : "400 Bad Request";
    say(socket_, "HTTP/1.1 " + reason + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    ::shutdown(socket_, SHUT_WR);
    std::string {}.swap(bytes_);
    is_refused_ = true;
    deadline_ = Clock::now() + time_to_read_refusal;
}

} // namespace bot
