#include "bot/webhook.h"

#include "bot/bad_request.h"
#include "bot/channels/kannel_inbound.h"
#include "bot/channels/signature.h"
#include "bot/channels/whatsapp_inbound.h"
#include "bot/connections.h"
#include "bot/form.h"
#include "bot/hashes.h"
#include "bot/log.h"

#include <httplib.h>

#include <stdexcept>
#include <thread>

namespace bot {

namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t body_bytes_max = 3 * 1024 * 1024;
constexpr std::size_t path_bytes_max = 256; // routes are regular expressions, whose depth grows with the path
constexpr int listen_backlog = 1024;        // httplib's own is 5
constexpr const char* plain = "text/plain; charset=utf-8";

// A whole request in memory as httplib's stream; the answer is gathered and sent in one piece.
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

    // False if the other side is gone or takes it too slowly (the socket's own send timeout).
    bool send_answer() const
    {
        std::string_view rest = answer_;
        while (!rest.empty()) {
            const auto count = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    bool is_success() const { return answer_.starts_with("HTTP/1.1 2"); }

private:
    int socket_;
    std::string_view unread_;
    std::string answer_;
};

// httplib accepts on one thread and only hands the socket on.
class HandOver : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> hand_over) override { hand_over(); }

    void shutdown() override {}
};

void refuse(const Request& request, Response& response, int status, const std::string& cause)
{
    response.status = status;
    const bool secret = request.path.starts_with("/webhooks/sms/");
    log(LogLevel::Warning, "webhook " + (secret ? "/webhooks/sms/..." : request.path.substr(0, 64)) + " refused with " +
                               std::to_string(status) + ": " + cause);
}

// Larger when unpacked, or in parts: httplib would gather both without a bound.
bool is_acceptable(const Request& request)
{
    const auto encoding = request.get_header_value("Content-Encoding");
    const auto type = request.get_header_value("Content-Type");
    return (encoding.empty() || encoding == "identity") && !type.starts_with("multipart/");
}

std::string read_body(const httplib::ContentReader& reader)
{
    std::string body;
    reader([&](const char* data, std::size_t size) {
        body.append(data, size);
        return body.size() <= body_bytes_max;
    });
    return body;
}

} // namespace

