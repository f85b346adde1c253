// An HTTPS server for tests on 127.0.0.1. Its certificate is made at the start, for one name, and signed by itself; it
// answers every request with 200. One connection at a time.

#pragma once

#include "tests/support/background_process.h"

#include <atomic>
#include <string>
#include <thread>

namespace tests {

class TlsServer {
public:
    explicit TlsServer(const std::string& name); // that the certificate is for, e.g. "localhost"
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    int port() const { return port_; }

    std::string certificate() const { return folder_ / "certificate.pem"; } // the file, for whoever shall trust it

    int requests() const { return requests_; } // read whole so far

private:
    void accept_all(void* context);

    TestFolder folder_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> requests_ { 0 };
    std::atomic<bool> stopping_ { false };
    std::thread thread_;
};

} // namespace tests
