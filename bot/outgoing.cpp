#include "bot/outgoing.h"

#include "bot/letter_json.h"
#include "bot/log.h"
#include "storage/conversations.h"
#include "storage/people.h"

#include <exception>
#include <utility>

namespace bot {

namespace {

namespace outbox = storage::outbox;
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

void prepare(Transaction& tx, Claim& claim, outbox::Outbound row, const Channel& channel, Time now)
{
    Outgoing outgoing { std::move(row), {}, now, {} };
    if (channel.limits().has_window) {
        outgoing.window_until = window_of(tx, outgoing.row);
        if (outgoing.window_until <= now) {
            wait_for_her(tx, outgoing.row, now);
            ++claim.window_shut;
            return;
        }
    }
    auto message = message_of(tx, outgoing.row, now);
    if (!message) {
        ++claim.not_sendable;
        return;
    }
    outgoing.message = std::move(*message);
    claim.ready.push_back(std::move(outgoing));
}

} // namespace

Claim claim_outgoing(Transaction& tx, const Channel& channel, const ClaimLimits& limits, Time now)
{
    auto rows = outbox::claim(tx, channel.name(), limits.messages, now, limits.lease);
    Claim claim;
    // A person's next message is free only when the one before it is settled, so anything settled here is a reason to
    // look again.
    claim.more = std::cmp_equal(rows.size(), limits.messages);
    for (auto& row : rows)
        prepare(tx, claim, std::move(row), channel, now);
    claim.more = claim.more || claim.ready.size() < rows.size();
    if (!claim.more)
        claim.look_at = outbox::next_due_at(tx, channel.name(), now);
    return claim;
}

void record(Transaction& tx, const Outgoing& outgoing, const Sent& sent, const Verdict& verdict, Time now)
{
    outbox::Outcome outcome { verdict.state,   sent.provider_id, verdict.due_at,
                              sent.error_code, sent.error,       verdict.failures };
    if (verdict.state == outbox::State::Waiting && window_of(tx, outgoing.row) > outgoing.window_until) {
        outcome.state = outbox::State::Queued;
        outcome.due_at = now;
    }
    outbox::settle(tx, outgoing.row, outcome, now);
}

} // namespace bot
