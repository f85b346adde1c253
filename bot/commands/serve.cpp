#include "bot/commands/serve.h"

#include "bot/log.h"

#include <csignal>
#include <string>

#include <malloc.h>
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

// By itself the C library gives every thread a pool of its own and returns memory to the system after every request,
// only to ask for it again. A few pools that keep some megabytes are both smaller and quicker.
void keep_memory()
{
    constexpr int pools = 4, megabyte = 1024 * 1024;
    mallopt(M_ARENA_MAX, pools);
    mallopt(M_TOP_PAD, megabyte);
    mallopt(M_TRIM_THRESHOLD, 16 * megabyte);
}

} // namespace

int serve(const Settings& settings, Data data)
{
    start_log(settings.log == LogStyle::Json ? LogForm::Json : LogForm::Plain);
    std::signal(SIGPIPE, SIG_IGN);
    keep_memory();
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
