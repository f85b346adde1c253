#include "tests/bench/gateway.h"

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

// The text behind `name` in flat JSON without escapes.
std::string_view value_of(std::string_view json, std::string_view name)
{
    const auto at = json.find(name);
    if (at == std::string_view::npos)
        return {};
    const auto begin = json.find('"', at + name.size()) + 1;
    return json.substr(begin, json.find('"', begin) - begin);
}

std::string saying(const std::string& json)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) +
           "\r\n\r\n" + json;
}

} // namespace

Gateway::Gateway(Loop& loop) : loop_(loop), listener_(listening(port_))
{
    loop_.watch(listener_, [this] { accept(); });
}

void Gateway::accept()
{
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0)
            return;
        const int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        loop_.watch(socket, [this, socket] { read(socket); });
    }
}

void Gateway::read(int socket)
{
    std::array<char, 16 * 1024> buffer;
    const auto count = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        unread_.erase(socket);
        loop_.forget(socket);
        ::close(socket);
        return;
    }
    auto& unread = unread_[socket];
    unread.append(buffer.data(), static_cast<std::size_t>(count));
    while (const auto length = message_length(unread)) {
        answer(socket, std::string_view { unread }.substr(0, length));
        unread.erase(0, length);
    }
}

void Gateway::answer(int socket, std::string_view request)
{
    const auto body = request.substr(request.find("\r\n\r\n") + 4);
    if (value_of(body, "\"status\"") == "read") {
        ++read_marks_;
        say(socket, saying(R"({"success":true})"));
        return;
    }
    ++messages_;
    auto to = value_of(body, "\"to\"");
    if (to.starts_with('+'))
        to.remove_prefix(1);
    say(socket, saying(R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.OUT)" + std::to_string(messages_) +
                       R"("}]})"));
    taken_(to, body);
}

} // namespace bench
