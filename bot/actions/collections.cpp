#include "bot/actions/commission_estimates.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "dialogs/verify.h"

namespace bot::run {

using dialogs::Done;
using storage::commissions::Collection;

namespace {

Collection told(ActionCall& call)
{
    const auto bills = number_in(call.slots, "bills");
    const auto* day = slot_as<dialogs::Day>(call.slots, "day");
    VERIFY(bills.has_value() && day != nullptr);
    return { call.person.id, day->date, *bills, paise_in(call.slots, "collected"), area_of_sakhis, call.now };
}

Done saved(ActionCall& call, const Collection& collection)
{
    storage::commissions::report(call.tx, collection);
    const auto estimate = estimate_paise(call.tx, collection.bills, collection.collected_paise, collection.day);
    return { "saved", { { "estimate", money(estimate) } } };
}

} // namespace

Done collection_day(ActionCall& call)
{
    if (!call.person.has_role("vidyut_sakhi"))
        return { "not_sakhi", {} };
    Done done { "ready", {} };
    if (slot_as<dialogs::Day>(call.slots, "day") == nullptr)
        done.gives.insert_or_assign("day", day_of(call.now));
    return done;
}

Done save_collection(ActionCall& call)
{
    const auto collection = told(call);
    const auto earlier = storage::commissions::reported(call.tx, call.person.id, collection.day);
    if (!earlier)
        return saved(call, collection);
    return { "already",
             { { "earlier_bills", number(earlier->bills) },
               { "earlier_collected", money(earlier->collected_paise) } } };
}

Done add_collection(ActionCall& call)
{
    auto whole_day = told(call);
    if (const auto earlier = storage::commissions::reported(call.tx, call.person.id, whole_day.day)) {
        whole_day.bills += earlier->bills;
        whole_day.collected_paise += earlier->collected_paise;
    }
    return saved(call, whole_day);
}

} // namespace bot::run
