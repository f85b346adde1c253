#include "bot/hold.h"

#include "bot/retries.h"

#include <algorithm>
#include <utility>

namespace bot {

namespace {

using std::chrono::milliseconds;

milliseconds doubled(milliseconds first, int times, milliseconds most)
{
    for (int i = 0; i < times && first < most; ++i)
        first *= 2;
    return std::min(first, most);
}

} // namespace

Hold::Gate Hold::gate(Time now) const
{
    if (kind_ == Kind::None)
        return Gate::Open;
    return now < until_ ? Gate::Shut : Gate::OneProbe;
}

bool Hold::note(const Sent& sent, Time now)
{
    const auto asked = sent.retry_after.value_or(milliseconds { 0 });
    if (sent.result == SendResult::StopSending)
        return hold(Kind::Stopped, now + std::max(asked, limits_.stopped));
    if (gate(now) == Gate::Shut)
        return false; // an answer to what was sent before the hold
    if (sent.result == SendResult::SlowDown)
        return hold(Kind::Slow, now + std::max(asked, doubled(limits_.slow_first, slow_++, limits_.slow_max)));
    if (sent.result == SendResult::Unknown || is_unreached(sent))
        return ++silent_ >= limits_.silent_before &&
               hold(Kind::Silent,
                    now + doubled(limits_.silent_first, silent_ - limits_.silent_before, limits_.silent_max));
    slow_ = silent_ = 0;
    until_ = {};
    return std::exchange(kind_, Kind::None) != Kind::None;
}

bool Hold::hold(Kind kind, Time until)
{
    until_ = std::max(until_, until);
    return std::exchange(kind_, kind) != kind;
}

} // namespace bot
