// The reception of the HTTP server. One thread gathers the bytes of all connections, and only a request that has come
// whole is given to a thread of the pool. A sender that says nothing, drips a byte a second or never ends its head
// costs a file descriptor and its bytes, never a thread; thousands of them do not delay anybody else. Nor does a
// request hold a thread whose answer waits for something: it is answered later, by whichever thread of the pool is
// free.
//
// Bounds: connections (beyond, the one waiting longest is closed), bytes of a request, bytes of all requests together,
// time until a request is whole, time between two requests. Linux only (epoll). Thread-safe.

#pragma once

#include "bot/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace bot {

struct ConnectionLimits {
    std::size_t connections_max = 1000;        // lowered to what the limit of open files leaves
    std::size_t bytes_max = 256 * 1024 * 1024; // gathered and not yet answered, all connections together
    std::size_t requests_waiting_max = 512;    // whole and without a thread; beyond, 503
    ConnectionTimes times;
    RequestLimits request;
};

enum class After {
    Keep,
    Close,
    Later, // answer_later() will be called for this request, or was already
};

struct Answered {
    std::string bytes {}; // what is said
    After after = After::Close;
};

class Connections {
public:
    // Answers one whole request of this socket; called from many threads, one at a time for a socket.
    using Answer = std::function<Answered(int socket, std::string_view request)>;

    // Told of requests that cannot be framed, which are answered with this status.
    using Refused = std::function<void(int status)>;

    Connections(ConnectionLimits limits, int threads, Answer answer, Refused refused);
    ~Connections(); // stops, and waits for the answers that are to come later
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    // Takes the socket over.
    void admit(int socket);

    // The answer to a request for which After::Later was or will be returned. Exactly once for each; from any thread,
    // and quick: it is said by a thread of the pool. Nothing once all is stopped.
    void answer_later(int socket, Answered answered);

    // Closes all that wait for a request, lets requests in hand be finished for at most `patience`, drops those not yet
    // begun then, and waits for the threads.
    void stop(std::chrono::milliseconds patience);

private:
    using Clock = Connection::Clock;

    void watch();
    void sweep();
    void work();
    void go_on(int socket, Connection& connection);
    void refuse(Connection& connection, int status);
    void answer_next(std::unique_lock<std::mutex>& lock);
    void say_told(std::unique_lock<std::mutex>& lock);
    void wake_another();
    void finish(int socket, After after);
    void close(int socket);
    void close_if(const std::function<bool(const Connection&)>& wanted);
    bool make_room();

    const ConnectionLimits limits_;
    const std::size_t connections_max_;
    Answer answer_;
    Refused refused_;
    int epoll_ = -1;
    std::mutex mutex_; // guards all below; never held while a request is answered
    std::condition_variable work_came_, work_done_, told_all_;
    std::unordered_map<int, Connection> connections_; // by socket
    std::deque<int> waiting_;                         // sockets with a whole request
    std::deque<std::pair<int, Answered>> told_;       // answers that were told later, not yet said
    std::int64_t owed_ = 0;                           // answers that are to be told later
    std::size_t busy_ = 0;
    std::size_t bytes_ = 0;
    bool stopping_ = false;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

} // namespace bot
