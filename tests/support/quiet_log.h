// While it lives, what is written to standard error goes nowhere: a simulation makes more faults than anybody reads.

#pragma once

#include <fcntl.h>
#include <unistd.h>

namespace tests {

class QuietLog {
public:
    QuietLog() : kept_(dup(STDERR_FILENO))
    {
        const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nothing, STDERR_FILENO);
        close(nothing);
    }

    ~QuietLog()
    {
        dup2(kept_, STDERR_FILENO);
        close(kept_);
    }

    QuietLog(const QuietLog&) = delete;
    QuietLog& operator=(const QuietLog&) = delete;

private:
    int kept_;
};

} // namespace tests
