#include "bot/notices/gate.h"

#include "bot/log.h"
#include "bot/notices/hours.h"
#include "bot/notices/notice_book.h"
#include "storage/outside_window.h"
#include "storage/recipients.h"

#include <algorithm>

namespace bot::notices {

namespace {

using storage::handover::Standing;
using storage::notices::Notice;
using storage::notices::State;
using Kind = Ruling::Kind;

// Room may come before the day has moved on: of somebody whose message was refused.
constexpr std::chrono::minutes looked_at_again { 10 };

Ruling drop(std::string why)
{
    return { .kind = Kind::Drop, .why = std::move(why) };
}

Ruling put_off(Time from)
{
    return { .kind = Kind::PutOff, .from = from };
}

// Empty if she may have it.
std::string why_not_her(const Standing& standing, const Notice& notice)
{
    if (standing.gone_since)
        return "she stopped the messages or asked to be forgotten";
    if (standing.notices_agreed < 0)
        return "she refused notices";
    if (notice.category == "marketing" && standing.notices_agreed <= 0)
        return "she has not agreed to marketing";
    return {};
}

} // namespace

Gate::Gate(storage::Transaction& tx, std::string_view channel, std::optional<std::int64_t> outside_window_per_day,
           Time now)
    : tx_(tx), channel_(channel), outside_window_per_day_(outside_window_per_day), now_(now)
{
}

Ruling Gate::rule(const storage::outbox::Outbound& row, const Letter& letter, const Standing& standing, Window window)
{
    const auto& its = notice(row.notice.value_or(0));
    if (!its || its->state == State::Cancelled)
        return drop(std::string { cancelled_why });
    if (its->state == State::Paused)
        return put_off(storage::handover::held);
    if (auto why = why_not_her(standing, *its); !why.empty())
        return drop(std::move(why));
    if (channel_ == "sms" && storage::recipients::reached(tx_, its->number, row.person))
        return drop("it was delivered on WhatsApp meanwhile");
    const auto urgency = its->urgent_allowed ? Urgency::AllowedAtNight : Urgency::Usual;
    if (const auto from = may_go_at(channel_, category_on(channel_, its->category), urgency, now_); from > now_)
        return put_off(from);
    if (window == Window::Open && channel_ != "sms")
        return {};
    if (!letter.registered) {
        auto dropped = drop("more than 24 hours after her last message, and no approved template");
        dropped.other_channel = true;
        return dropped;
    }
    const auto ruling = of_template(*its, letter);
    return ruling.kind == Kind::Send && window == Window::Shut ? of_limit(row.person) : ruling;
}

const storage::templates::Template* Gate::approved(const std::string& name, const std::string& language)
{
    const auto [place, is_new] = templates_.try_emplace({ name, language });
    if (is_new)
        place->second = storage::templates::get(tx_, channel_, name, language);
    const auto& found = place->second;
    return found && found->state == storage::templates::State::Approved ? &*found : nullptr;
}

const std::optional<Notice>& Gate::notice(std::int64_t number)
{
    const auto [place, is_new] = notices_.try_emplace(number);
    if (is_new)
        place->second = storage::notices::get(tx_, number);
    return place->second;
}

Ruling Gate::of_template(const Notice& notice, const Letter& letter)
{
    const auto& text = *letter.registered;
    if (approved(text.name, text.language) != nullptr)
        return {};
    const auto why = "template: " + text.name + " (" + text.language + ") is not approved any more";
    if (notice.state == State::Finished)
        return drop(why); // a late one: nobody will resume its notice
    if (storage::notices::move(tx_, notice.number, { State::Sending, State::Writing }, State::Paused, why, now_))
        log(LogLevel::Error, "notice " + std::to_string(notice.number) + " is paused: " + why);
    return put_off(storage::handover::held);
}

void Gate::keep_count()
{
    storage::outside_window::take(tx_, channel_, outside_window_, now_);
    outside_window_.clear();
}

Ruling Gate::of_limit(std::int64_t person)
{
    if (!outside_window_per_day_)
        return {};
    if (!has_room_for(person))
        return put_off(std::min(storage::outside_window::room_at(tx_, channel_, now_), now_ + looked_at_again));
    outside_window_.push_back(person);
    return { .outside_window = true };
}

// Who was written to within the day takes no room once more.
bool Gate::has_room_for(std::int64_t person)
{
    if (!people_in_day_)
        people_in_day_ = storage::outside_window::people_in_day(tx_, channel_, now_);
    if (storage::outside_window::is_counted(tx_, channel_, person, now_))
        return true;
    if (*people_in_day_ >= *outside_window_per_day_)
        return false;
    ++*people_in_day_;
    return true;
}

} // namespace bot::notices
