// A program under load: started on a database of its own, asked what it used of the machine, and stopped.

#pragma once

#include "tests/support/background_process.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bench {

inline constexpr const char* app_secret = "a-secret-of-the-benchmark";

class Contestant {
public:
    // Starts it and waits until it is ready. Throws std::runtime_error with what it said if it is not.
    Contestant(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment, int port,
               const std::filesystem::path& log);

    int port() const { return port_; }

    double seconds_to_ready() const { return seconds_to_ready_; }

    double processor_seconds() const; // user and system, so far
    double memory_peak_mb() const;    // VmHWM

    void stop(); // kindly, by SIGTERM, then by SIGKILL

private:
    int port_;
    double seconds_to_ready_ = 0;
    std::unique_ptr<tests::BackgroundProcess> process_;
};

// The limit program, and `samvad serve` with its channel at this gateway and its rate of sending as given; 0 is its
// own.
std::unique_ptr<Contestant> start_limit(const std::filesystem::path& folder, std::int64_t women);
std::unique_ptr<Contestant> start_service(const std::filesystem::path& folder, const std::string& gateway_url,
                                          int messages_per_second);

inline std::filesystem::path database_in(const std::filesystem::path& folder)
{
    return folder / "messages.db";
}

} // namespace bench
