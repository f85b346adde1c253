#include "storage/statuses.h"

namespace storage::statuses {

namespace {

using outbox::State;

struct Known {
    std::int64_t id = 0;
    State state = State::Queued;
    std::string provider_id;
};

std::optional<Known> find(Transaction& tx, const Status& status)
{
    const auto read = [](const Row& row) {
        return Known { row.integer(0), outbox::state_named(row.text(1)), row.string(2) };
    };
    if (status.outbox_id)
        if (const auto known = tx.first("SELECT id, state, provider_id FROM outbox WHERE id = $1 AND channel = $2",
                                        { *status.outbox_id, status.channel }, read))
            return known;
    if (status.provider_id.empty())
        return std::nullopt;
    return tx.first("SELECT id, state, provider_id FROM outbox WHERE provider_id = $1 AND channel = $2",
                    { status.provider_id, status.channel }, read);
}

// A later word stands above an earlier one. Failed is below delivered, because providers report a failure and deliver
// all the same.
int rank_of(State state)
{
    switch (state) {
    case State::Accepted:
        return 1;
    case State::Sent:
        return 2;
    case State::Failed:
        return 3;
    case State::Delivered:
        return 4;
    case State::Read:
        return 5;
    default:
        return 0;
    }
}

constexpr std::string_view with_an_id_each = "whatsapp"; // where each attempt has an id, the same in all its reports

// The failure of an earlier attempt says nothing about the one that is still to come, is on its way, or was taken
// since.
bool is_of_earlier_attempt(const Known& known, const Status& status)
{
    if (status.state != State::Failed)
        return false;
    if (known.state == State::Queued || known.state == State::Waiting)
        return true;
    if (status.channel != with_an_id_each || status.provider_id.empty() || known.provider_id.empty())
        return false;
    const bool has_no_id_yet = known.state == State::Sending || known.state == State::Uncertain;
    return has_no_id_yet == (status.provider_id == known.provider_id);
}

bool moves(const Known& known, const Status& status)
{
    return !is_of_earlier_attempt(known, status) && rank_of(status.state) > rank_of(known.state);
}

} // namespace

std::optional<std::int64_t> message_of(Transaction& tx, const Status& status)
{
    const auto known = find(tx, status);
    return known ? std::optional { known->id } : std::nullopt;
}

Applied apply(Transaction& tx, const Status& status)
{
    const auto known = find(tx, status);
    if (!known)
        return Applied::UnknownMessage;
    const bool moved = moves(*known, status);
    const auto happened_at = [&](State state) { return status.state == state ? value(status.at) : Value { nullptr }; };
    // Of two ids that of the word which moves it counts: it is of the present attempt, whose answer may still be to
    // come.
    tx.run("UPDATE outbox SET state = $2, provider_id = CASE WHEN $10 = 1 THEN coalesce($3, provider_id) "
           "ELSE coalesce(provider_id, $3) END, "
           "sent_at = coalesce(sent_at, $4), delivered_at = coalesce(delivered_at, $5), "
           "read_at = coalesce(read_at, $6), failed_at = coalesce(failed_at, $7), "
           "price_category = CASE WHEN price_category = '' THEN $8 ELSE price_category END, "
           "price_type = CASE WHEN price_type = '' THEN $9 ELSE price_type END WHERE id = $1",
           { known->id, outbox::name_of(moved ? status.state : known->state),
             status.provider_id.empty() ? Value { nullptr } : Value { status.provider_id }, happened_at(State::Sent),
             happened_at(State::Delivered), happened_at(State::Read), happened_at(State::Failed), status.price_category,
             status.price_type, std::int64_t { moved } });
    if (moved)
        tx.run("UPDATE outbox SET claimed_until = NULL, error_code = $2, error = $3 WHERE id = $1",
               { known->id, status.error_code, status.error });
    if (!moved)
        return Applied::NothingNew;
    return known->state == State::Uncertain ? Applied::Settled : Applied::Moved;
}

} // namespace storage::statuses
