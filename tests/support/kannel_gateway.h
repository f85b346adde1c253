// A real SMS gateway on loopback: Kannel's bearerbox and smsbox as an operator's gateway runs, and its fakesmsc as the
// women's phones. Ports and folder are its own; all ends with this object.

#pragma once

#include "tests/support/service_process.h"

#include <memory>
#include <string>
#include <vector>

namespace tests {

class KannelGateway {
public:
    static constexpr const char* number = "13013"; // ours

    // Starts for this service, tells it where the gateway is, and waits until it takes messages. Throws with a sentence
    // if Kannel is not installed or does not start.
    explicit KannelGateway(ServiceProcess& service);

    // A phone sends `times` messages, and stays switched on to receive until the next call.
    void send(const std::string& phone, const std::string& words, int times = 1);

    // One part of a longer message, as a phone that splits sends it. Roman letters only.
    void send_part(const std::string& phone, const std::string& words, int part, int parts);

    // True when all phones together have sent so many, within some seconds.
    bool phones_sent(std::ptrdiff_t messages) const;

    // What the phones got, as "PHONE words"; parts of one message joined.
    std::vector<std::string> received() const;

private:
    std::string configuration(const ServiceProcess& service) const;
    void phone_sends(const std::string& message, int times);

    TestFolder folder_;
    int admin_port_ = free_port(), smsbox_port_ = free_port(), smsc_port_ = free_port(), sendsms_port_ = free_port();
    std::unique_ptr<BackgroundProcess> bearerbox_, smsbox_, phone_;
};

} // namespace tests