class Webhook::Server : private httplib::Server {
public:
    Server(WebhookSettings settings, WebhookHandlers handlers)
        : settings_(std::move(settings)), handlers_(std::move(handlers)),
          connections_(
              {}, settings_.threads, [this](int socket, std::string_view bytes) { return answer(socket, bytes); },
              [](int status) {
                  log(LogLevel::Warning,
                      "webhook refused with " + std::to_string(status) + ": no readable HTTP request");
              })
    {
        new_task_queue = [] { return new HandOver; };
        set_socket_options([](socket_t socket) {
            // Not httplib's SO_REUSEPORT, with which a second program would silently share the port.
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_tcp_nodelay(true);
        set_keep_alive_timeout(60);
        set_keep_alive_max_count(1000);
        set_write_timeout(5);
        set_payload_max_length(body_bytes_max);
        set_exception_handler([](const Request& request, Response& response, std::exception_ptr) {
            refuse(request, response, 500, "an unexpected error");
        });
        set_pre_routing_handler([](const Request& request, Response& response) {
            if (is_acceptable(request) && request.path.size() <= path_bytes_max)
                return HandlerResponse::Unhandled;
            response.status = request.path.size() > path_bytes_max ? 404 : 415;
            return HandlerResponse::Handled;
        });
        add_routes();
        bind();
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
    void bind()
    {
        port_ = settings_.port == 0 ? bind_to_any_port(settings_.host)
                                    : (bind_to_port(settings_.host, settings_.port) ? settings_.port : -1);
        if (port_ <= 0 || ::listen(svr_sock_, listen_backlog) != 0)
            throw std::runtime_error("listening on " + settings_.host + ":" + std::to_string(settings_.port) +
                                     ": the address is taken or not of this machine; choose another");
    }

    void add_routes()
    {
        const auto with_body = [this](void (Server::*route)(const Request&, const std::string&, Response&)) {
            return [this, route](const Request& request, Response& response, const httplib::ContentReader& reader) {
                (this->*route)(request, read_body(reader), response);
            };
        };
        const auto without_body = [this](void (Server::*route)(const Request&, const std::string&, Response&)) {
            return [this, route](const Request& request, Response& response) { (this->*route)(request, "", response); };
        };
        Get("/webhooks/whatsapp", without_body(&Server::shake_hands));
        Post("/webhooks/whatsapp", with_body(&Server::take_whatsapp));
        Get("/webhooks/sms/kannel/([^/]+)", without_body(&Server::take_sms));
        Post("/webhooks/sms/kannel/([^/]+)", with_body(&Server::take_sms));
        Get("/webhooks/sms/kannel/([^/]+)/status", without_body(&Server::take_sms_status));
        Post("/webhooks/sms/kannel/([^/]+)/status", with_body(&Server::take_sms_status));
        Get("/health", [](const Request&, Response& response) { response.set_content("alive\n", plain); });
        Get("/ready", [this](const Request&, Response& response) {
            const bool ready = handlers_.ready();
            response.status = ready ? 200 : 503;
            response.set_content(ready ? "ready\n" : "not ready\n", plain);
        });
        Get("/metrics", [this](const Request&, Response& response) {
            response.set_content(handlers_.metrics(), "text/plain; version=0.0.4; charset=utf-8");
        });
    }

    // Meta asks once, when the address is entered, whether we know the token it was given.
    void shake_hands(const Request& request, const std::string&, Response& response)
    {
        const auto asked = read_form(query_of(request.target));
        const bool right = !settings_.whatsapp_verify_token.empty() && value_of(asked, "hub.mode") == "subscribe" &&
                           equal_in_constant_time(value_of(asked, "hub.verify_token"), settings_.whatsapp_verify_token);
        if (right)
            response.set_content(value_of(asked, "hub.challenge"), plain);
        else
            refuse(request, response, 403, "the verify token is not ours");
    }

    void take_whatsapp(const Request& request, const std::string& body, Response& response)
    {
        if (settings_.whatsapp_app_secret.empty())
            response.status = 404;
        else if (!is_signed(body, request.get_header_value("X-Hub-Signature-256"), settings_.whatsapp_app_secret))
            refuse(request, response, 401, "the signature is missing or wrong");
        else
            take(request, response, [&] { return read_whatsapp(body); });
    }

    void take_sms(const Request& request, const std::string& body, Response& response)
    {
        if (!knows_secret(request, response))
            return;
        take(request, response, [&] { return read_kannel_message(parameters_of(request, body), now()); });
    }

    void take_sms_status(const Request& request, const std::string& body, Response& response)
    {
        if (!knows_secret(request, response))
            return;
        take(request, response, [&] { return read_kannel_status(parameters_of(request, body), now()); });
    }

    bool knows_secret(const Request& request, Response& response) const
    {
        const bool right = !settings_.kannel_secret.empty() &&
                           equal_in_constant_time(request.matches[1].str(), settings_.kannel_secret);
        if (!right)
            refuse(request, response, 404, "the secret in the address is not ours");
        return right;
    }

    // The parameters of the address, and those of the form behind them.
    static Parameters parameters_of(const Request& request, const std::string& body)
    {
        auto parameters = read_form(query_of(request.target));
        parameters.merge(read_form(body));
        return parameters;
    }

    static dialogs::Time now()
    {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }

    template <class Read> void take(const Request& request, Response& response, Read read)
    {
        dialogs::Delivery delivery;
        try {
            delivery = read();
        } catch (const BadRequest& error) {
            refuse(request, response, 400, error.what());
            return;
        }
        switch (handlers_.take(std::move(delivery))) {
        case Taken::Committed:
            response.set_content("", plain);
            break;
        case Taken::Full:
            response.status = 503;
            response.set_header("Retry-After", "5");
            break;
        case Taken::Failed:
            response.status = 500;
            break;
        }
    }

    // Everything but a success ends the connection: its request may not have been read to the end.
    After answer(int socket, std::string_view bytes)
    {
        MemoryStream stream { socket, bytes };
        bool closes = false;
        const bool done = process_request(stream, false, closes, [](Request& request) {
            request.headers.erase("Expect"); // was answered when the head came
        });
        const bool sent = stream.send_answer();
        return done && sent && !closes && stream.is_success() ? After::Keep : After::Close;
    }

    bool process_and_close_socket(socket_t socket) override
    {
        connections_.admit(socket);
        return true;
    }

    WebhookSettings settings_;
    WebhookHandlers handlers_;
    int port_ = 0;
    std::thread acceptor_;
    Connections connections_; // last: its threads use all of the above
};

Webhook::Webhook(WebhookSettings settings, WebhookHandlers handlers)
    : server_(std::make_unique<Server>(std::move(settings), std::move(handlers)))
{
}

Webhook::~Webhook() = default;

int Webhook::port() const
{
    return server_->port();
}

void Webhook::start()
{
    server_->serve();
}

void Webhook::stop(std::chrono::milliseconds patience)
{
    server_->stop_serving(patience);
}

} // namespace bot
