#include "bot/outgoing.h"

#include "bot/channels/channels.h"
#include "bot/letter_json.h"
#include "bot/log.h"
#include "bot/notices/aftermath.h"
#include "bot/notices/gate.h"
#include "bot/postage.h"
#include "storage/conversations.h"
#include "storage/handover.h"
#include "storage/outside_window.h"
#include "storage/people.h"

#include <exception>
#include <utility>

namespace bot {

namespace {

namespace outbox = storage::outbox;
using notices::Ruling;
using storage::Transaction;

std::vector<dialogs::Identity> addresses_of(Transaction& tx, const outbox::Outbound& row)
{
    std::vector<dialogs::Identity> addresses;
    for (auto& known : storage::people::addresses(tx, row.person, row.channel))
        addresses.push_back({ static_cast<dialogs::IdentityKind>(known.kind), std::move(known.value) });
    return addresses;
}

Time window_of(Transaction& tx, const outbox::Outbound& row)
{
    return storage::conversations::load(tx, row.person, row.channel).window_until;
}

void refuse(Transaction& tx, const outbox::Outbound& row, const std::string& why, Time now)
{
    log(LogLevel::Error, "sending message " + std::to_string(row.id) + ": " + why);
    outbox::settle(tx, row, { .state = outbox::State::Failed, .error = why, .failures = row.failures }, now);
}

// Empty if it was settled because it cannot be sent at all.
std::optional<OutboundMessage> message_of(Transaction& tx, const outbox::Outbound& row, Time now)
{
    OutboundMessage message { row.id, addresses_of(tx, row), {} };
    if (message.to.empty()) {
        refuse(tx, row, "this person has no address on " + row.channel, now);
        return std::nullopt;
    }
    try {
        message.letter = letter_from_json(row.letter);
    } catch (const std::exception&) { // whose words may hold hers
        refuse(tx, row, "its letter cannot be read", now);
        return std::nullopt;
    }
    return message;
}

void wait_for_her(Transaction& tx, const outbox::Outbound& row, Time now)
{
    outbox::settle(tx, row, { .state = outbox::State::Waiting, .error = "more than 24 hours after her last message" },
                   now);
}

// All messages of one claim, with what is the same for many of them.
class Preparation {
public:
    Preparation(Transaction& tx, const Channel& channel, const ClaimLimits& limits, Time now)
        : tx_(tx), channel_(channel), now_(now), gate_(tx, channel.name(), limits.outside_window_per_day, now),
          postage_(tx, channel.name(), now)
    {
    }

    void prepare(outbox::Outbound row)
    {
        Outgoing outgoing { std::move(row), {}, now_, {} };
        standing_ = storage::handover::standing_of(tx_, outgoing.row.person);
        if (was_stopped(outgoing.row)) {
            outbox::settle(
                tx_, outgoing.row,
                { .state = outbox::State::Dropped, .error = "she stopped the messages after it was written" }, now_);
            return;
        }
        const auto window = look_at_window(outgoing);
        if (window == Window::Shut && !outgoing.row.notice) {
            wait_for_her(tx_, outgoing.row, now_);
            ++claim_.window_shut;
            return;
        }
        auto message = message_of(tx_, outgoing.row, now_);
        if (!message) {
            ++claim_.not_sendable;
            return;
        }
        outgoing.message = std::move(*message);
        outgoing.message.window = window;
        if (outgoing.row.notice && !may_go(outgoing))
            return;
        stamp(outgoing);
        claim_.ready.push_back(std::move(outgoing));
    }

    Claim& finish()
    {
        gate_.keep_count();
        return claim_;
    }

private:
    // To who stopped goes only what answers her since, the proof of it first. Notices have a gate of their own.
    bool was_stopped(const outbox::Outbound& row) const
    {
        return !row.notice && standing_.gone_since && row.created_at < *standing_.gone_since;
    }

    // A notice that was refused for a shut window goes by its template, whatever we think.
    Window look_at_window(Outgoing& outgoing)
    {
        if (!channel_.limits().has_window)
            return Window::Open;
        outgoing.window_until = standing_.window_until;
        const bool refused = outgoing.row.notice && outgoing.row.failures > 0 &&
                             meaning_of(channel_.name(), outgoing.row.error_code) == SendResult::WindowShut;
        return outgoing.window_until <= now_ || refused ? Window::Shut : Window::Open;
    }

