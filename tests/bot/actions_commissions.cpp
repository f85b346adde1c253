#include "bot/actions/estimates.h"
#include "storage/commissions.h"
#include "tests/support/acting.h"

#include <catch2/catch.hpp>

using namespace support;

namespace {

struct Earning : Acting {
    Person puja = joined("+919800000021", "Puja", { "vidyut_sakhi" });
    Person reena = joined("+919800000001", "Rina Devi", { "member" });

    // Of the months from `first` to `last` of 2026.
    void statement(unsigned first, unsigned last, std::int64_t earned_rupees, std::int64_t paid_rupees)
    {
        storage::commissions::Statement statement;
        statement.person = puja.id;
        statement.period_from = day(2026, first, 1).date;
        statement.period_to =
            locales::Date { std::chrono::year { 2026 } / std::chrono::month { last } / std::chrono::last };
        statement.earned_paise = earned_rupees * 100;
        statement.paid_paise = paid_rupees * 100;
        if (paid_rupees > 0)
            statement.paid_on = day(2026, last, 28).date;
        statement.account_last4 = "4321";
        statement.source = "UPSRLM";
        statement.imported_at = now;
        storage::commissions::import_statement(tx(), statement);
    }

    dialogs::Done balance() { return run("commission_of_quarter", puja); }

    dialogs::Done of(const dialogs::Period& period)
    {
        return run("commission_of_period", puja, { { "period", period } });
    }

    dialogs::Done rate(std::int64_t bill_rupees, const std::string& area)
    {
        return run("rate_of_bill", puja, { { "bill", rupees(bill_rupees) }, { "area", word(area) } });
    }

    dialogs::Done collection(const std::string& action, std::int64_t bills, std::int64_t collected_rupees,
                             dialogs::Day on = day(2026, 11, 22))
    {
        return run(action, puja,
                   { { "bills", number(bills) }, { "collected", rupees(collected_rupees) }, { "day", on } });
    }
};

dialogs::Period months(unsigned first, unsigned last)
{
    return { day(2026, first, 1).date,
             locales::Date { std::chrono::year { 2026 } / std::chrono::month { last } / std::chrono::last } };
}

} // namespace

