// The one HTTP server: cpp-httplib reads the requests that connections.h has gathered, one handler answers them.
// Bodies are never unpacked or taken apart (415 for Content-Encoding and multipart), since what they would become has
// no bound; addresses longer than the limit are unknown (404); an exception of the handler is a 500. A handler that
// must wait for something gives its reply later, and no thread waits with it.

#pragma once

#include "bot/connections.h"

#include <functional>
#include <memory>
#include <string>

namespace bot {

struct HttpCall {
    std::string method; // GET or POST
    std::string path;   // decoded, without the query
    std::string query;  // as it came
    std::string body;
    std::function<std::string(const char* name)> header; // empty if missing
};

struct HttpReply {
    int status = 200;
    std::string body {};
    std::string content_type = "text/plain; charset=utf-8";
    int retry_after_seconds = 0; // 0: not said

    // Set where the reply is known only later, e.g. after a commit; all above counts for nothing then. It is called
    // once, with the way to reply, which must be used exactly once, from any thread. Such a reply is a status without a
    // body.
    std::function<void(std::function<void(const HttpReply&)> reply)> later {};
};

class HttpServer {
public:
    struct Settings {
        std::string host;
        int port = 0;    // 0: any free one
        int threads = 8; // at work at the same time
        ConnectionLimits limits {};
    };

    using Handler = std::function<HttpReply(const HttpCall&)>; // called from many threads

    // Told of requests that did not reach the handler, or whose handler threw.
    using Refused = std::function<void(int status)>;

    // Binds at once; throws std::runtime_error with a sentence if the address is taken or not ours.
    HttpServer(const Settings& settings, Handler handler, Refused refused);
    ~HttpServer(); // stops
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    int port() const;
    void start(); // serves from threads of its own and returns

    // Accepts no more, finishes the requests in hand for at most `patience`, closes everything. May be called twice.
    void stop(std::chrono::milliseconds patience);

private:
    class Server;
    std::unique_ptr<Server> server_;
};

} // namespace bot
