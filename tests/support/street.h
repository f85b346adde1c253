// The program and a fake of Meta's Graph API that checks every request, with nothing between them.

#pragma once

#include "storage/products.h"
#include "tests/support/fake_graph.h"
#include "tests/support/service_process.h"

#include <optional>

namespace tests {

class Street {
public:
    Street() { service.start(); }

    FakeGraph graph;
    ServiceProcess service { graph.url() };

    // True when the fake has taken so many messages, or when the message of this place to her stands so, within some
    // seconds.
    bool has_sent(std::size_t messages);
    bool stands(const std::string& phone, std::size_t place, storage::outbox::State state);

    nlohmann::json message(std::size_t place) const;
    int tell_status(std::size_t place, const std::string& status) const;

    std::vector<std::filesystem::path> kept_files() const;
    std::optional<storage::products::Product> pickle_of(const std::string& phone) const; // hers that costs 250 rupees

    // The next message is refused with this code of Meta's.
    static Fault code(int error_code, int status = 400);
};

} // namespace tests
