#include "bot/read_marks.h"

#include "bot/log.h"

#include <algorithm>
#include <exception>

namespace bot {

void ReadMarks::show_for(const Outgoing& reply)
{
    const auto& row = reply.row;
    if (show_ == ShowRead::Never || row.lane != storage::outbox::Lane::Reply || row.attempts > 1 ||
        row.answers.empty() || !is_first(row.answers))
        return;
    const auto begun = Stopwatch::now();
    try {
        channel_.show_read(row.answers);
    } catch (const std::exception& error) {
        log(LogLevel::Warning, std::string { "showing a message as read: " } + error.what());
    }
    if (const auto ended = Stopwatch::now(); ended - begun > slow) {
        const std::lock_guard lock { mutex_ };
        rests_until_ = ended + rest_when_slow;
    }
}

bool ReadMarks::is_first(const std::string& provider_id)
{
    const std::lock_guard lock { mutex_ };
    if (Stopwatch::now() < rests_until_ || std::ranges::find(shown_, provider_id) != shown_.end())
        return false;
    shown_.push_back(provider_id);
    if (shown_.size() > remembered_max)
        shown_.pop_front();
    return true;
}

} // namespace bot
