#include "bot/channel_news.h"

#include "bot/arrival_rows.h"
#include "bot/bad_request.h"
#include "bot/channels/whatsapp_news.h"
#include "bot/log.h"
#include "storage/consents.h"
#include "storage/notices.h"
#include "storage/outbox.h"
#include "storage/people.h"
#include "storage/templates.h"

namespace bot {

using storage::Time;
using storage::Transaction;
using storage::templates::State;
using storage::templates::Template;

namespace {

// By name and language; else by the provider's number, since ours may be called otherwise.
std::optional<Template> known(Transaction& tx, const std::string& channel, const TemplateNews& news)
{
    if (auto found = storage::templates::get(tx, channel, news.name, news.language))
        return found;
    for (auto& other : storage::templates::of_channel(tx, channel))
        if (!news.number.empty() && other.registration_id == news.number)
            return std::move(other);
    return {};
}

// Whoever was to get it still may, once a person has decided by which text.
void pause_notices(Transaction& tx, const Template& registered, const std::string& what, Time now)
{
    using storage::notices::State;
    for (const auto& notice : storage::notices::at_work(tx, now))
        if (notice.template_name == registered.name)
            storage::notices::move(tx, notice.number, { State::Scheduled, State::Writing, State::Sending },
                                   State::Paused,
                                   "its " + registered.channel + " template " + registered.name + " (" +
                                       registered.language + ") " + what + "; resume it when that is settled",
                                   now);
}

// An older word that comes late, as providers deliver for days, does not undo a newer one.
bool is_late(const Template& registered, Time at)
{
    return at != Time {} && at < registered.changed_at;
}

void move_template(Transaction& tx, const Template& registered, const TemplateNews& news, Time at)
{
    const auto state = storage::templates::state_named(news.state);
    if (!state || *state == registered.state)
        return;
    storage::templates::move(tx, registered.channel, registered.name, registered.language, *state, news.reason, at);
    if (*state != State::Approved)
        pause_notices(tx, registered, "is " + news.state + (news.reason.empty() ? "" : " (" + news.reason + ")"), at);
}

// The price is its category's: what was to go as utility must not silently go at the price of marketing.
void recategorise(Transaction& tx, const Template& registered, const TemplateNews& news, Time at)
{
    if (news.category.empty() || news.category == registered.category)
        return;
    storage::templates::recategorise(tx, registered.channel, registered.name, registered.language, news.category, at);
    pause_notices(tx, registered, "was moved from " + registered.category + " to " + news.category, at);
}

void take_template(Transaction& tx, const std::string& channel, const TemplateNews& news, Time at, Time now)
{
    const auto registered = known(tx, channel, news);
    if (!registered || is_late(*registered, at))
        return;
    const auto when = at == Time {} ? now : at;
    move_template(tx, *registered, news, when);
    recategorise(tx, *registered, news, when);
    if (!news.quality.empty())
        log(news.quality == "red" ? LogLevel::Warning : LogLevel::Info,
            "the quality of the " + channel + " template " + registered->name + " (" + registered->language +
                ") is now " + news.quality);
}

bool said_later(Transaction& tx, std::int64_t person, Time at)
{
    for (const auto& consent : storage::consents::current(tx, person))
        if (consent.purpose == storage::consents::Purpose::Notices && consent.at > at)
            return true;
    return false;
}

void take_preference(Transaction& tx, const dialogs::ChannelEvent& event, const Preference& preference, Time now)
{
    const auto identities = stored(preference.person);
    if (identities.empty())
        return;
    const auto at = preference.at == Time {} ? now : preference.at;
    const auto person = storage::people::find_or_add(tx, { event.channel, identities, {}, at }, now);
    if (said_later(tx, person.id, at))
        return;
    const bool wants = preference.marketing == Marketing::Resume;
    storage::consents::record(tx, { person.id,
                                    storage::consents::Purpose::Notices,
                                    wants,
                                    event.channel + "." + event.field,
                                    {},
                                    person.language,
                                    event.channel,
                                    event.key,
                                    at });
    if (!wants)
        storage::outbox::drop(tx, person.id, storage::outbox::Drop::Notices, "she stopped marketing on the channel",
                              now);
}

} // namespace

void take_news(Transaction& tx, const dialogs::ChannelEvent& event, Time now)
{
    try {
        if (const auto news = template_news(event))
            take_template(tx, event.channel, *news, event.at, now);
        for (const auto& preference : preferences(event))
            take_preference(tx, event, preference, now);
    } catch (const BadRequest& error) {
        log(LogLevel::Warning,
            "an event of " + event.channel + " (" + event.field + ") is kept but not understood: " + error.what());
    }
}

} // namespace bot
