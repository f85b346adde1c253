// An event loop of one thread: sockets that never wait, and what is to be done when something came on one.

#pragma once

#include <chrono>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace bench {

class Loop {
public:
    using Ready = std::function<void()>;

    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void watch(int socket, Ready ready);
    void forget(int socket);
    void run_once(std::chrono::milliseconds wait);

private:
    int epoll_;
    std::unordered_map<int, Ready> ready_;
};

// A socket of 127.0.0.1 that listens on a port of the system's choice, or is connected to one. Throws
// std::runtime_error with a sentence.
int listening(int& port);
int connected(int port);

// The length of the whole HTTP message at the beginning of `bytes`, 0 if it has not come yet. Knows Content-Length
// only.
std::size_t message_length(std::string_view bytes);

// Writes all of it; what is written here is small enough for the system's buffers.
void say(int socket, std::string_view bytes);

} // namespace bench
