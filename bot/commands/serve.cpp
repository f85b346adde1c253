#include "bot/commands/serve.h"

#include "bot/log.h"

#include <csignal>
#include <string>

#include <pthread.h>
#include <unistd.h>

namespace bot {

namespace {

sigset_t ending_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

} // namespace

int serve(const Settings& settings, Data data)
{
    start_log(settings.log == LogStyle::Json ? LogForm::Json : LogForm::Plain);
    std::signal(SIGPIPE, SIG_IGN);
    // Blocked before any thread starts, so that only the wait below receives them.
    const auto signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    Service service { settings, data };
    service.start();
    log(LogLevel::Info, "listening on http://" + settings.listen_host + ":" + std::to_string(service.port()) +
                            ", database " + settings.database);
    for (const auto& sentence : channels_that_are_off(settings))
        log(LogLevel::Info, sentence);
    int received = 0;
    sigwait(&signals, &received);
    log(LogLevel::Info, "stopping: no more requests; finishing what is in hand");
    service.stop();
    log(LogLevel::Info, "stopped; nothing is lost");
    // Whoever still waits for a slow provider is not waited for: its message keeps its lease and is settled at the next
    // start. Everything that must last is committed.
    _exit(0);
}

} // namespace bot
