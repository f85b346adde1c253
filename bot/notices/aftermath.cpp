#include "bot/notices/aftermath.h"

#include "bot/channels/letter_text.h"
#include "bot/channels/sms_parts.h"
#include "bot/letter_json.h"
#include "bot/log.h"
#include "bot/notices/hours.h"
#include "bot/notices/notice_book.h"
#include "bot/notices/recipient_letter.h"
#include "storage/audit.h"
#include "storage/handover.h"
#include "storage/people.h"

namespace bot::notices {

namespace {

using storage::Transaction;
using storage::notices::State;
using storage::outbox::Outbound;

void pause(Transaction& tx, std::int64_t notice, const std::string& why, Time now)
{
    if (storage::notices::move(tx, notice, { State::Sending, State::Writing }, State::Paused, why, now))
        log(LogLevel::Error, "notice " + std::to_string(notice) + " is paused: " + why);
}

void disable_template(Transaction& tx, const Outbound& row, const Letter& letter, const Sent& sent, Time now)
{
    if (!letter.registered)
        return;
    const auto& text = *letter.registered;
    storage::templates::move(tx, row.channel, text.name, text.language, storage::templates::State::Paused, sent.error,
                             now);
    pause(tx, *row.notice, "template: " + text.name + " (" + text.language + ") is refused: " + sent.error, now);
}

void stop_marketing(Transaction& tx, const Outbound& row, const Sent& sent, Time now)
{
    if (storage::handover::set_marketing(tx, row.person, storage::handover::Marketing::Stopped))
        storage::audit::note(tx, { row.channel, "marketing stopped", row.person,
                                   "told for message " + std::to_string(row.id) + ": " + sent.error, now });
}

storage::recipients::Recipient recipient(const storage::people::Person& person)
{
    storage::recipients::Recipient made;
    made.person = person.id;
    made.channel = "sms";
    made.name = person.name;
    made.group_name = person.group_name;
    made.clf = person.clf;
    made.block = person.block;
    made.district = person.district;
    made.language = person.language;
    made.officer = person.has_role("coordinator");
    return made;
}

} // namespace

void follow(Transaction& tx, const Outbound& row, const Letter& letter, const Sent& sent, Time now)
{
    if (!row.notice)
        return;
    switch (sent.result) {
    case SendResult::Unreachable:
        if (row.channel == "whatsapp")
            turn_to_sms(tx, *row.notice, row.person, now);
        break;
    case SendResult::Suppressed:
        stop_marketing(tx, row, sent, now);
        break;
    case SendResult::TextRefused:
        disable_template(tx, row, letter, sent, now);
        break;
    case SendResult::StopSending:
        pause(tx, *row.notice, "account: " + sent.error, now);
        break;
    default:
        break;
    }
}

bool turn_to_sms(Transaction& tx, std::int64_t number, std::int64_t person, Time now)
{
    const auto notice = storage::notices::get(tx, number);
    if (!notice || notice->sms_template.empty() || notice->state == State::Cancelled)
        return false;
    const auto known = storage::people::get(tx, person);
    if (!known || storage::people::phone_of(tx, person).empty() || storage::handover::has_sms(tx, number, person))
        return false;
    const auto letter = letter_for(prepare(tx, *notice), recipient(*known), "sms");
    if (!letter)
        return false;
    queue_letter(tx, *notice, person, "sms", *letter, now);
    return true;
}

} // namespace bot::notices
