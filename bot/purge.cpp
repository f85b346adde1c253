#include "bot/purge.h"

#include "bot/media_store.h"
#include "bot/run_own.h"
#include "storage/deletion.h"

namespace bot {

Purge::Purge(Writer& writer, Clock clock, std::filesystem::path media, PurgeLimits limits)
    : writer_(writer), clock_(std::move(clock)), media_(std::move(media)), limits_(limits),
      alarm_(clock_, limits.nap_max), thread_([this] { work(); })
{
}

Purge::~Purge()
{
    stop();
}

void Purge::stop()
{
    alarm_.stop();
    if (thread_.joinable())
        thread_.join();
}

// People who are left over when a look ends are taken at the next: a year was promised, not an hour.
void Purge::work()
{
    Time look_at {};
    while (alarm_.wait_until(look_at)) {
        const Time now = clock_();
        run_own(writer_, [&](storage::Transaction& tx) {
            for (const auto& photo : storage::deletion::purge_due(tx, now, limits_.people_per_commit))
                remove_media(media_, photo);
        });
        look_at = now + limits_.look_every;
    }
}

} // namespace bot