TEST_CASE("the commission on a bill is the published one, in town and village, to the paisa")
{
    Earning acting;

    struct Case {
        std::int64_t bill_rupees;
        const char* area;
        std::int64_t commission_paise;
    };

    const auto known =
        GENERATE(Case { 1, "rural", 20'00 }, Case { 1'999, "rural", 20'00 }, Case { 2'000, "rural", 20'00 },
                 Case { 2'001, "rural", 20'01 }, Case { 3'500, "rural", 35'00 }, Case { 49'999, "rural", 499'99 },
                 Case { 199'999, "rural", 1'999'99 }, Case { 3'000, "urban", 12'00 }, Case { 3'001, "urban", 12'00 });
    const auto done = acting.rate(known.bill_rupees, known.area);
    CHECK(done.outcome == "rate");
    CHECK(paise(done.gives, "commission") == known.commission_paise);
}

TEST_CASE("a rate says since when it holds and who published it")
{
    Earning acting;
    const auto done = acting.rate(3'500, "rural");
    CHECK(get<dialogs::Day>(done.gives, "rule_from") == day(2026, 3, 1));
    CHECK_FALSE(phrase(done.gives, "source").empty());
}

TEST_CASE("a bill above the highest of the table gets no figure but that highest")
{
    Earning acting;
    const auto done = acting.rate(200'000, "rural");
    CHECK(done.outcome == "out_of_range");
    CHECK(paise(done.gives, "most") == 1'99'999'00);
}

TEST_CASE("the area of a woman of the rural mission is known, a stranger's is asked")
{
    Earning acting;
    const auto known = acting.run("her_area", acting.puja);
    CHECK(known.outcome == "known");
    CHECK(get<dialogs::Word>(known.gives, "area").id == "rural");
    auto stranger = acting.stranger("+919800000099");
    CHECK(acting.run("her_area", stranger).outcome == "unknown");
}

TEST_CASE("the balance is that of the newest quarter with a statement: earned less paid is due, with date and source")
{
    Earning acting;
    acting.statement(4, 6, 1'000, 1'000);
    acting.statement(7, 9, 1'500, 600);
    const auto done = acting.balance();
    CHECK(done.outcome == "paid");
    CHECK(get<dialogs::Period>(done.gives, "quarter") == months(7, 9));
    CHECK(paise(done.gives, "earned") == 1'500'00);
    CHECK(paise(done.gives, "paid") == 600'00);
    CHECK(paise(done.gives, "due") == 900'00);
    CHECK(get<dialogs::Day>(done.gives, "paid_on") == day(2026, 9, 28));
    CHECK(phrase(done.gives, "account_end") == "4321");
    CHECK(get<dialogs::Day>(done.gives, "as_of") == day(2026, 11, 22));
    CHECK(phrase(done.gives, "source") == "UPSRLM");
}

TEST_CASE("statements by month are summed to their quarter, and the day of payment is the last on which money went")
{
    Earning acting;
    acting.statement(7, 7, 300, 300);
    acting.statement(8, 8, 400, 400);
    acting.statement(9, 9, 500, 0);
    const auto done = acting.balance();
    CHECK(done.outcome == "paid");
    CHECK(paise(done.gives, "earned") == 1'200'00);
    CHECK(paise(done.gives, "due") == 500'00);
    CHECK(get<dialogs::Day>(done.gives, "paid_on") == day(2026, 8, 28));
}

TEST_CASE("a statement that spans more than a quarter is shown with its own days")
{
    Earning acting;
    acting.statement(4, 9, 2'000, 500);
    const auto done = acting.balance();
    CHECK(get<dialogs::Period>(done.gives, "quarter") == months(4, 9));
    CHECK(paise(done.gives, "due") == 1'500'00);
}

TEST_CASE("a statement of which nothing is paid is unpaid, and what was overpaid leaves nothing due")
{
    Earning acting;
    acting.statement(4, 6, 700, 0);
    CHECK(acting.balance().outcome == "unpaid");
    CHECK(paise(acting.balance().gives, "due") == 700'00);
    acting.statement(7, 9, 100, 150);
    CHECK(paise(acting.balance().gives, "due") == 0);
}

TEST_CASE("without a statement her own reports of this quarter give an estimate, up to the last day she reported")
{
    Earning acting;
    acting.collection("save_collection", 12, 18'450, day(2026, 11, 3));
    acting.collection("save_collection", 1, 90'000, day(2026, 11, 10));
    acting.collection("save_collection", 9, 9'000, day(2026, 9, 30)); // of the quarter before
    const auto done = acting.balance();
    CHECK(done.outcome == "estimate");
    CHECK(get<dialogs::Period>(done.gives, "quarter") == months(10, 12));
    CHECK(number(done.gives, "bills") == 13);
    CHECK(paise(done.gives, "estimate") == 1'084'50);
    CHECK(get<dialogs::Day>(done.gives, "as_of") == day(2026, 11, 10));
}

TEST_CASE("with neither statement nor report the balance is zero as of today")
{
    Earning acting;
    const auto done = acting.balance();
    CHECK(done.outcome == "zero");
    CHECK(get<dialogs::Day>(done.gives, "as_of") == day(2026, 11, 22));
    CHECK(get<dialogs::Period>(done.gives, "quarter") == months(10, 12));
}

TEST_CASE("who is no Vidyut Sakhi has no commission and nothing to report")
{
    Earning acting;
    CHECK(acting.run("commission_of_quarter", acting.reena).outcome == "not_sakhi");
    CHECK(acting.run("commission_of_period", acting.reena, { { "period", months(7, 9) } }).outcome == "not_sakhi");
    CHECK(acting.run("collection_day", acting.reena).outcome == "not_sakhi");
}

TEST_CASE("asked about a month, the statement of its quarter answers")
{
    Earning acting;
    CHECK(acting.of(months(8, 8)).outcome == "unknown");
    acting.statement(7, 9, 1'500, 600);
    const auto due = acting.of(months(8, 8));
    CHECK(due.outcome == "due");
    CHECK(paise(due.gives, "due") == 900'00);
    acting.statement(7, 9, 1'500, 1'500);
    const auto paid = acting.of(months(8, 8));
    CHECK(paid.outcome == "paid");
    CHECK(phrase(paid.gives, "account_end") == "4321");
    CHECK(acting.of(months(4, 6)).outcome == "unknown");
}

TEST_CASE("a report without a day is of today, one with a day keeps it")
{
    Earning acting;
    const auto today = acting.run("collection_day", acting.puja);
    CHECK(today.outcome == "ready");
    CHECK(get<dialogs::Day>(today.gives, "day") == day(2026, 11, 22));
    CHECK(acting.run("collection_day", acting.puja, { { "day", day(2026, 11, 20) } }).gives.empty());
}

TEST_CASE("a day's bills are kept with the least they earn, and a second report of the day changes nothing by itself")
{
    Earning acting;
    const auto saved = acting.collection("save_collection", 12, 18'450);
    CHECK(saved.outcome == "saved");
    CHECK(paise(saved.gives, "estimate") == 240'00);
    const auto again = acting.collection("save_collection", 3, 5'000);
    CHECK(again.outcome == "already");
    CHECK(number(again.gives, "earlier_bills") == 12);
    CHECK(paise(again.gives, "earlier_collected") == 18'450'00);
    CHECK(storage::commissions::reported(acting.tx(), acting.puja.id, day(2026, 11, 22).date)->bills == 12);
}

TEST_CASE("a second round is kept beside the first, and its estimate is that of the whole day")
{
    Earning acting;
    acting.collection("save_collection", 12, 18'450);
    const auto added = acting.collection("add_collection", 3, 5'000);
    CHECK(added.outcome == "saved");
    CHECK(paise(added.gives, "estimate") == 300'00);
    const auto day_of_both = storage::commissions::reported(acting.tx(), acting.puja.id, day(2026, 11, 22).date);
    CHECK(day_of_both->bills == 15);
    CHECK(day_of_both->collected_paise == 23'450'00);
}

TEST_CASE("commissions that were published lie between the least and the most of the published rates")
{
    struct Published {
        std::int64_t bills, collected_rupees, commission_rupees;
    };

    const auto published =
        GENERATE(Published { 17'513, 3'81'00'000, 4'62'863 }, Published { 28'567, 7'01'00'000, 7'54'000 },
                 Published { 18'416, 6'80'00'000, 7'22'000 }, Published { 2'04'028, 25'68'00'000, 58'00'000 });
    const bot::CommissionRates rates { 20'00, 100 };
    CHECK(bot::least_commission(rates, published.bills, published.collected_rupees * 100) <=
          published.commission_rupees * 100);
    CHECK(bot::most_commission(rates, published.bills, published.collected_rupees * 100) >=
          published.commission_rupees * 100);
}
