// A program that runs beside the test, in an environment of its own: its output goes to a file, and it ends with this
// object at the latest, also when the test dies.

#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tests {

class BackgroundProcess {
public:
    // `command` with the program's whole path first; what it says is added to the file `output`. Throws
    // std::runtime_error with a sentence if the program is not there.
    BackgroundProcess(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment,
                      const std::filesystem::path& output);
    ~BackgroundProcess(); // by SIGKILL
    BackgroundProcess(const BackgroundProcess&) = delete;
    BackgroundProcess& operator=(const BackgroundProcess&) = delete;

    int id() const { return id_; } // of the process

    void signal(int number) const;

    // The exit code, or 128 and the signal that ended it; empty if it still runs after `time`.
    std::optional<int> ended_within(std::chrono::milliseconds time);

private:
    int id_ = 0;
    std::optional<int> ended_;
};

// A folder of one test, gone with it.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

// A port of 127.0.0.1 that nobody listens on just now, another one at every call, also among all tests of this machine
// that run at the same time.
int free_port();

// Sleeps some milliseconds; false, at once, when `until` is over.
bool sleeps_until(std::chrono::steady_clock::time_point until);

// True as soon as it is so; false if it was not within `time`.
template <class So> bool becomes_true(So so, std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (!so())
        if (!sleeps_until(until))
            return so();
    return true;
}

} // namespace tests
