#include "tests/support/background_process.h"

#include <csignal>
#include <set>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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

int free_port()
{
    static std::set<int> given;
    for (;;) {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        const bool found = bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                           getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        close(socket);
        if (!found)
            throw std::runtime_error { "looking for a free port failed" };
        if (given.insert(ntohs(address.sin_port)).second)
            return ntohs(address.sin_port);
    }
}

bool sleeps_until(std::chrono::steady_clock::time_point until)
{
    if (std::chrono::steady_clock::now() >= until)
        return false;
    std::this_thread::sleep_for(std::chrono::milliseconds { 5 });
    return true;
}

} // namespace tests
