#include "bot/actions/tickets.h"

#include "bot/actions/escalation.h"
#include "bot/actions/officers.h"
#include "bot/actions/slots.h"
#include "storage/day.h"

namespace bot {

using storage::complaints::Complaint;
using storage::complaints::State;

Ticket open_ticket(ActionCall& call, const Wish& wish)
{
    Ticket ticket { 0, due_day(wish.kind, call.now), officer_of(call.tx, call.person) };
    Complaint complaint;
    complaint.person = call.person.id;
    complaint.kind = wish.kind;
    complaint.text = wish.words;
    complaint.about = wish.about;
    complaint.state = ticket.officer ? State::Forwarded : State::Recorded;
    if (ticket.officer)
        complaint.assigned = ticket.officer->id;
    complaint.due_at = end_of_day(ticket.by);
    ticket.number = storage::complaints::open(call.tx, complaint, call.now);
    watch_due_day(call.tx, call.person.id, call.arrival.channel, ticket.number, complaint.due_at);
    return ticket;
}

storage::Time end_of_day(locales::Date day)
{
    return locales::start_of_day_in_india(day) + std::chrono::days { 1 } - std::chrono::milliseconds { 1 };
}

Ticket ticket_of(storage::Transaction& tx, const Complaint& complaint)
{
    Ticket ticket { complaint.number, locales::day_in_india(complaint.due_at), std::nullopt };
    if (complaint.assigned)
        ticket.officer = storage::people::get(tx, *complaint.assigned);
    return ticket;
}

void give_ticket(dialogs::Slots& gives, const Ticket& ticket)
{
    gives.insert_or_assign("ticket", number(ticket.number));
    give_officer(gives, ticket.officer, ticket.by);
}

std::string about_period(const dialogs::Period& period)
{
    return storage::text_of(period.from) + "/" + storage::text_of(period.to);
}

std::string who_writes(const ActionCall& call)
{
    return "person:" + std::to_string(call.person.id);
}

} // namespace bot
