#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "storage/consents.h"
#include "storage/deletion.h"
#include "storage/opt_outs.h"
#include "storage/outbox.h"

namespace bot::run {

using dialogs::Done;
using dialogs::Time;
using storage::opt_outs::OptOut;
using storage::opt_outs::Word;

namespace {

std::int64_t record(ActionCall& call, Word word)
{
    return storage::opt_outs::record(
        call.tx, { call.person.id, word, call.arrival.channel, call.arrival.provider_id, call.now });
}

void take_back_consent(ActionCall& call)
{
    const std::string shown = words_in(call.slots, "dialog") + ".delete_review.ask";
    const auto version = call.text_version ? call.text_version(shown) : std::string {};
    storage::consents::record(call.tx, { call.person.id, storage::consents::Purpose::Service, false, shown, version,
                                         std::string { call.language }, call.arrival.channel, call.arrival.provider_id,
                                         call.now });
}

// The stop that is in force: the last one she said.
std::optional<OptOut> stop_in_force(ActionCall& call)
{
    std::optional<OptOut> last;
    for (auto& said : storage::opt_outs::of_person(call.tx, call.person.id))
        if (said.word == Word::Stop)
            last = std::move(said);
    return last;
}

// Her number of that record, and the day since when; the first time is what counts.
void give_proof(dialogs::Slots& gives, const std::optional<OptOut>& stop, Time since)
{
    gives.insert_or_assign("proof", number(stop ? stop->number : 0));
    gives.insert_or_assign("since", day_of(stop ? stop->at : since));
}

Done stopped_before(ActionCall& call)
{
    Done done { "already", {} };
    give_proof(done.gives, stop_in_force(call), *call.person.stopped_at);
    return done;
}

void give_counts(dialogs::Slots& gives, const storage::deletion::Held& held)
{
    gives.insert_or_assign("product_count", number(held.products));
    gives.insert_or_assign("order_count", number(held.orders));
    gives.insert_or_assign("complaint_count", number(held.complaints));
    gives.insert_or_assign("message_count", number(held.messages + held.replies));
}

} // namespace

Done stop_messages(ActionCall& call)
{
    if (call.person.stopped_at)
        return stopped_before(call);
    const auto proof = record(call, Word::Stop);
    storage::outbox::drop(call.tx, call.person.id, storage::outbox::Drop::Notices, "she said stop", call.now);
    call.person.stopped_at = call.now;
    return { "stopped", { { "proof", number(proof) }, { "since", day_of(call.now) } } };
}

Done start_messages(ActionCall& call)
{
    const bool was_stopped = call.person.stopped_at.has_value();
    if (was_stopped)
        record(call, Word::Start);
    call.person.stopped_at.reset();
    return { was_stopped ? "started" : "already", { { "since", day_of(call.now) } } };
}

Done what_is_held(ActionCall& call)
{
    const auto& person = call.person;
    Done done { person.joined_at ? "member" : "stranger", {} };
    const auto held = storage::deletion::my_data(call.tx, person.id);
    give_counts(done.gives, held);
    done.gives.insert_or_assign("phone_end",
                                dialogs::Text { last_four(storage::people::phone_of(call.tx, person.id)) });
    if (!person.joined_at)
        return done;
    done.gives.insert_or_assign("name", dialogs::Text { person.name });
    done.gives.insert_or_assign("group", dialogs::Text { person.group_name });
    done.gives.insert_or_assign("district", dialogs::Text { person.district });
    done.gives.insert_or_assign("agreed_on", day_of(*person.joined_at));
    return done;
}

Done delete_me(ActionCall& call)
{
    auto& person = call.person;
    const bool before = person.deleted_at.has_value();
    if (!before) {
        record(call, Word::Stop);
        take_back_consent(call);
        storage::deletion::forget(call.tx, person.id, call.now);
        person = storage::people::get(call.tx, person.id).value();
    }
    Done done { before ? "already" : "deleted", {} };
    give_proof(done.gives, stop_in_force(call), call.now);
    done.gives.erase("since");
    done.gives.insert_or_assign("by", day_of(person.purge_at.value_or(call.now)));
    return done;
}

} // namespace bot::run