    bool may_go(Outgoing& outgoing)
    {
        const auto& row = outgoing.row;
        auto ruling = gate_.rule(row, outgoing.message.letter, standing_, outgoing.message.window);
        switch (ruling.kind) {
        case Ruling::Kind::PutOff:
            outbox::put_off(tx_, row, ruling.from);
            ++claim_.held_back;
            return false;
        case Ruling::Kind::Drop:
            outbox::settle(tx_, row, { .state = outbox::State::Dropped, .error = ruling.why, .failures = row.failures },
                           now_);
            if (ruling.other_channel)
                notices::turn_to_sms(tx_, *row.notice, row.person, now_);
            ++claim_.dropped;
            return false;
        case Ruling::Kind::Send:
            break;
        }
        outgoing.outside_window = ruling.outside_window;
        return true;
    }

    // The operators' number of an SMS, and the price.
    void stamp(Outgoing& outgoing)
    {
        auto& message = outgoing.message;
        const auto& text = message.letter.registered;
        const storage::templates::Template* registered = nullptr;
        if (channel_.name() == "sms" || (text && message.window == Window::Shut))
            registered = text ? gate_.approved(text->name, text->language)
                              : gate_.approved(message.letter.template_key, message.letter.language);
        if (registered != nullptr)
            message.registration_id = registered->registration_id;
        outgoing.category = registered != nullptr ? registered->category : "service";
        outgoing.thousand_paise = postage_.thousand_paise(outgoing.category);
    }

    Transaction& tx_;
    const Channel& channel_;
    Time now_;
    notices::Gate gate_;
    Postage postage_;
    storage::handover::Standing standing_; // of the person whose message is looked at
    Claim claim_;
};

// A notice that was refused for a shut window: by its template, if it has one and that was not refused itself.
void reconsider(outbox::Outcome& outcome, const Outgoing& outgoing, Time now)
{
    const bool has_another_way =
        outgoing.message.letter.registered.has_value() && outgoing.message.window == Window::Open;
    outcome.state = has_another_way ? outbox::State::Queued : outbox::State::Failed;
    outcome.due_at = now;
    outcome.failures = outgoing.row.failures + 1;
}

void account_for(Transaction& tx, const Outgoing& outgoing, const Sent& sent, outbox::Outcome& outcome, Time now)
{
    if (outcome.state == outbox::State::Accepted) {
        outcome.thousand_paise = outgoing.thousand_paise;
        note_spent(tx, outgoing.row, outgoing.category, outgoing.thousand_paise, now);
    } else if (outgoing.outside_window && sent.result != SendResult::Unknown) {
        storage::outside_window::give_back(tx, outgoing.row.channel, outgoing.row.person, outgoing.claimed_at);
    }
}

} // namespace

Claim claim_outgoing(Transaction& tx, const Channel& channel, const ClaimLimits& limits, Time now)
{
    auto rows = outbox::claim(tx, channel.name(), limits.messages, now, limits.lease);
    const auto claimed = rows.size();
    Preparation preparation { tx, channel, limits, now };
    for (auto& row : rows)
        preparation.prepare(std::move(row));
    auto& claim = preparation.finish();
    // A person's next message is free only when the one before it is settled, so anything settled here is a reason to
    // look again.
    claim.more = std::cmp_equal(claimed, limits.messages) || claim.ready.size() < claimed;
    if (!claim.more)
        claim.look_at = outbox::next_due_at(tx, channel.name(), now);
    return std::move(claim);
}

void record(Transaction& tx, const Outgoing& outgoing, const Sent& sent, const Verdict& verdict, Time now)
{
    outbox::Outcome outcome { .state = verdict.state,
                              .provider_id = sent.provider_id,
                              .due_at = verdict.due_at,
                              .error_code = sent.error_code,
                              .error = sent.error,
                              .failures = verdict.failures };
    if (verdict.state == outbox::State::Waiting && outgoing.row.notice) {
        reconsider(outcome, outgoing, now);
    } else if (verdict.state == outbox::State::Waiting && window_of(tx, outgoing.row) > outgoing.window_until) {
        outcome.state = outbox::State::Queued;
        outcome.due_at = now;
    }
    account_for(tx, outgoing, sent, outcome, now);
    outbox::settle(tx, outgoing.row, outcome, now);
    if (sent.result != SendResult::Accepted)
        notices::follow(tx, outgoing.row, outgoing.message.letter, sent, now);
}

} // namespace bot
