// The main function of every test program. What failed is said once more at the end, where the log of what ran before
// does not hide it, and added to the file that SAMVAD_TEST_FAILURES names; the log itself goes to a file of the folder
// that SAMVAD_TEST_LOGS names. Without those settings both stay on the console.

#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include <unistd.h>

namespace {

// Only what writes by this stream from now on; what a sanitizer says stays on the console.
void send_log_to(const std::string& folder)
{
    const auto name = folder + "/tests-" + std::to_string(getpid()) + ".log";
    if (auto* file = std::fopen(name.c_str(), "ae"))
        stderr = file;
}

class Reminder : public Catch::TestEventListenerBase {
public:
    using TestEventListenerBase::TestEventListenerBase;

    void testRunStarting(const Catch::TestRunInfo&) override
    {
        if (const auto* folder = std::getenv("SAMVAD_TEST_LOGS"))
            send_log_to(folder);
    }

    bool assertionEnded(const Catch::AssertionStats& stats) override
    {
        const auto& result = stats.assertionResult;
        if (result.isOk())
            return false;
        std::ostringstream said;
        said << "FAILED: \"" << currentTestCaseInfo->name << "\"\n  " << result.getSourceInfo() << "\n  "
             << (result.hasExpression() ? result.getExpressionInMacro() : std::string { "an exception or a signal" })
             << '\n';
        if (result.hasExpandedExpression())
            said << "  it was: " << result.getExpandedExpression().substr(0, longest) << '\n';
        if (result.hasMessage())
            said << "  " << std::string { result.getMessage() }.substr(0, longest) << '\n';
        for (const auto& info : stats.infoMessages)
            said << "  " << info.message.substr(0, longest) << '\n';
        failures_ += said.str();
        return false;
    }

    void testRunEnded(const Catch::TestRunStats&) override
    {
        if (failures_.empty())
            return;
        std::cout << "\nOnce more, what failed:\n" << failures_ << std::flush;
        if (const auto* file = std::getenv("SAMVAD_TEST_FAILURES"))
            std::ofstream { file, std::ios::app } << failures_;
    }

private:
    static constexpr std::size_t longest = 2'000;

    std::string failures_;
};

CATCH_REGISTER_LISTENER(Reminder)

} // namespace
