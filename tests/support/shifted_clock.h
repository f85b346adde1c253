// The clock of a program that runs beside the test, set forward and back while it runs or between two of its lives.

#pragma once

#include "tests/support/service_process.h"

#include <chrono>

namespace tests {

class ShiftedClock {
public:
    ShiftedClock();

    void give_to(ServiceProcess& service) const; // before it starts

    void shift(std::chrono::seconds from_the_real) const; // from now on, forward or back

private:
    std::filesystem::path file() const { return folder_ / "shift"; }

    TestFolder folder_;
};

} // namespace tests
