#include "tests/support/promises.h"

#include "bot/arrival_rows.h"
#include "storage/conversations.h"
#include "storage/inbox.h"
#include "storage/outbox.h"
#include "storage/statuses.h"
#include "tests/support/memory_phone.h"

namespace tests {

using bot::SendResult;
using storage::Row;
using storage::Transaction;
using storage::outbox::State;

namespace {

std::optional<std::pair<std::int64_t, std::string>> kept(Transaction& tx, const dialogs::Arrival& arrival)
{
    return tx.first("SELECT person, outcome FROM inbox WHERE provider_id = $1 AND channel = $2",
                    { arrival.provider_id, arrival.channel },
                    [](const Row& row) { return std::pair { row.integer(0), row.string(1) }; });
}

// Nothing is said to what asks nothing.
bool is_silent(const std::string& outcome)
{
    return outcome == "noted" || outcome == "new_number" || outcome == "new_number_of_nobody" || outcome == "parked";
}

} // namespace

void Promises::begin(Transaction& tx)
{
    for (const auto person : tx.all("SELECT id FROM people", {}, [](const Row& row) { return row.integer(0); }))
        records_[person] = records_of(tx, person);
}

void Promises::taken(Transaction& tx, const dialogs::Arrival& arrival, const bot::TurnReport& report, bool alone,
                     Injected injected, Time now)
{
    const auto row = kept(tx, arrival);
    if (!row)
        throw BrokenPromise { "a message answered with 200 is not in the inbox (" + report.outcome +
                                  (injected == Injected::Fault ? ", a fault of ours" : "") +
                                  "): " + arrival.provider_id,
                              0 };
    const auto person = row->first;
    if (row->second.empty())
        throw BrokenPromise { "a message has no outcome: " + arrival.provider_id, person };
    const bool is_new = taken_.emplace(Key { arrival.channel, arrival.provider_id }, row->second).second;
    if (is_new == (report.outcome == "duplicate"))
        throw BrokenPromise { "a message took effect " + std::string { is_new ? "before it was taken" : "twice" } +
                                  ": " + arrival.provider_id,
                              person };
    ++counts_.outcomes[report.outcome];
    if (is_new)
        look_at_message(tx, arrival, report, injected);
    else
        ++counts_.duplicates;
    if (person == 0)
        return;
    if (is_new && bot::is_hers(arrival))
        heard_[{ person, arrival.channel }] =
            std::max(heard_[{ person, arrival.channel }], std::min(arrival.sent_at, now));
    look_at_records(tx, person, arrival.channel, report, alone);
    look_at_conversation(tx, person, arrival.channel, report, alone);
}

void Promises::look_at_message(Transaction& tx, const dialogs::Arrival& arrival, const bot::TurnReport& report,
                               Injected injected)
{
    ++counts_.messages;
    const auto person = kept(tx, arrival)->first;
    const Key key { arrival.channel, arrival.provider_id };
    if (report.outcome == "parked" && injected == Injected::Nothing)
        throw BrokenPromise { "a message was parked though nothing was wrong: " + arrival.provider_id, person };
    if (report.outcome == "parked")
        parked_.insert(key);
    look_at_outbox(tx);
    if (!is_silent(report.outcome) && !replies_.contains(arrival.provider_id))
        throw BrokenPromise { "a message has no reply (" + report.outcome + "): " + arrival.provider_id, person };
}

void Promises::unpark(const std::string& channel, const std::string& provider_id)
{
    taken_.erase({ channel, provider_id });
    parked_.erase({ channel, provider_id });
}

// Every row that is new since the last look, in the order of their numbers.
void Promises::look_at_outbox(Transaction& tx)
{
    tx.each("SELECT id, person, channel, answers, notice, lane FROM outbox WHERE id > $1 ORDER BY id", { last_letter_ },
            [&](const Row& row) {
                last_letter_ = row.integer(0);
                auto& letter = letters_[last_letter_];
                letter.person = row.integer(1);
                letter.channel = row.string(2);
                letter.answers = row.string(3);
                letter.is_notice = row.integer(5) == 1;
                ++(letter.is_notice ? counts_.notices : counts_.letters);
                if (!letter.answers.empty())
                    ++replies_[letter.answers];
                if (letter.is_notice &&
                    !notice_copies_[row.integer(4)].insert({ letter.person, letter.channel }).second)
                    throw BrokenPromise { "a notice was handed over twice to one person", letter.person };
            });
}

Promises::Records Promises::records_of(Transaction& tx, std::int64_t person)
{
    return tx
        .first("SELECT (SELECT count(*) FROM products WHERE person = $1), (SELECT count(*) FROM complaints WHERE "
               "person = $1), (SELECT count(*) FROM orders AS o JOIN order_history AS h ON h.number = o.number WHERE "
               "o.person = $1 AND h.to_status = 'packed' AND h.from_status <> ''), (SELECT count(*) FROM consents "
               "WHERE person = $1), (SELECT count(*) FROM opt_outs WHERE person = $1), (SELECT sum(bills) FROM "
               "daily_collections WHERE person = $1), (SELECT sum(collected_paise) FROM daily_collections WHERE "
               "person = $1)",
               { person },
               [](const Row& row) {
                   return Records { row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                                    row.integer(4), row.integer(5), row.integer(6) };
               })
        .value();
}

void Promises::look_at_records(Transaction& tx, std::int64_t person, const std::string& channel,
                               const bot::TurnReport& report, bool alone)
{
    auto& before = records_[person];
    const auto after = records_of(tx, person);
    auto expected = before;
    const auto walked = [&](std::string_view action, std::string_view outcome) {
        return std::ranges::count_if(report.walked, [&](const dialogs::Walked& step) {
            return step.edge.from == action && step.edge.when == outcome;
        });
    };
    expected.products += walked("save_product", "saved");
    expected.complaints += walked("open_complaint", "opened");
    if (walked("cannot_order", "told") > 0) // a complaint too, unless one is open
        expected.complaints = after.complaints;
    expected.packed += walked("pack_order", "packed");
    expected.consents += 3 * walked("save_member", "saved") + walked("save_sakhi", "saved") +
                         walked("delete_me", "deleted") + walked("refuse_notices", "refused") +
                         walked("accept_notices", "accepted");
    expected.opt_outs = after.opt_outs;     // whether joining took one back is not told by the way that was walked
    if (walked("delete_me", "deleted") > 0) // what was open on her other channel is forgotten too
        std::erase_if(conversations_,
                      [&](const auto& it) { return it.first.first == person && it.first.second != channel; });
    const auto collected = walked("save_collection", "saved") + walked("add_collection", "saved");
    if (const auto* frame = conversations_[{ person, channel }].open();
        collected == 1 && frame != nullptr && frame->slots.contains("bills") && frame->slots.contains("collected"))
    {
        expected.bills += std::get<dialogs::Number>(frame->slots.at("bills")).value.whole().value();
        expected.collected_paise += std::get<dialogs::Money>(frame->slots.at("collected")).paise;
    } else if (collected > 0) { // told in the same message, which is not looked into here
        expected.bills = after.bills;
        expected.collected_paise = after.collected_paise;
    }
    before = after;
    if (alone && after != expected)
        throw BrokenPromise { "what is on record is not what she was told (" + report.outcome + ")", person };
}

void Promises::look_at_conversation(Transaction& tx, std::int64_t person, const std::string& channel,
                                    const bot::TurnReport& report, bool alone)
{
    const auto row = storage::conversations::load(tx, person, channel);
    auto& before = conversations_[{ person, channel }];
    if (row.state.empty()) {
        before = {};
        return; // she was forgotten, or never wrote here
    }
    auto now = dialogs::conversation_from_json(row.state);
    const auto wrong = [&](const std::string& what) { throw BrokenPromise { "her conversation " + what, person }; };
    if (!(dialogs::conversation_from_json(dialogs::to_json(now)) == now))
        wrong("reads otherwise than it was written");
    if (now.frames.size() > dialogs::frames_max || now.offers.size() > 10)
        wrong("waits beyond its limits");
    for (const auto& frame : now.frames) {
        const auto* dialog = proved_bot().dialogs.named(frame.dialog);
        if (dialog == nullptr || (!frame.step.empty() && !dialog->find(frame.step)))
            wrong("stands at a step that is not: " + frame.dialog + "." + frame.step);
    }
    const auto* open = now.open();
    if (row.dialog != (open ? open->dialog : "") || row.step != (open ? open->step : ""))
        wrong("stands elsewhere than its columns say");
    if (now.turn < before.turn && !before.frames.empty())
        wrong("went back to an earlier turn");
    const bool is_no_part = report.outcome == "notice_answer" || report.outcome == "duplicate";
    if (alone && is_no_part && !(now.frames == before.frames))
        wrong("was moved by a message that is no part of it (" + report.outcome + ")");
    before = std::move(now);
}

void Promises::before_status(Transaction& tx, const dialogs::StatusUpdate& update)
{
    before_status_ = State::Queued;
    storage::statuses::Status status;
    status.channel = update.channel;
    status.provider_id = update.provider_id;
    status.outbox_id = update.outbox_id;
    const auto id = storage::statuses::message_of(tx, status);
    if (const auto row = id ? storage::outbox::get(tx, *id) : std::nullopt)
        before_status_ = row->state;
}

void Promises::after_status(Transaction& tx, const dialogs::StatusUpdate& update)
{
    using dialogs::DeliveryState;
    storage::statuses::Status status;
    status.channel = update.channel;
    status.provider_id = update.provider_id;
    status.outbox_id = update.outbox_id;
    const auto id = storage::statuses::message_of(tx, status);
    if (!id)
        return;
    const auto after = storage::outbox::get(tx, *id)->state;
    letters_.at(*id).on_its_way = false; // the provider told before it answered
    if (update.state == DeliveryState::Failed)
        letters_.at(*id).failed_late = true;
    const bool was_there = before_status_ >= State::Accepted && before_status_ <= State::Read;
    const bool gave_way = update.state == DeliveryState::Failed && before_status_ < State::Delivered;
    if (was_there && !gave_way && (after < before_status_ || after > State::Read))
        throw BrokenPromise { "a status moved down: " + std::string { storage::outbox::name_of(before_status_) } +
                                  " to " + std::string { storage::outbox::name_of(after) },
                              letters_.at(*id).person };
}

} // namespace tests
