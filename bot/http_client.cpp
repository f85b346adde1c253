#include "bot/http_client.h"

#include "bot/form.h"

#include <httplib.h>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace bot {

namespace {

using Outcome = HttpAnswer::Outcome;

// httplib bounds only the wait for each next byte. This bounds the whole: a request still running at its deadline has
// its connection shut, so that a server that drips a byte a second cannot hold a sender for hours. It looks five times
// a second while there are requests, and sleeps when there were none for a while: waking it for each would cost as much
// as sending it.
class Watch {
public:
    Watch() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    void begin(httplib::Client& client, std::chrono::steady_clock::time_point deadline)
    {
        const std::lock_guard lock { mutex_ };
        deadlines_[&client] = deadline;
        if (sleeps_)
            changed_.notify_all();
    }

    // After this the client is touched no more.
    void end(httplib::Client& client)
    {
        const std::lock_guard lock { mutex_ };
        deadlines_.erase(&client);
    }

private:
    void run(const std::stop_token& stop)
    {
        std::unique_lock lock { mutex_ };
        auto seen = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            changed_.wait_for(lock, stop, std::chrono::milliseconds { 200 }, [] { return false; });
            const auto now = std::chrono::steady_clock::now();
            for (auto& [client, deadline] : deadlines_)
                if (deadline < now)
                    client->stop();
            if (!deadlines_.empty())
                seen = now;
            else if (seen + std::chrono::seconds { 2 } < now) {
                sleeps_ = true;
                changed_.wait(lock, stop, [this] { return !deadlines_.empty(); });
                sleeps_ = false;
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<httplib::Client*, std::chrono::steady_clock::time_point> deadlines_;
    bool sleeps_ = false;
    std::jthread thread_; // last: it uses all of the above
};

class Watched {
public:
    Watched(httplib::Client& client, std::chrono::steady_clock::time_point deadline) : client_(client)
    {
        watch().begin(client, deadline);
    }

    ~Watched() { watch().end(client_); }

    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

private:
    static Watch& watch()
    {
        static Watch watch;
        return watch;
    }

    httplib::Client& client_;
};

// The connections of this thread, by origin. Few hosts are ever asked; beyond the limit all are dropped.
httplib::Client& client_for(const Url& url)
{
    constexpr std::size_t hosts_max = 16;
    thread_local std::map<std::string, std::unique_ptr<httplib::Client>> clients;
    if (clients.size() >= hosts_max && !clients.contains(url.origin()))
        clients.clear();
    auto& client = clients[url.origin()];
    if (!client) {
        client = std::make_unique<httplib::Client>(url.origin());
        client->set_keep_alive(true);
        client->set_follow_location(false);
        client->set_url_encode(false);
        client->set_tcp_nodelay(true);
    }
    return *client;
}

httplib::Request to_httplib(const HttpRequest& request, const Url& url)
{
    httplib::Request made;
    made.method = request.method;
    made.path = url.target;
    made.body = request.body;
    for (const auto& [name, value] : request.headers)
        made.headers.emplace(name, value);
    if (!request.content_type.empty())
        made.headers.emplace("Content-Type", request.content_type);
    made.headers.emplace("Accept-Encoding", "identity"); // nothing that could swell while it is unpacked
    return made;
}

Outcome outcome_of(httplib::Error error)
{
    switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::BindIPAddress:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
        return Outcome::NotConnected;
    default:
        return Outcome::Lost;
    }
}

// httplib's own words do not tell an operator what to look at.
std::string cause_of(httplib::Error error)
{
    switch (error) {
    case httplib::Error::SSLServerVerification:
        return "its certificate is refused: no authority this machine trusts has signed it, or it is for another name; "
               "look at the address and at the system's authorities (ca-certificates)";
    case httplib::Error::SSLLoadingCerts:
        return "the system's authorities cannot be read, so no certificate can be proved; install ca-certificates";
    case httplib::Error::SSLConnection:
        return "no TLS connection came about; look whether the address is one of https";
    default:
        return httplib::to_string(error);
    }
}

HttpAnswer failure(Outcome outcome, const Url& url, const std::string& cause)
{
    HttpAnswer answer;
    answer.outcome = outcome;
    answer.error = "asking " + url.origin() + ": " + cause;
    return answer;
}

} // namespace

HttpAnswer HttpClient::run(const HttpRequest& request)
{
    const auto url = split_url(request.url);
    if (url.scheme.empty())
        return failure(Outcome::NotConnected, url, "this is no http or https address");
    auto& client = client_for(url);
    client.set_connection_timeout(request.connect_timeout);
    client.set_read_timeout(request.answer_timeout);
    client.set_write_timeout(request.answer_timeout);

    std::string body;
    bool too_large = false;
    auto made = to_httplib(request, url);
    made.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        too_large = body.size() + size > request.answer_bytes_max;
        if (!too_large)
            body.append(data, size);
        return !too_large;
    };
    const Watched watched { client,
                            std::chrono::steady_clock::now() + request.connect_timeout + request.answer_timeout };
    const auto result = client.send(made);
    if (too_large)
        return failure(Outcome::TooLarge, url,
                       "the answer is larger than " + std::to_string(request.answer_bytes_max) + " bytes");
    if (!result)
        return failure(outcome_of(result.error()), url, cause_of(result.error()));
    return { .outcome = Outcome::Answered,
             .status = result->status,
             .body = std::move(body),
             .content_type = result->get_header_value("Content-Type"),
             .retry_after = result->get_header_value("Retry-After"),
             .error = {} };
}

} // namespace bot
