#include "bot/notices/feeding.h"

#include "bot/channels/channels.h"
#include "bot/log.h"
#include "bot/notices/aftermath.h"
#include "bot/notices/audience_words.h"
#include "bot/notices/hours.h"
#include "bot/notices/recipient_letter.h"
#include "bot/notices/schedule.h"
#include "storage/handover.h"

#include <algorithm>

namespace bot::notices {

namespace {

namespace recipients = storage::recipients;
using storage::Transaction;
using storage::notices::Notice;
using storage::notices::State;
using storage::templates::Template;

constexpr std::int64_t least_share = 20; // of what may wait in the outbox, however many notices there are

std::optional<Notice> in_state(Transaction& tx, std::int64_t number, State state)
{
    auto notice = storage::notices::get(tx, number);
    return notice && notice->state == state ? std::move(notice) : std::nullopt;
}

Time from_when(const Notice& notice, std::string_view channel, Time now)
{
    const auto urgency = notice.urgent_allowed ? Urgency::AllowedAtNight : Urgency::Usual;
    return may_go_at(channel, category_on(channel, notice.category), urgency, now);
}

std::int64_t room_on(Transaction& tx, const Notice& notice, std::string_view channel, int per_second,
                     const Shift& shift)
{
    const auto ahead = per_second * shift.limits.ahead.count() / 1'000;
    const auto share = std::max(least_share, ahead / std::max(1, shift.sharers));
    return share - recipients::open_messages(tx, notice.number, channel);
}

// How many may be handed over now. A channel whose hours have not come does not stop the other.
std::int64_t room_for(Transaction& tx, const Notice& notice, const Shift& shift)
{
    std::int64_t room = 0;
    bool any = false;
    const auto look = [&](std::string_view channel, bool on, int per_second) {
        if (!on || from_when(notice, channel, shift.now) > shift.now)
            return;
        const auto here = room_on(tx, notice, channel, per_second, shift);
        room = any ? std::min(room, here) : here;
        any = true;
    };
    look("whatsapp", shift.rules.whatsapp_on, shift.rules.whatsapp_per_second);
    look("sms", shift.rules.sms_on && !notice.sms_template.empty(), shift.rules.sms_per_second);
    return room;
}

// Empty if every language it is written in has an approved one, or if it names none.
std::string missing_template(const std::vector<Template>& approved, const std::string& name, const NoticeTexts& texts)
{
    if (name.empty())
        return {};
    for (const auto& [language, text] : texts.didi)
        if (std::ranges::find(approved, language, &Template::language) == approved.end())
            return "template: " + name + " (" + language + ") is not approved any more";
    return {};
}

bool pauses_for_template(Transaction& tx, const Prepared& prepared, Time now)
{
    const auto& notice = prepared.notice;
    auto why = missing_template(prepared.whatsapp_templates, notice.template_name, prepared.texts);
    if (why.empty())
        why = missing_template(prepared.sms_templates, notice.sms_template, prepared.texts);
    if (!why.empty())
        pause_by_itself(tx, notice.number, why, now);
    return !why.empty();
}

void hand_over(Transaction& tx, const Prepared& prepared, const recipients::Recipient& person, Time now)
{
    const auto number = prepared.notice.number;
    const auto letter = letter_for(prepared, person, person.channel);
    if (!letter) {
        storage::handover::leave_out(tx, number, person.person,
                                     person.channel == "sms" ? "window_shut" : "no_officers_text");
        return;
    }
    if (person.channel == "whatsapp" && !letter->registered && person.window_until <= now) {
        if (!turn_to_sms(tx, number, person.person, now))
            storage::handover::leave_out(tx, number, person.person, "window_shut");
        return;
    }
    queue_letter(tx, prepared.notice, person.person, person.channel, *letter, now);
}

// A failure that says something about the notice and not about this one person.
bool is_its_fault(const storage::handover::Tried& tried)
{
    const auto meaning = meaning_of(tried.channel, tried.error_code);
    return tried.failed && meaning != SendResult::Unreachable && meaning != SendResult::Suppressed &&
           meaning != SendResult::OtherDay && meaning != SendResult::WindowShut;
}

bool fails_too_often(Transaction& tx, const Notice& notice, Time since, const Shift& shift)
{
    int failed = 0;
    std::int64_t last_code = 0;
    const auto tried = storage::handover::last_tried(tx, notice.number, shift.limits.failures_looked_at);
    for (const auto& one : tried)
        if (one.at >= since && is_its_fault(one)) {
            ++failed;
            last_code = last_code == 0 ? one.error_code : last_code;
        }
    if (failed < shift.limits.failures_allowed)
        return false;
    return pause_by_itself(tx, notice.number,
                           "failures: " + std::to_string(failed) + " of the last " + std::to_string(tried.size()) +
                               " messages have failed, the last with code " + std::to_string(last_code) +
                               "; samvad notice report tells more, samvad notice resume goes on",
                           shift.now);
}

// Turns to SMS where WhatsApp did not deliver in time, as many as may wait in the outbox. True if nobody is left who
// might still need one.
bool fallen_back(Transaction& tx, const Notice& notice, const Shift& shift)
{
    if (!shift.rules.sms_on || notice.sms_template.empty())
        return true;
    const auto number = notice.number;
    recipients::Most most { shift.limits.fallback_batch, 1 };
    const auto not_yet = recipients::undelivered(tx, number, notice.fallback_to, shift.now, most);
    if (not_yet.people.empty()) {
        storage::notices::note_fallback(tx, number, not_yet.looked_to);
        return not_yet.whole;
    }
    most.people = static_cast<int>(room_on(tx, notice, "sms", shift.rules.sms_per_second, shift));
    if (most.people <= 0)
        return false;
    const auto late = recipients::undelivered(tx, number, notice.fallback_to, shift.now - notice.fallback_after, most);
    for (const auto& person : late.people)
        turn_to_sms(tx, number, person.person, shift.now);
    storage::notices::note_fallback(tx, number, late.looked_to);
    return false;
}

bool is_all_sent(Transaction& tx, const Notice& notice)
{
    return recipients::open_messages(tx, notice.number, "whatsapp") == 0 &&
           recipients::open_messages(tx, notice.number, "sms") == 0 &&
           recipients::next(tx, notice.number, notice.fed_to, 1).empty();
}

void drop_what_is_off(Transaction& tx, const Notice& notice, const Shift& shift)
{
    const auto drop = [&](std::string_view channel, std::string_view why) {
        storage::handover::drop(tx, notice.number, channel, why, shift.now, shift.limits.drop_batch);
    };
    if (!shift.rules.whatsapp_on)
        drop("whatsapp", "WhatsApp is switched off");
    if (!shift.rules.sms_on)
        drop("sms", "SMS is switched off");
}

bool is_done(Transaction& tx, const Notice& notice, const Shift& shift)
{
    return fallen_back(tx, notice, shift) && is_all_sent(tx, notice);
}

} // namespace

bool pause_by_itself(Transaction& tx, std::int64_t number, const std::string& why, Time now)
{
    if (!storage::notices::move(tx, number, { State::Writing, State::Sending }, State::Paused, why, now))
        return false;
    log(LogLevel::Error, "notice " + std::to_string(number) + " is paused: " + why);
    return true;
}

void begin(Transaction& tx, std::int64_t number, Time now)
{
    const auto notice = in_state(tx, number, State::Scheduled);
    if (!notice || !storage::notices::move(tx, number, { State::Scheduled }, State::Writing, "", now))
        return;
    if (notice->repeats == storage::notices::Repeats::Never)
        return;
    auto next = *notice;
    next.repeats_of = notice->repeats_of.value_or(number);
    const auto first = storage::notices::get(tx, *next.repeats_of);
    const auto begun = first && first->starts_at ? *first->starts_at : notice->starts_at.value_or(now);
    next.starts_at = next_time(notice->repeats, begun, now);
    next.state = State::Scheduled;
    const auto following = storage::notices::add(tx, next, now);
    log(LogLevel::Info, "notice " + std::to_string(number) + " comes again as notice " + std::to_string(following));
}

Reach reach_of(Transaction& tx, std::int64_t number, const NoticeRules& rules)
{
    const auto notice = storage::notices::get(tx, number);
    if (!notice)
        throw BadAudience { "there is no notice " + std::to_string(number) };
    return { number, audience_of(tx, *notice), means_of(tx, *notice, rules) };
}

More write_piece(Transaction& tx, const Reach& reach, std::int64_t span, const Shift& shift)
{
    const auto notice = in_state(tx, reach.notice, State::Writing);
    if (!notice)
        return More::No;
    if (!notice->written) {
        const auto piece = storage::audience::write_ledger(tx, reach.notice, reach.audience, reach.means,
                                                           notice->written_to, span, shift.now);
        storage::notices::note_written(tx, reach.notice, { piece.to, piece.recipients, piece.left_out, piece.whole });
        if (!piece.whole)
            return More::Yes;
    }
    storage::notices::move(tx, reach.notice, { State::Writing }, State::Sending, "", shift.now);
    return More::Yes;
}

More feed(Transaction& tx, std::int64_t number, const Shift& shift)
{
    const auto notice = in_state(tx, number, State::Sending);
    if (!notice)
        return More::No;
    const auto room = room_for(tx, *notice, shift);
    if (room <= 0)
        return More::No;
    const auto most = static_cast<int>(std::min<std::int64_t>(room, shift.limits.feed_batch));
    const auto people = recipients::next(tx, number, notice->fed_to, most);
    if (people.empty())
        return More::No;
    const auto prepared = prepare(tx, *notice);
    if (pauses_for_template(tx, prepared, shift.now))
        return More::No;
    for (const auto& person : people)
        hand_over(tx, prepared, person, shift.now);
    storage::notices::note_fed(tx, number, people.back().person);
    return More::Yes;
}

More tend(Transaction& tx, std::int64_t number, Time since, const Shift& shift)
{
    const auto notice = in_state(tx, number, State::Sending);
    if (!notice)
        return More::Yes;
    storage::handover::release(tx, number, shift.now, shift.limits.drop_batch);
    drop_what_is_off(tx, *notice, shift);
    if (fails_too_often(tx, *notice, since, shift))
        return More::Yes;
    return is_done(tx, *notice, shift) ? More::No : More::Yes;
}

std::optional<Notice> end(Transaction& tx, std::int64_t number, const Shift& shift)
{
    const auto notice = in_state(tx, number, State::Sending);
    if (!notice || !is_done(tx, *notice, shift) ||
        !storage::notices::move(tx, number, { State::Sending }, State::Finished, "", shift.now))
        return std::nullopt;
    return storage::notices::get(tx, number);
}

More drop_cancelled(Transaction& tx, const FeederLimits& limits, Time now)
{
    auto more = More::No;
    for (const auto notice : storage::handover::cancelled_yet_queued(tx))
        if (storage::handover::drop(tx, notice, cancelled_why, now, limits.drop_batch) == limits.drop_batch)
            more = More::Yes;
    return more;
}

} // namespace bot::notices
