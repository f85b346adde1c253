// The reception of the HTTP server. One thread gathers the bytes of all connections, and only a request that has come
// whole is given to a thread of the pool. A sender that says nothing, drips a byte a second or never ends its head
// costs a file descriptor and its bytes, never a thread; thousands of them do not delay anybody else.
//
// Bounds: connections (beyond, the one waiting longest is closed), bytes of a request, bytes of all requests together,
// time until a request is whole, time between two requests. Linux only (epoll). Thread-safe.

#pragma once

#include "bot/request_frame.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace bot {

struct ConnectionLimits {
    std::size_t connections_max = 1000;                // lowered to what the limit of open files leaves
    std::size_t bytes_max = 256 * 1024 * 1024;         // gathered and not yet answered, all connections together
    std::chrono::milliseconds request_time { 10'000 }; // from connecting, or from its first byte, until it is whole
    std::chrono::milliseconds idle_time { 60'000 };    // between two requests
    RequestLimits request;
};

enum class After { Keep, Close };

class Connections {
public:
    // Answers one whole request on this socket; called from many threads, one at a time for a socket.
    using Answer = std::function<After(int socket, std::string_view request)>;

    // Told of requests that cannot be framed, which are answered with this status.
    using Refused = std::function<void(int status)>;

    Connections(ConnectionLimits limits, int threads, Answer answer, Refused refused);
    ~Connections();
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    // Takes the socket over and closes it in the end.
    void admit(int socket);

    // Closes all that wait for a request, lets requests in hand be finished for at most `patience`, drops those not yet
    // begun then, and waits for the threads.
    void stop(std::chrono::milliseconds patience);

private:
    using Clock = std::chrono::steady_clock;

    struct Connection {
        int socket = -1;
        std::string bytes;
        RequestFrame frame;
        Clock::time_point waits_since;
        Clock::time_point deadline;
        bool busy = false;           // with a thread of the pool, or waiting for one
        bool was_answered = false;   // a next request begins with its first byte, not with the connection
        bool was_encouraged = false; // "100 Continue" was said for this request
        bool is_refused = false;     // what still comes is dropped, so that the sender can read why
    };
    enum class Gathered { Waits, Whole, Close };

    void watch();
    void on_event(int socket);
    void sweep();
    void work();
    Gathered gather(Connection& connection);
    bool receive(Connection& connection);
    Gathered look(Connection& connection);
    void refuse(Connection& connection, int status);
    void put_to_work(Connection& connection);
    void go_on(Connection& connection);
    void finish(int socket, After after);
    void close(int socket);
    bool make_room();

    ConnectionLimits limits_;
    Answer answer_;
    Refused refused_;
    int epoll_ = -1;
    std::mutex mutex_; // guards all below; never held while a request is answered
    std::condition_variable work_came_, work_done_;
    std::unordered_map<int, Connection> connections_;
    std::deque<int> waiting_; // sockets with a whole request
    std::size_t busy_ = 0;
    std::size_t bytes_ = 0;
    bool stopping_ = false;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

} // namespace bot
