// An HTTP server for tests that answers with exactly the bytes it is told to: late, dripping, half, or with a reset.
// A thread a connection; requests need a Content-Length.

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tests {

struct Told {
    std::string method, target, body;
    std::map<std::string, std::string> headers; // names in lower case
};

struct Said {
    std::string bytes; // of the whole answer, status line and all
    std::chrono::milliseconds delay { 0 };
    std::chrono::milliseconds drip { 0 }; // between two bytes
    bool reset = false;                   // after the bytes
    bool close = false;
};

// A whole answer with its length.
std::string answer(int status, const std::string& body, const std::string& headers = "");

class RawServer {
public:
    using Handler = std::function<Said(const Told&)>; // called from many threads

    explicit RawServer(Handler handler, int port = 0); // 0: any free one
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    int port() const { return port_; }

    int connections() const { return accepted_; } // so far

private:
    void accept_all();
    void serve(int socket);

    Handler handler_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> accepted_ { 0 };
    std::atomic<bool> stopping_ { false };
    std::mutex mutex_;
    std::vector<int> sockets_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

} // namespace tests
