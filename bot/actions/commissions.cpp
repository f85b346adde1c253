#include "bot/actions/commission_estimates.h"
#include "bot/actions/run.h"
#include "bot/actions/slots.h"
#include "dialogs/verify.h"
#include "locales/calendar.h"

#include <algorithm>

namespace bot::run {

using dialogs::Done;
using storage::commissions::Quarter;
using storage::commissions::Statement;

namespace {

constexpr int statements_read_max = 40; // ten years of quarters

// More was paid than earned happens when a statement is corrected later; nothing is due then.
std::int64_t due_paise(const Quarter& quarter)
{
    return std::max<std::int64_t>(quarter.due_paise(), 0);
}

// When something was paid last, and to which account, among the statements of these days.
void give_last_payment(ActionCall& call, const dialogs::Period& period, dialogs::Slots& gives)
{
    gives.insert_or_assign("paid_on", dialogs::Phrase { "unknown.day" });
    gives.insert_or_assign("account_end", dialogs::Phrase { "unknown.account" });
    for (const auto& statement : storage::commissions::of_person(call.tx, call.person.id, statements_read_max)) {
        if (statement.period_from < period.from || statement.period_to > period.to || !statement.paid_on)
            continue;
        gives.insert_or_assign("paid_on", dialogs::Day { *statement.paid_on });
        if (!statement.account_last4.empty())
            gives.insert_or_assign("account_end", dialogs::Text { statement.account_last4 });
        return; // the newest comes first
    }
}

void give_payment(ActionCall& call, const Quarter& quarter, const dialogs::Period& period, dialogs::Slots& gives)
{
    gives.insert_or_assign("earned", money(quarter.earned_paise));
    gives.insert_or_assign("paid", money(quarter.paid_paise));
    gives.insert_or_assign("due", money(due_paise(quarter)));
    if (quarter.paid_paise > 0)
        give_last_payment(call, period, gives);
}

// The quarter of her newest statement; the statement's own days where it is no part of one quarter.
dialogs::Period period_of(const Statement& statement)
{
    const auto quarter = locales::quarter_of(statement.period_from);
    if (statement.period_to <= quarter.to)
        return quarter;
    return { statement.period_from, statement.period_to };
}

Done by_statement(ActionCall& call, const Statement& newest)
{
    const auto period = period_of(newest);
    const auto quarter = storage::commissions::quarter(call.tx, call.person.id, period.from, period.to);
    Done done { quarter.paid_paise > 0 ? "paid" : "unpaid", { { "quarter", period } } };
    give_payment(call, quarter, period, done.gives);
    const auto& last = quarter.newest ? *quarter.newest : newest;
    done.gives.insert_or_assign("as_of", day_of(last.imported_at));
    done.gives.insert_or_assign("source", dialogs::Text { last.source });
    return done;
}

Done by_her_reports(ActionCall& call)
{
    const auto today = locales::day_in_india(call.now);
    const auto period = locales::quarter_of(today);
    const auto quarter = storage::commissions::quarter(call.tx, call.person.id, period.from, period.to);
    Done done { "zero", { { "quarter", period }, { "as_of", dialogs::Day { today } } } };
    if (quarter.reported_bills == 0)
        return done;
    done.outcome = "estimate";
    done.gives.insert_or_assign("bills", number(quarter.reported_bills));
    done.gives.insert_or_assign(
        "estimate", money(estimate_paise(call.tx, quarter.reported_bills, quarter.reported_collected_paise, today)));
    if (quarter.last_reported)
        done.gives.insert_or_assign("as_of", dialogs::Day { *quarter.last_reported });
    return done;
}

} // namespace

Done commission_of_quarter(ActionCall& call)
{
    if (!call.person.has_role("vidyut_sakhi"))
        return { "not_sakhi", {} };
    const auto statements = storage::commissions::of_person(call.tx, call.person.id, 1);
    return statements.empty() ? by_her_reports(call) : by_statement(call, statements.front());
}

Done commission_of_period(ActionCall& call)
{
    if (!call.person.has_role("vidyut_sakhi"))
        return { "not_sakhi", {} };
    const auto* period = slot_as<dialogs::Period>(call.slots, "period");
    VERIFY(period != nullptr);
    // She names a month, statements come by quarter: what covers her month answers.
    const dialogs::Period whole { locales::quarter_of(period->from).from, locales::quarter_of(period->to).to };
    const auto quarter = storage::commissions::quarter(call.tx, call.person.id, whole.from, whole.to);
    if (quarter.statements == 0)
        return { "unknown", {} };
    Done done { quarter.due_paise() > 0 || quarter.paid_paise == 0 ? "due" : "paid", {} };
    give_payment(call, quarter, whole, done.gives);
    return done;
}

Done her_area(ActionCall& call)
{
    if (!is_rural(call.person))
        return { "unknown", {} };
    return { "known", { { "area", dialogs::Word { "rural" } } } };
}

Done rate_of_bill(ActionCall& call)
{
    const auto area = storage::commissions::area_named(words_in(call.slots, "area"));
    VERIFY(area.has_value());
    const auto today = locales::day_in_india(call.now);
    const auto rate = storage::commissions::rate_for(call.tx, *area, paise_in(call.slots, "bill"), today);
    if (!rate) {
        const auto most = storage::commissions::largest_bill_paise(call.tx, *area, today);
        VERIFY(most.has_value());
        return { "out_of_range", { { "most", money(*most) } } };
    }
    return { "rate",
             { { "commission", money(rate->commission_paise) },
               { "rule_from", dialogs::Day { rate->valid_from } },
               { "source", dialogs::Text { rate->source } } } };
}

} // namespace bot::run
