// One connection of the HTTP server: its socket, the bytes of the request that is coming, and when it must be whole.
// Never waits for the other side. Used by one thread at a time.

#pragma once

#include "bot/request_frame.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace bot {

struct ConnectionTimes {
    std::chrono::milliseconds request { 10'000 }; // from connecting, or from its first byte, until it is whole
    std::chrono::milliseconds idle { 60'000 };    // between two requests
};

// Says all of it, waiting as long as the socket's own send timeout lets it. False if the other side is gone or takes it
// too slowly.
bool say_all(int socket, std::string_view words);

class Connection {
public:
    using Clock = std::chrono::steady_clock;
    enum class Gathered { Waits, Whole, TooLarge, Rubbish, Over };

    // Takes the socket over and closes it in the end.
    Connection(int socket, const RequestLimits& limits, const ConnectionTimes& times);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Reads what is there until a request is whole, but no more than `room` bytes, beyond which it is Over. What comes
    // behind the request stays with the system until next().
    Gathered gather(std::size_t room);

    std::string_view request() const; // once it is Whole; valid until next()
    void next();                      // the request was answered, another may come

    // Says this status, and drops what still comes for a short while: closing at once would reset the connection under
    // a sender that is still writing, and the answer would be lost to it.
    void refuse(int status);

    std::size_t bytes() const { return bytes_.size(); }

    Clock::time_point deadline() const { return deadline_; }

    Clock::time_point waits_since() const { return waits_since_; }

    bool is_busy = false; // its request is with a thread, or waits for one

private:
    enum class Received { Some, Nothing, End };

    Received receive(std::size_t room);
    Gathered look();

    int socket_;
    const RequestLimits& limits_;
    const ConnectionTimes& times_;
    std::string bytes_;
    RequestFrame frame_;
    Clock::time_point waits_since_, deadline_;
    bool was_answered_ = false;   // a later request has its time from its first byte, the first from connecting
    bool was_encouraged_ = false; // "100 Continue" was said for this request
    bool is_refused_ = false;
};

} // namespace bot
