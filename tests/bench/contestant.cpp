#include "tests/bench/contestant.h"

#include "tests/bench/loop.h"
#include "tests/support/files.h"

#include <chrono>
#include <csignal>
#include <sstream>
#include <stdexcept>

#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

bool is_ready(int port)
{
    try {
        const int socket = connected(port);
        const timeval patience { 2, 0 };
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        say(socket, "GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        std::string heard(64, ' ');
        const auto count = ::recv(socket, heard.data(), heard.size(), 0);
        ::close(socket);
        return count > 0 && heard.starts_with("HTTP/1.1 200");
    } catch (const std::runtime_error&) {
        return false; // it does not listen yet
    }
}

std::string said_in(const std::string& file)
{
    return tests::read_file(file);
}

} // namespace

Contestant::Contestant(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
                       int port, const std::filesystem::path& log)
    : port_(port), process_(std::make_unique<tests::BackgroundProcess>(command, environment, log))
{
    using namespace std::chrono_literals;
    const auto began = Clock::now();
    const bool ready = tests::becomes_true([&] { return process_->ended_within(0ms) || is_ready(port_); }, 60s);
    seconds_to_ready_ = std::chrono::duration<double>(Clock::now() - began).count();
    if (!ready || process_->ended_within(0ms))
        throw std::runtime_error { command[0] + " did not become ready:\n" + said_in(log) };
}

double Contestant::processor_seconds() const
{
    const auto stat = said_in("/proc/" + std::to_string(process_->id()) + "/stat");
    std::istringstream rest { stat.substr(stat.rfind(')') + 2) };
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        rest >> skipped;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double Contestant::memory_peak_mb() const
{
    const auto status = said_in("/proc/" + std::to_string(process_->id()) + "/status");
    const auto at = status.find("VmHWM:");
    return at == std::string::npos ? 0 : std::stod(status.substr(at + 6)) / 1024;
}

void Contestant::stop()
{
    process_->signal(SIGTERM);
    process_->ended_within(std::chrono::seconds { 12 });
    process_.reset();
}

std::unique_ptr<Contestant> start_limit(const std::filesystem::path& folder, std::int64_t women)
{
    const int port = tests::free_port();
    return std::make_unique<Contestant>(std::vector<std::string> { SAMVAD_BINARY_DIR "/bench_limit",
                                                                   std::to_string(port), database_in(folder).string(),
                                                                   app_secret, std::to_string(women) },
                                        std::map<std::string, std::string> {}, port, folder / "log");
}

std::unique_ptr<Contestant> start_service(const std::filesystem::path& folder, const std::string& gateway_url,
                                          int messages_per_second)
{
    const int port = tests::free_port();
    std::map<std::string, std::string> environment {
        { "PATH", "/usr/bin:/bin" },
        { "SAMVAD_DATABASE", "sqlite:" + database_in(folder).string() },
        { "SAMVAD_MEDIA", (folder / "media").string() },
        { "SAMVAD_DATA", SAMVAD_SOURCE_DIR },
        { "SAMVAD_LISTEN", "127.0.0.1:" + std::to_string(port) },
        { "SAMVAD_WHATSAPP_APP_SECRET", app_secret },
        { "SAMVAD_WHATSAPP_VERIFY_TOKEN", "a-word-of-ours" },
        { "SAMVAD_WHATSAPP_ACCESS_TOKEN", "a-token-of-the-benchmark" },
        { "SAMVAD_WHATSAPP_PHONE_NUMBER_ID", "106540352242922" },
        { "SAMVAD_WHATSAPP_URL", gateway_url },
    };
    if (messages_per_second > 0)
        environment["SAMVAD_WHATSAPP_PER_SECOND"] = std::to_string(messages_per_second);
    return std::make_unique<Contestant>(std::vector<std::string> { SAMVAD_BINARY_DIR "/samvad", "serve" }, environment,
                                        port, folder / "log");
}

} // namespace bench
