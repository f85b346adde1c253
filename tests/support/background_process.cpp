#include "tests/support/background_process.h"

#include <atomic>
#include <csignal>
#include <cstddef>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {

namespace {

std::vector<char*> pointers(std::vector<std::string>& words)
{
    std::vector<char*> list;
    for (auto& word : words)
        list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

} // namespace

BackgroundProcess::BackgroundProcess(const std::vector<std::string>& command,
                                     const std::map<std::string, std::string>& environment,
                                     const std::filesystem::path& output)
{
    if (access(command.at(0).c_str(), X_OK) != 0)
        throw std::runtime_error { "starting " + command[0] +
                                   ": it is not installed; tests/run installs what it needs" };
    auto arguments = command;
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment)
        variables.push_back(name + "=" + value);
    const auto argument_list = pointers(arguments);
    const auto variable_list = pointers(variables);
    const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    // Between fork and exec only what is safe while other threads of the test hold locks.
    id_ = fork();
    if (id_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        dup2(nothing, 0);
        dup2(file, 1);
        dup2(file, 2);
        execve(argument_list[0], argument_list.data(), variable_list.data());
        _exit(127);
    }
    close(file);
    close(nothing);
    if (id_ < 0)
        throw std::runtime_error { "starting " + command[0] + ": no process can be made" };
}

BackgroundProcess::~BackgroundProcess()
{
    if (!ended_) {
        ::kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }
}

void BackgroundProcess::signal(int number) const
{
    if (!ended_)
        ::kill(id_, number);
}

std::optional<int> BackgroundProcess::ended_within(std::chrono::milliseconds time)
{
    becomes_true(
        [this] {
            int status = 0;
            if (!ended_ && waitpid(id_, &status, WNOHANG) == id_)
                ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            return ended_.has_value();
        },
        time);
    return ended_;
}

TestFolder::TestFolder()
{
    auto name = (std::filesystem::temp_directory_path() / "samvad_test_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw std::runtime_error { "making the folder " + name + " failed" };
    path_ = name;
}

TestFolder::~TestFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {

// Other tests that run at the same time pass it over; the name is held until this process ends.
bool reserve(int port)
{
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un name {};
    name.sun_family = AF_UNIX;
    const auto words = "samvad-test-port-" + std::to_string(port);
    words.copy(name.sun_path + 1, sizeof name.sun_path - 1); // a name that begins with 0 is no file
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + words.size());
    const bool reserved = bind(socket, reinterpret_cast<const sockaddr*>(&name), size) == 0;
    if (!reserved)
        close(socket);
    return reserved;
}

bool nobody_listens(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool free = bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(socket);
    return free;
}

} // namespace

int free_port()
{
    // Below those that Linux gives to connections: none of them can take it before who it is for listens.
    constexpr int first = 10'000, ports = 22'000;
    static std::atomic<int> place { getpid() % ports };
    for (int tried = 0; tried < ports; ++tried) {
        const int port = first + place++ % ports;
        if (reserve(port) && nobody_listens(port))
            return port;
    }
    throw std::runtime_error { "no port is free" };
}

bool sleeps_until(std::chrono::steady_clock::time_point until)
{
    if (std::chrono::steady_clock::now() >= until)
        return false;
    std::this_thread::sleep_for(std::chrono::milliseconds { 5 });
    return true;
}

} // namespace tests
