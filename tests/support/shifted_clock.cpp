#include "tests/support/shifted_clock.h"

#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace tests {

ShiftedClock::ShiftedClock()
{
    shift(std::chrono::seconds { 0 });
}

void ShiftedClock::give_to(ServiceProcess& service) const
{
    service.set("LD_PRELOAD", SAMVAD_BINARY_DIR "/libclock_shift.so");
    service.set("CLOCK_SHIFT", file().string());
}

void ShiftedClock::shift(std::chrono::seconds from_the_real) const
{
    const std::int64_t seconds = from_the_real.count();
    const int opened = open(file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const auto written = opened < 0 ? -1 : pwrite(opened, &seconds, sizeof seconds, 0);
    close(opened);
    if (written != sizeof seconds)
        throw std::runtime_error { "writing " + file().string() + " failed" };
}

} // namespace tests
