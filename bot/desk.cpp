#include "bot/desk.h"

#include <algorithm>
#include <utility>

namespace bot {

using storage::outbox::Lane;
using storage::outbox::State;

Desk::Desk(const std::string& channel, const ChannelLimits& of_channel, const DispatcherLimits& limits,
           std::uint_fast32_t seed)
    : limits_(limits), number_pace_(limits.per_second.value_or(of_channel.per_second)),
      person_pace_(of_channel.person_interval, of_channel.person_burst), hold_(limits.holds), random_(seed)
{
    counts_.channel = channel;
}

bool Desk::wake()
{
    return !std::exchange(is_woken_, true);
}

int Desk::may_claim(Time now)
{
    if (!is_woken_ && now < look_at_)
        return 0;
    switch (hold_.gate(now)) {
    case Hold::Gate::Shut:
        return 0;
    case Hold::Gate::OneProbe:
        return in_hand_ == 0 ? std::min(1, number_pace_.available(now)) : 0;
    case Hold::Gate::Open:
        break;
    }
    return std::min(limits_.workers * limits_.in_hand_per_worker - in_hand_, number_pace_.available(now));
}

Time Desk::look_again_at(Time now) const
{
    if (hold_.gate(now) == Hold::Gate::Shut)
        return hold_.until();
    return is_woken_ ? number_pace_.ready_at(now) : look_at_;
}

std::vector<PutBack> Desk::take(Claim claim, Time now)
{
    std::vector<PutBack> too_early;
    for (auto& outgoing : claim.ready) {
        if (is_stopping_) {
            too_early.push_back({ std::move(outgoing), now });
        } else if (const auto due_at = person_pace_.take(outgoing.row.person, now)) {
            ++counts_.person_paced;
            too_early.push_back({ std::move(outgoing), *due_at });
        } else {
            number_pace_.take(1);
            put_in_hand(std::move(outgoing));
        }
    }
    counts_.window_shut += claim.window_shut;
    counts_.given_up += claim.not_sendable;
    counts_.held_back += claim.held_back;
    counts_.dropped += claim.dropped;
    is_woken_ = is_woken_ || claim.more;
    look_at_ = std::min(claim.look_at.value_or(Time::max()), now + limits_.look_every);
    return too_early;
}

// Replies stand before notices that are claimed and not begun.
void Desk::put_in_hand(Outgoing outgoing)
{
    auto place = hand_.end();
    if (outgoing.row.lane == Lane::Reply)
        place = std::ranges::find(hand_, Lane::Notice, [](const auto& it) { return it.row.lane; });
    hand_.insert(place, std::move(outgoing));
    ++in_hand_;
}

std::optional<Outgoing> Desk::next()
{
    if (hand_.empty())
        return std::nullopt;
    auto outgoing = std::move(hand_.front());
    hand_.pop_front();
    return outgoing;
}

bool Desk::may_begin(const Outgoing& outgoing, Time now) const
{
    return now < outgoing.claimed_at + limits_.start_within;
}

Lesson Desk::learn(const Outgoing& outgoing, const Sent& sent, Time now)
{
    Lesson lesson;
    lesson.hold_changed = hold_.note(sent, now);
    const double jitter = std::uniform_real_distribution<double> { 0.0, 1.0 }(random_);
    lesson.verdict =
        judge(sent, { outgoing.row.failures, now, hold_.until(), lesson.hold_changed, jitter }, limits_.retries);
    ++counts_.by_result.at(static_cast<std::size_t>(sent.result));
    counts_.given_up += lesson.verdict.state == State::Failed ? 1 : 0;
    return lesson;
}

std::vector<PutBack> Desk::stop()
{
    is_stopping_ = true;
    std::vector<PutBack> not_begun;
    while (auto outgoing = next()) {
        const auto due_at = outgoing->row.due_at;
        not_begun.push_back({ std::move(*outgoing), due_at });
    }
    in_hand_ -= static_cast<int>(not_begun.size());
    return not_begun;
}

DispatcherCounts Desk::counts() const
{
    auto counts = counts_;
    counts.in_hand = in_hand_;
    counts.hold = hold_.kind();
    return counts;
}

} // namespace bot
