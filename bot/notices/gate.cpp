#include "bot/notices/gate.h"

#include "bot/log.h"
#include "bot/notices/hours.h"
#include "bot/notices/notice_book.h"
#include "storage/prices.h"
#include "storage/recipients.h"

namespace bot::notices {

namespace {

using storage::handover::Standing;
using storage::notices::Notice;
using storage::notices::State;
using Kind = Ruling::Kind;

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
        return drop("the notice was cancelled");
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
    return ruling.kind == Kind::Send && window == Window::Shut ? of_limit() : ruling;
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

// A place in the moving day is free again when the oldest hour leaves it.
Ruling Gate::of_limit()
{
    if (outside_window_per_day_) {
        if (!outside_window_)
            outside_window_ = storage::prices::outside_window_in_day(tx_, channel_, now_);
        if (*outside_window_ >= *outside_window_per_day_)
            return put_off(std::chrono::floor<std::chrono::hours>(now_) + std::chrono::hours { 1 });
        ++*outside_window_;
    }
    return { .outside_window = true };
}

} // namespace bot::notices
