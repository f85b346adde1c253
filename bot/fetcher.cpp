#include "bot/fetcher.h"

#include "bot/log.h"
#include "bot/media_store.h"
#include "bot/run_own.h"
#include "storage/products.h"
#include "storage/timers.h"

#include <algorithm>
#include <exception>

namespace bot {

namespace {

using Result = FetchedMedia::Result;
using storage::media::Medium;
using storage::media::State;

// Only about a photo is she told; nothing was promised for a voice note.
bool is_photo(const Medium& medium)
{
    return medium.mime_type.empty() || medium.mime_type.starts_with("image/");
}

FetchedMedia try_later(const std::string& error)
{
    FetchedMedia media;
    media.result = Result::TryLater;
    media.error = error;
    return media;
}

} // namespace

Fetcher::Fetcher(std::vector<Channel*> channels, Writer& writer, Clock clock, FetcherSettings settings)
    : channels_(std::move(channels)), writer_(writer), clock_(std::move(clock)), settings_(std::move(settings))
{
    for (int i = 0; i < settings_.workers; ++i)
        alarms_.push_back(std::make_unique<Alarm>(clock_, settings_.nap_max));
    for (const auto& alarm : alarms_)
        workers_.emplace_back([this, &own = *alarm] { work(own); });
}

Fetcher::~Fetcher()
{
    stop();
}

void Fetcher::wake()
{
    for (const auto& alarm : alarms_)
        alarm->wake();
}

void Fetcher::stop()
{
    for (const auto& alarm : alarms_)
        alarm->stop();
    for (auto& worker : workers_)
        if (worker.joinable())
            worker.join();
}

FetcherCounts Fetcher::counts() const
{
    return { stored_, tried_again_, lost_ };
}

void Fetcher::work(Alarm& alarm)
{
    Time look_at {};
    while (alarm.wait_until(look_at))
        look_at = fetch_next().value_or(Time {});
}

// Fetches one. Says when to look again if there is none; empty: look at once.
std::optional<Time> Fetcher::fetch_next()
{
    const Time now = clock_();
    std::vector<Medium> claimed;
    std::optional<Time> next;
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        claimed = storage::media::claim(tx, 1, now, settings_.lease);
        if (claimed.empty())
            next = storage::media::next_due_at(tx, now);
    });
    const Time later = now + settings_.look_every;
    if (committed != Committed::Yes || claimed.empty())
        return std::min(next.value_or(later), later);
    keep(claimed.front(), fetch(claimed.front()));
    return std::nullopt;
}

FetchedMedia Fetcher::fetch(const Medium& medium)
{
    const auto found =
        std::ranges::find(channels_, medium.channel, [](const Channel* channel) { return channel->name(); });
    if (found == channels_.end())
        return try_later("fetching media: the channel " + medium.channel + " is off");
    try {
        const auto most = is_photo(medium) ? settings_.picture_bytes_max : settings_.other_bytes_max;
        return (*found)->fetch({ medium.provider_id, medium.mime_type, medium.told_sha256, {} }, most);
    } catch (const std::exception& error) {
        return try_later(error.what());
    }
}

void Fetcher::keep(const Medium& medium, const FetchedMedia& fetched)
{
    if (fetched.result == Result::TryLater)
        return try_again(medium, fetched.error);
    if (fetched.result != Result::Fetched)
        return give_up(medium, fetched.error);
    std::string sha256;
    try {
        sha256 = store_media(settings_.media, fetched.bytes, fetched.mime_type);
    } catch (const std::exception& error) { // a full disk passes
        return try_again(medium, error.what());
    }
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        const auto bytes = static_cast<std::int64_t>(fetched.bytes.size());
        if (storage::media::settle(tx, medium, { State::Stored, sha256, bytes, std::nullopt, {} }))
            storage::products::photo_stored(tx, medium.id, sha256, clock_()); // of one she saved meanwhile
    });
    if (committed == Committed::Yes)
        ++stored_;
}

void Fetcher::try_again(const Medium& medium, const std::string& error)
{
    const Time now = clock_();
    if (now - medium.created_at >= settings_.give_up_after)
        return give_up(medium, error);
    auto wait = settings_.first_backoff;
    for (std::int64_t i = 1; i < medium.attempts && wait < settings_.backoff_max; ++i)
        wait *= 2;
    ++tried_again_;
    run_own(writer_, [&](storage::Transaction& tx) {
        storage::media::settle(tx, medium,
                               { State::Wanted, {}, 0, now + std::min(wait, settings_.backoff_max), error });
    });
}

void Fetcher::give_up(const Medium& medium, const std::string& error)
{
    const Time now = clock_();
    const auto committed = run_own(writer_, [&](storage::Transaction& tx) {
        if (storage::media::settle(tx, medium, { State::Failed, {}, 0, std::nullopt, error }) && is_photo(medium))
            storage::timers::set(tx,
                                 { medium.person, medium.channel, "photo_lost", std::to_string(medium.id), now, {} });
    });
    if (committed != Committed::Yes)
        return; // its lease runs out, and it is fetched again
    ++lost_;
    log(LogLevel::Warning, "medium " + std::to_string(medium.id) + " on " + medium.channel + " is lost: " + error);
}

} // namespace bot
