#include "bot/purge.h"

#include "bot/media_store.h"
#include "bot/run_own.h"
#include "storage/deletion.h"
#include "storage/retention.h"

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

void Purge::work()
{
    Time look_at {};
    while (alarm_.wait_until(look_at)) {
        const Time now = clock_();
        purge_people(now);
        look_at = now + limits_.look_every;
        while (remove_old_messages(now))
            if (!alarm_.wait_until(clock_() + limits_.rest_between_commits))
                return;
    }
}

// People who are left over when a look ends are taken at the next: a year was promised, not an hour.
void Purge::purge_people(Time now)
{
    run_own(writer_, [&](storage::Transaction& tx) {
        for (const auto& photo : storage::deletion::purge_due(tx, now, limits_.people_per_commit))
            remove_media(media_, photo);
    });
}

// True if there may be more.
bool Purge::remove_old_messages(Time now)
{
    std::int64_t most = 0;
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        most = storage::retention::remove_before(tx, now - limits_.messages_kept, limits_.messages_per_commit).most();
    });
    return committed == Committed::Yes && most >= limits_.messages_per_commit;
}

} // namespace bot
