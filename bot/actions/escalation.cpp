#include "bot/actions/escalation.h"

#include "bot/actions/officers.h"
#include "bot/actions/slots.h"
#include "bot/actions/tickets.h"
#include "bot/quiet_hours.h"
#include "storage/audit.h"
#include "storage/complaints.h"
#include "storage/timers.h"

namespace bot {

using storage::complaints::Complaint;
using storage::people::Person;

namespace {

void give_who_had_it(dialogs::Slots& slots, const std::optional<Person>& before)
{
    if (before && !before->name.empty())
        slots.insert_or_assign("was_with", dialogs::Text { before->name });
    else
        slots.insert_or_assign("was_with", dialogs::Phrase { "officer.nobody" });
}

dialogs::Number days_over(const Complaint& complaint, dialogs::Time now)
{
    const std::chrono::sys_days today { locales::day_in_india(now) }, due { locales::day_in_india(complaint.due_at) };
    return number((today - due).count());
}

void tell_both(ActionCall& call, const Complaint& complaint, const std::optional<Person>& before, const Person& above,
               locales::Date by)
{
    const dialogs::Slots about { { "ticket", number(complaint.number) },
                                 { "kind", dialogs::Phrase { "kind." + complaint.kind } },
                                 { "by", dialogs::Day { by } } };
    auto for_officer = about;
    for_officer.insert_or_assign("count", days_over(complaint, call.now));
    give_who_had_it(for_officer, before);
    tell_officer(call, above, "tell.overdue", std::move(for_officer));
    auto for_her = about;
    give_officer(for_her, above);
    call.tells.push_back({ call.person.id, { "tell.one_step_up", {}, std::move(for_her), {} } });
}

void write_down(ActionCall& call, const Complaint& complaint, const Person& above, dialogs::Time due_at)
{
    const auto from = complaint.assigned ? "person:" + std::to_string(*complaint.assigned) : std::string { "nobody" };
    const auto way = "overdue, one step up from " + from + " to person:" + std::to_string(above.id);
    storage::complaints::Move step;
    step.to = storage::complaints::State::Forwarded;
    step.who = "bot";
    step.note = way;
    step.assigned = above.id;
    step.due_at = due_at;
    storage::complaints::move(call.tx, complaint.number, step, call.now);
    storage::audit::note(call.tx, { "bot", "escalate", call.person.id,
                                    "complaint " + std::to_string(complaint.number) + ": " + way, call.now });
}

} // namespace

void watch_due_day(storage::Transaction& tx, std::int64_t person, std::string_view channel, std::int64_t number,
                   dialogs::Time due_at)
{
    storage::timers::set(tx, { person, std::string { channel }, std::string { complaint_due }, std::to_string(number),
                               by_day(due_at), "" });
}

std::string escalate(ActionCall& call, std::int64_t number)
{
    const auto complaint = storage::complaints::get(call.tx, number);
    const bool is_due = complaint && complaint->person == call.person.id &&
                        complaint->state != storage::complaints::State::Solved && complaint->due_at < call.now;
    if (!is_due)
        return "noted";
    const auto by = due_day(complaint->kind, call.now);
    const auto due_at = end_of_day(by);
    const auto before = complaint->assigned ? storage::people::get(call.tx, *complaint->assigned) : std::nullopt;
    const auto above = officer_above(call.tx, call.person, before);
    watch_due_day(call.tx, call.person.id, call.arrival.channel, number, due_at);
    if (!above)
        return "nobody_above";
    write_down(call, *complaint, *above, due_at);
    tell_both(call, *complaint, before, *above, by);
    return "escalated";
}

} // namespace bot
