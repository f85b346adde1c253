#include "bot/http_server.h"

#include "bot/form.h"

#include <httplib.h>

#include <stdexcept>
#include <thread>
#include <utility>

namespace bot {

namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t path_bytes_max = 256; // routes are regular expressions, whose depth grows with the path
constexpr int listen_backlog = 1024;        // httplib's own is 5

// A whole request in memory as httplib's stream; the answer is gathered, and said in one piece.
class MemoryStream : public httplib::Stream {
public:
    MemoryStream(int socket, std::string_view request) : socket_(socket), unread_(request) {}

    bool is_readable() const override { return !unread_.empty(); }

    bool is_writable() const override { return true; }

    ssize_t read(char* to, std::size_t size) override
    {
        const auto count = unread_.copy(to, size);
        unread_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* from, std::size_t size) override
    {
        answer_.append(from, size);
        return static_cast<ssize_t>(size);
    }

    void get_remote_ip_and_port(std::string&, int&) const override {}

    void get_local_ip_and_port(std::string&, int&) const override {}

    socket_t socket() const override { return socket_; }

    std::string take_answer() { return std::move(answer_); }

private:
    int socket_;
    std::string_view unread_;
    std::string answer_;
};

bool is_success(std::string_view answer)
{
    return answer.starts_with("HTTP/1.1 2");
}

// A reply that was given later. HTTP lets the words behind the status be missing.
std::string rendered(const HttpReply& reply)
{
    auto head = "HTTP/1.1 " + std::to_string(reply.status) + (reply.status == 200 ? " OK\r\n" : " \r\n");
    if (reply.retry_after_seconds > 0)
        head += "Retry-After: " + std::to_string(reply.retry_after_seconds) + "\r\n";
    return head + "Content-Length: 0\r\n\r\n";
}

// What the handler of the request that this thread is answering wants to say later; httplib has no place for it.
thread_local decltype(HttpReply::later) to_be_said_later;

// httplib accepts on one thread and only hands the socket on.
class HandOver : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> hand_over) override { hand_over(); }

    void shutdown() override {}
};

bool may_be_read(const Request& request)
{
    const auto encoding = request.get_header_value("Content-Encoding");
    return (encoding.empty() || encoding == "identity") &&
           !request.get_header_value("Content-Type").starts_with("multipart/");
}

std::string read_body(const httplib::ContentReader& reader)
{
    std::string body; // no larger than the request, which was gathered within its limits
    reader([&](const char* data, std::size_t size) {
        body.append(data, size);
        return true;
    });
    return body;
}

} // namespace

class HttpServer::Server : private httplib::Server {
public:
    Server(const Settings& settings, HttpServer::Handler handler, Refused refused)
        : handler_(std::move(handler)), refused_(std::move(refused)),
          connections_(
              settings.limits, settings.threads,
              [this](int socket, std::string_view bytes) { return answer(socket, bytes); }, refused_)
    {
        new_task_queue = [] { return new HandOver; };
        set_tcp_nodelay(true);
        set_keep_alive_timeout(60);
        set_keep_alive_max_count(1000);
        set_write_timeout(5);
        set_payload_max_length(settings.limits.request.body_bytes_max);
        set_exception_handler([this](const Request&, Response& response, const std::exception_ptr&) {
            response.status = 500;
            refused_(500);
        });
        set_pre_routing_handler([this](const Request& request, Response& response) { return look(request, response); });
        Get(".*", [this](const Request& request, Response& response) { call(request, "", response); });
        Post(".*", [this](const Request& request, Response& response, const httplib::ContentReader& reader) {
            call(request, read_body(reader), response);
        });
        bind(settings.host, settings.port);
    }

    ~Server() override { stop_serving(std::chrono::milliseconds { 0 }); }

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const { return port_; }

    void serve()
    {
        acceptor_ = std::thread { [this] { listen_after_bind(); } };
        while (!is_running())
            std::this_thread::yield();
    }

    void stop_serving(std::chrono::milliseconds patience)
    {
        if (acceptor_.joinable()) {
            stop();
            acceptor_.join();
        } else if (const auto socket = svr_sock_.exchange(-1); socket != -1) {
            ::close(socket);
        }
        connections_.stop(patience);
    }

private:
    void bind(const std::string& host, int port)
    {
        set_socket_options([](socket_t socket) {
            // Not httplib's SO_REUSEPORT, with which a second program would silently share the port.
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        port_ = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
        if (port_ <= 0 || ::listen(svr_sock_, listen_backlog) != 0)
            throw std::runtime_error("listening on " + host + ":" + std::to_string(port) +
                                     ": the address is taken or not of this machine; choose another");
    }

    HandlerResponse look(const Request& request, Response& response)
    {
        if (may_be_read(request) && request.path.size() <= path_bytes_max)
            return HandlerResponse::Unhandled;
        response.status = request.path.size() > path_bytes_max ? 404 : 415;
        refused_(response.status);
        return HandlerResponse::Handled;
    }

    void call(const Request& request, std::string body, Response& response)
    {
        auto reply = handler_({ .method = request.method,
                                .path = request.path,
                                .query = std::string { query_of(request.target) },
                                .body = std::move(body),
                                .header = [&](const char* name) { return request.get_header_value(name); } });
        if (reply.later) {
            to_be_said_later = std::move(reply.later);
            return;
        }
        response.status = reply.status;
        response.set_content(reply.body, reply.content_type);
        if (reply.retry_after_seconds > 0)
            response.set_header("Retry-After", std::to_string(reply.retry_after_seconds));
    }

    // Everything but a success ends the connection: its request may not have been read to the end.
    Answered answer(int socket, std::string_view bytes)
    {
        MemoryStream stream { socket, bytes };
        bool closes = false;
        to_be_said_later = nullptr;
        const bool done = process_request(stream, false, closes, [](Request& request) {
            request.headers.erase("Expect"); // was answered when the head came
        });
        if (to_be_said_later)
            return answer_later(socket, closes);
        auto answer = stream.take_answer();
        const bool keeps = done && !closes && is_success(answer);
        return { std::move(answer), keeps ? After::Keep : After::Close };
    }

    // The reply may be given before this returns; the request's bytes are gone then.
    Answered answer_later(int socket, bool closes)
    {
        std::exchange(to_be_said_later, nullptr)([this, socket, closes](const HttpReply& reply) {
            auto answer = rendered(reply);
            const bool keeps = !closes && is_success(answer);
            connections_.answer_later(socket, { std::move(answer), keeps ? After::Keep : After::Close });
        });
        return { .after = After::Later };
    }

    bool process_and_close_socket(socket_t socket) override
    {
        connections_.admit(socket);
        return true;
    }

    HttpServer::Handler handler_;
    Refused refused_;
    int port_ = 0;
    std::thread acceptor_;
    Connections connections_; // last: its threads use all of the above
};

HttpServer::HttpServer(const Settings& settings, Handler handler, Refused refused)
    : server_(std::make_unique<Server>(settings, std::move(handler), std::move(refused)))
{
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const
{
    return server_->port();
}

void HttpServer::start()
{
    server_->serve();
}

void HttpServer::stop(std::chrono::milliseconds patience)
{
    server_->stop_serving(patience);
}

} // namespace bot
