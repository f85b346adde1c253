#include "bot/notices/telling.h"

#include "bot/channels/letter_text.h"
#include "bot/letter_json.h"
#include "bot/notices/hours.h"
#include "storage/conversations.h"
#include "storage/people.h"
#include "storage/recipients.h"

#include <algorithm>
#include <array>

namespace bot::notices {

namespace {

using storage::Transaction;
using storage::notices::Notice;

std::string channel_for(Transaction& tx, std::int64_t person, const NoticeRules& rules, Time now)
{
    if (rules.whatsapp_on && storage::conversations::load(tx, person, "whatsapp").window_until > now)
        return "whatsapp";
    const bool has_sms = rules.sms_on && !storage::people::phone_of(tx, person).empty();
    return has_sms || !rules.whatsapp_on ? "sms" : "whatsapp"; // on WhatsApp it waits until she writes
}

void tell(Transaction& tx, const Speech& speech, std::int64_t to, const std::string& key,
          const locales::Arguments& arguments, const NoticeRules& rules, Time now)
{
    const auto person = storage::people::get(tx, to);
    if (!person || person->stopped_at || person->deleted_at || (!rules.whatsapp_on && !rules.sms_on))
        return;
    const auto channel = channel_for(tx, to, rules, now);
    Letter letter;
    letter.language = person->language.empty() ? "hi" : person->language;
    letter.text = speech.catalog.text(letter.language, key, channel, arguments);
    letter.template_key = key;
    const auto json = to_json(letter);
    storage::outbox::queue(tx,
                           { .person = to,
                             .channel = channel,
                             .letter = json,
                             .template_key = letter.template_key,
                             .parts = parts_of(letter, channel),
                             .due_at = may_go_at(channel, "utility", Urgency::Usual, now) },
                           now);
}

// By the first word of the reason; a person's own pause has none of these.
std::string key_of(std::string_view why)
{
    static constexpr std::array<std::string_view, 5> kinds { "failures", "template", "account", "budget", "audience" };
    for (const auto kind : kinds)
        if (why.starts_with(kind) && why.substr(kind.size()).starts_with(": "))
            return "notice.paused." + std::string { kind };
    return {};
}

} // namespace

void tell_finished(Transaction& tx, const Speech& speech, const Notice& notice, std::int64_t sent,
                   const NoticeRules& rules, Time now)
{
    if (notice.recipients == 0 && notice.repeats_of)
        return;                                             // a repeated one that found nobody this time
    const auto reached = std::min(sent, notice.recipients); // who got an SMS after WhatsApp is one person
    tell(tx, speech, notice.author, "notice.finished",
         { { "number", std::to_string(notice.number) },
           { "people", notice.recipients },
           { "reached", reached },
           { "failed", notice.recipients - reached } },
         rules, now);
}

void tell_paused(Transaction& tx, const Speech& speech, const Notice& notice, const NoticeRules& rules, Time now)
{
    if (const auto key = key_of(notice.paused_why); !key.empty())
        tell(tx, speech, notice.author, key, { { "number", std::to_string(notice.number) } }, rules, now);
}

void tell_budget(Transaction& tx, const Speech& speech, std::int64_t author, std::int64_t percent,
                 const NoticeRules& rules, Time now)
{
    tell(tx, speech, author, "notice.budget", { { "percent", percent } }, rules, now);
}

} // namespace bot::notices
