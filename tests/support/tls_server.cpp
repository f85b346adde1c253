#include "tests/support/tls_server.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace tests {

namespace {

template <auto Free> struct FreedBy {
    template <class T> void operator()(T* thing) const { Free(thing); }
};

using Context = std::unique_ptr<SSL_CTX, FreedBy<SSL_CTX_free>>;
using Connection = std::unique_ptr<SSL, FreedBy<SSL_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreedBy<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreedBy<X509_EXTENSION_free>>;

void expect(bool good, const char* attempted)
{
    if (!good)
        throw std::runtime_error { std::string { "the TLS server of a test: " } + attempted + " failed" };
}

Certificate signed_by_itself(EVP_PKEY* key, const std::string& name)
{
    constexpr long a_day = 24 * 60 * 60;
    Certificate made { X509_new() };
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -a_day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), a_day);
    X509_set_pubkey(made.get(), key);
    auto* subject = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name.c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(made.get(), subject);
    const auto names = "DNS:" + name;
    const Extension extension { X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()) };
    expect(extension && X509_add_ext(made.get(), extension.get(), -1) == 1, "naming the certificate");
    expect(X509_sign(made.get(), key, EVP_sha256()) > 0, "signing the certificate");
    return made;
}

int listen_anywhere(int& port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    expect(::bind(listener, plain, size) == 0 && ::listen(listener, 8) == 0 &&
               ::getsockname(listener, plain, &size) == 0,
           "listening");
    port = ntohs(address.sin_port);
    return listener;
}

// Whether a whole request came and was answered. A client that does not trust us ends before.
bool served(SSL_CTX* context, int socket)
{
    const Connection connection { SSL_new(context) };
    SSL_set_fd(connection.get(), socket);
    if (SSL_accept(connection.get()) != 1)
        return false;
    std::string request;
    char bytes[1024];
    while (request.find("\r\n\r\n") == std::string::npos) {
        const int got = SSL_read(connection.get(), bytes, sizeof bytes);
        if (got <= 0)
            return false;
        request.append(bytes, static_cast<std::size_t>(got));
    }
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    SSL_write(connection.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(connection.get());
    return true;
}

} // namespace

TlsServer::TlsServer(const std::string& name)
{
    std::signal(SIGPIPE, SIG_IGN); // as the program does: whoever hangs up first ends nobody else
    const Key key { EVP_EC_gen("P-256") };
    expect(key != nullptr, "making a key");
    const auto certificate = signed_by_itself(key.get(), name);
    auto* file = std::fopen(this->certificate().c_str(), "w");
    expect(file != nullptr && PEM_write_X509(file, certificate.get()) == 1, "writing the certificate");
    std::fclose(file);
    Context context { SSL_CTX_new(TLS_server_method()) };
    expect(SSL_CTX_use_certificate(context.get(), certificate.get()) == 1 &&
               SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1,
           "taking the certificate");
    listener_ = listen_anywhere(port_);
    thread_ = std::thread { [this, kept = std::move(context)] { accept_all(kept.get()); } };
}

TlsServer::~TlsServer()
{
    stopping_ = true;
    thread_.join();
    ::close(listener_);
}

void TlsServer::accept_all(void* context)
{
    while (!stopping_) {
        pollfd waiting { listener_, POLLIN, 0 };
        if (::poll(&waiting, 1, 20) <= 0)
            continue;
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0)
            continue;
        const timeval patience { 5, 0 };
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (served(static_cast<SSL_CTX*>(context), socket))
            ++requests_;
        ::close(socket);
    }
}

} // namespace tests
