// HTTPS to a server whose certificate is not what it should be: nothing is sent, and the operator reads why.

#include "bot/channels/whatsapp.h"
#include "bot/http_client.h"
#include "tests/support/tls_server.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <functional>
#include <optional>
#include <thread>

using bot::HttpAnswer;
using tests::TlsServer;

namespace {

const std::string token = "token-nobody-may-read";

// The authorities this process trusts, as long as it lives.
class Trusting {
public:
    explicit Trusting(const std::string& certificate)
    {
        if (const auto* was = std::getenv(name))
            before_ = was;
        ::setenv(name, certificate.c_str(), 1);
    }

    ~Trusting()
    {
        if (before_)
            ::setenv(name, before_->c_str(), 1);
        else
            ::unsetenv(name);
    }

    Trusting(const Trusting&) = delete;
    Trusting& operator=(const Trusting&) = delete;

private:
    static constexpr auto name = "SSL_CERT_FILE";
    std::optional<std::string> before_;
};

// In a thread of its own, because connections are kept by thread.
template <class Result> Result afresh(const std::function<Result()>& ask)
{
    Result result;
    std::thread { [&] { result = ask(); } }.join();
    return result;
}

HttpAnswer ask(const TlsServer& server)
{
    return afresh<HttpAnswer>([&] {
        bot::HttpRequest request;
        request.url = "https://localhost:" + std::to_string(server.port()) + "/secret-path";
        request.headers = { { "Authorization", "Bearer " + token } };
        return bot::HttpClient {}.run(request);
    });
}

void check_refused(const TlsServer& server)
{
    const auto answer = ask(server);
    CHECK(answer.outcome == HttpAnswer::Outcome::NotConnected);
    CHECK_THAT(answer.error, Catch::Contains("certificate") && Catch::Contains("https://localhost:"));
    CHECK_THAT(answer.error, !Catch::Contains(token) && !Catch::Contains("secret-path"));
    CHECK(server.requests() == 0);
}

} // namespace

TEST_CASE("A server with a trusted certificate for its name is asked")
{
    const TlsServer server { "localhost" };
    const Trusting trusting { server.certificate() };
    const auto answer = ask(server);
    INFO(answer.error);
    CHECK(answer.outcome == HttpAnswer::Outcome::Answered);
    CHECK(answer.status == 200);
    CHECK(server.requests() == 1);
}

TEST_CASE("A certificate that only its owner signed is refused before anything is sent")
{
    const TlsServer server { "localhost" };
    check_refused(server);
}

TEST_CASE("A trusted certificate for another name is refused before anything is sent")
{
    const TlsServer server { "graph.example" };
    const Trusting trusting { server.certificate() };
    check_refused(server);
}

TEST_CASE("A message is tried later while the provider's certificate is refused, and the reason names it")
{
    const TlsServer server { "localhost" };
    const auto sent = afresh<bot::Sent>([&] {
        bot::WhatsAppSettings settings;
        settings.url = "https://localhost:" + std::to_string(server.port()) + "/v25.0";
        settings.phone_number_id = "1";
        settings.access_token = token;
        bot::WhatsApp whatsapp { settings, {} };
        bot::Letter letter;
        letter.text = "hello";
        return whatsapp.send({ 1, { { dialogs::IdentityKind::Phone, "+919812345678" } }, letter });
    });
    CHECK(sent.result == bot::SendResult::TryLater);
    CHECK_THAT(sent.error, Catch::Contains("certificate") && !Catch::Contains(token) && !Catch::Contains("9812345678"));
    CHECK(server.requests() == 0);
}
