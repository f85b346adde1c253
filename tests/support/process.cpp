#include "tests/support/process.h"

#include "tests/support/files.h"
#include "tests/support/kept_logs.h"
#include "tests/support/sanitizers.h"

#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace tests {

Workplace::Workplace()
{
    static int count = 0;
    folder_ = std::filesystem::path { SAMVAD_BINARY_DIR } /
              ("workplace_" + std::to_string(getpid()) + "_" + std::to_string(++count));
    std::filesystem::create_directories(folder_);
}

Workplace::~Workplace()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Ended Workplace::run(const std::string& arguments, const std::string& settings) const
{
    std::string all_settings = "PATH=/usr/bin:/bin ";
    for (const auto& [name, value] : sanitizer_options())
        all_settings += name + "='" + value + "' ";
    const auto command = "cd '" + folder_.string() + "' && env -i " + all_settings + settings + " '" +
                         SAMVAD_BINARY_DIR "/samvad' " + arguments + " >out.txt 2>err.txt </dev/null";
    const int status = std::system(command.c_str());
    auto said = read_file(folder_ / "err.txt");
    keep_log_lines(said);
    return { WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder_ / "out.txt"), std::move(said) };
}

void Workplace::write(const std::string& name, const std::string& text) const
{
    write_file(folder_ / name, text);
}

storage::Database Workplace::database() const
{
    return storage::Database { "sqlite:" + (folder_ / "var/samvad.db").string() };
}

} // namespace tests
