#include "bot/actions/escalation.h"
#include "bot/actions/officers.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "bot/actions/tickets.h"
#include "dialogs/verify.h"
#include "storage/day.h"

#include <algorithm>
#include <stdexcept>

namespace bot::run {

using dialogs::Done;
using storage::complaints::Complaint;
using storage::complaints::State;

namespace {

constexpr std::size_t rows_max = 10;
constexpr int complaints_read_max = 200;

// What it is about, in a form that is the same whenever it is the same thing.
std::string about_of(const dialogs::Slots& slots)
{
    if (const auto order = number_in(slots, "order"))
        return "order " + std::to_string(*order);
    if (const auto product = number_in(slots, "product"))
        return "product " + std::to_string(*product);
    if (const auto* period = slot_as<dialogs::Period>(slots, "period"))
        return about_period(*period);
    return {};
}

void append(std::string& text, const std::string& part)
{
    if (!part.empty())
        text += (text.empty() ? "" : "; ") + part;
}

// All she told, for whoever acts on it: her own words, and what she chose and counted beside them.
std::string told(const dialogs::Slots& slots)
{
    auto text = words_in(slots, "about");
    if (const auto trouble = words_in(slots, "trouble"); !trouble.empty())
        append(text, "trouble=" + trouble);
    if (const auto* amount = slot_as<dialogs::Money>(slots, "amount"))
        append(text, "amount_paise=" + std::to_string(amount->paise));
    if (const auto* day = slot_as<dialogs::Day>(slots, "day"))
        append(text, "day=" + storage::text_of(day->date));
    if (const auto* photo = slot_as<dialogs::Photo>(slots, "photo"))
        append(text, "photo=" + photo->media_id);
    return text;
}

bool is_open(const Complaint& complaint)
{
    return complaint.state != State::Solved;
}

std::optional<Complaint> same_open(ActionCall& call, const Wish& wish)
{
    for (auto& complaint : storage::complaints::of_person(call.tx, call.person.id, complaints_read_max))
        if (is_open(complaint) && complaint.kind == wish.kind && complaint.about == wish.about &&
            same_name(complaint.text, wish.words))
            return std::move(complaint);
    return std::nullopt;
}

std::optional<Complaint> her_complaint(ActionCall& call)
{
    const auto number = number_in(call.slots, "complaint");
    auto complaint = number ? storage::complaints::get(call.tx, *number) : std::nullopt;
    return complaint && complaint->person == call.person.id ? complaint : std::nullopt;
}

std::string_view told_state(State state)
{
    switch (state) {
    case State::Recorded:
        return "opened";
    case State::Forwarded:
        return "passed_on";
    case State::InProgress:
        return "in_work";
    case State::Solved:
        return "solved";
    case State::NotSatisfied:
        return "unhappy";
    }
    throw std::logic_error { "telling a ticket's state: the state is unknown" };
}

dialogs::Slots cells_of(const Complaint& complaint)
{
    return {
        { "ticket", number(complaint.number) },
        { "kind", dialogs::Phrase { "kind." + complaint.kind } },
        { "state", dialogs::Phrase { "state.complaint." + std::string { told_state(complaint.state) } } },
    };
}

// What the coordinator reads: her words where she used any.
void tell(ActionCall& call, const Ticket& ticket, const std::string& kind)
{
    dialogs::Slots slots { { "ticket", number(ticket.number) },
                           { "kind", dialogs::Phrase { "kind." + kind } },
                           { "by", dialogs::Day { ticket.by } } };
    if (const auto words = words_in(call.slots, "about"); !words.empty())
        slots.insert_or_assign("about", dialogs::Text { words });
    tell_officer(call, ticket.officer, "tell.complaint", std::move(slots));
}

} // namespace

Done open_complaint(ActionCall& call)
{
    const Wish wish { words_in(call.slots, "dialog"), told(call.slots), about_of(call.slots) };
    VERIFY(!wish.kind.empty());
    if (const auto same = same_open(call, wish)) {
        Done done { "already_open", {} };
        give_ticket(done.gives, ticket_of(call.tx, *same));
        return done;
    }
    const auto ticket = open_ticket(call, wish);
    tell(call, ticket, wish.kind);
    Done done { "opened", {} };
    give_ticket(done.gives, ticket);
    return done;
}

Done list_complaints(ActionCall& call)
{
    auto complaints = storage::complaints::of_person(call.tx, call.person.id, complaints_read_max);
    std::ranges::stable_partition(complaints, is_open);
    Done done { complaints.empty() ? "none" : "some",
                { { "count", number(static_cast<std::int64_t>(complaints.size())) } } };
    if (complaints.empty())
        return done;
    dialogs::Table table { "line.complaint", {} };
    for (const auto& complaint : complaints)
        if (table.rows.size() < rows_max)
            table.rows.push_back({ std::to_string(complaint.number), cells_of(complaint) });
    done.gives.insert_or_assign("complaints", std::move(table));
    return done;
}

Done complaint_detail(ActionCall& call)
{
    const auto complaint = her_complaint(call);
    if (!complaint)
        return { "gone", {} };
    Done done { is_open(*complaint) ? "open" : "solved", cells_of(*complaint) };
    done.gives.insert_or_assign("opened_on", day_of(complaint->created_at));
    done.gives.insert_or_assign("since", day_of(complaint->changed_at));
    give_ticket(done.gives, ticket_of(call.tx, *complaint));
    return done;
}

Done reopen_complaint(ActionCall& call)
{
    auto complaint = her_complaint(call);
    VERIFY(complaint.has_value());
    complaint->due_at = std::max(complaint->due_at, end_of_day(due_day("reopened", call.now)));
    const auto who = who_writes(call); // outlives the step, which only looks at it
    storage::complaints::Move step { State::NotSatisfied, who };
    step.due_at = complaint->due_at;
    storage::complaints::move(call.tx, complaint->number, step, call.now);
    watch_due_day(call.tx, call.person.id, call.arrival.channel, complaint->number, complaint->due_at);
    const auto ticket = ticket_of(call.tx, *complaint);
    tell(call, ticket, complaint->kind);
    Done done { "reopened", {} };
    give_officer(done.gives, ticket.officer, ticket.by);
    return done;
}

} // namespace bot::run
