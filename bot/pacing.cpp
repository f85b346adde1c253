#include "bot/pacing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bot {

NumberPace::NumberPace(int per_second)
    : burst_(std::max(1, per_second / 20)), per_millisecond_(std::max(1.0, per_second - burst_) / 1'000.0),
      tokens_(burst_)
{
}

int NumberPace::available(Time now)
{
    fill(now);
    if (tokens_ < least())
        return 0;
    emptied_ = false;
    return static_cast<int>(std::min(tokens_, static_cast<double>(std::numeric_limits<int>::max())));
}

void NumberPace::take(int messages)
{
    tokens_ -= messages;
    emptied_ = tokens_ < 1.0;
}

Time NumberPace::ready_at(Time now) const
{
    const double missing = std::max(0.0, least() - tokens_);
    return now + std::chrono::milliseconds { static_cast<std::int64_t>(std::ceil(missing / per_millisecond_)) };
}

void NumberPace::fill(Time now)
{
    if (now > filled_at_)
        tokens_ = std::min(burst_, tokens_ + static_cast<double>((now - filled_at_).count()) * per_millisecond_);
    filled_at_ = now; // also when the clock was set back, or the bucket would stay empty until it is caught up
}

double NumberPace::least() const
{
    return emptied_ ? std::max(1.0, burst_ / 2) : 1.0;
}

PersonPace::PersonPace(std::chrono::milliseconds interval, int burst)
    : interval_(interval), credit_(interval * std::max(0, burst - 1))
{
}

std::optional<Time> PersonPace::take(std::int64_t person, Time now)
{
    if (interval_.count() == 0)
        return std::nullopt;
    if (paid_until_.size() >= forget_at_)
        forget_the_idle(now);
    auto& paid_until = paid_until_[person];
    if (paid_until > now + credit_)
        return paid_until - credit_;
    paid_until = std::max(paid_until, now) + interval_;
    return std::nullopt;
}

void PersonPace::forget_the_idle(Time now)
{
    std::erase_if(paid_until_, [&](const auto& entry) { return entry.second <= now; });
    forget_at_ = std::max<std::size_t>(1'000, 2 * paid_until_.size()); // so that looking stays cheap for each
}

} // namespace bot
