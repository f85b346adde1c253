#include "opened.h"

#include "storage/commissions.h"

using namespace storage;
using namespace storage::commissions;
using namespace std::chrono;
using opened::at;
using opened::person;

namespace {

constexpr Day today { year { 2026 } / November / 22 };
constexpr Day in_2021 { year { 2021 } / January / 1 };
constexpr Day in_2025 { year { 2025 } / June / 1 };

Statement statement(Day from, Day to, std::int64_t earned_paise, std::int64_t paid_paise)
{
    Statement row;
    row.person = 1;
    row.period_from = from;
    row.period_to = to;
    row.bills = 10;
    row.collected_paise = 25'000'00;
    row.earned_paise = earned_paise;
    row.paid_paise = paid_paise;
    row.account_last4 = "4321";
    row.source = "UPSRLM, जुलाई–सितंबर";
    row.imported_at = at();
    return row;
}

} // namespace

TEST_CASE("The commission of a bill is the published one of its day, rounded half up to a paisa")
{
    struct Case {
        Area area;
        Day day;
        std::int64_t bill_paise;
        std::optional<std::int64_t> commission_paise;
    };

    const auto& given = GENERATE(values<Case>({
        { Area::Rural, today, 1'00, 20'00 },
        { Area::Rural, today, 1'999'00, 20'00 },
        { Area::Rural, today, 2'000'00, 20'00 },
        { Area::Rural, today, 2'001'00, 20'01 },
        { Area::Rural, today, 2'000'49, 20'00 },
        { Area::Rural, today, 2'000'50, 20'01 },
        { Area::Rural, today, 3'500'00, 35'00 },
        { Area::Rural, today, 49'999'00, 499'99 },
        { Area::Rural, today, 1'99'999'00, 1'999'99 },
        { Area::Rural, today, 2'00'000'00, std::nullopt },
        { Area::Rural, today, 0, std::nullopt },
        { Area::Rural, today, -5'00, std::nullopt },
        { Area::Urban, today, 3'000'00, 12'00 },
        { Area::Urban, today, 3'001'00, 12'00 },
        { Area::Urban, today, 10'000'00, 40'00 },
        { Area::Rural, in_2021, 50'000'00, std::nullopt },
        { Area::Rural, in_2025, 1'999'50, 20'00 },
        { Area::Rural, in_2025, 2'000'00, 20'00 },
        { Area::Urban, in_2021, 100'00, std::nullopt },
        { Area::Rural, Day { year { 2019 } / January / 1 }, 100'00, std::nullopt },
    }));
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto rate = rate_for(tx, given.area, given.bill_paise, given.day);
    INFO(name_of(given.area) << " " << given.bill_paise << " on " << text_of(given.day));
    CHECK((rate ? std::optional { rate->commission_paise } : std::nullopt) == given.commission_paise);
}

TEST_CASE("A rate says since when it is known, whence, and up to which bill")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto rate = rate_for(tx, Area::Rural, 3'500'00, today).value();
    CHECK(rate.valid_from == year { 2026 } / March / 1);
    CHECK_FALSE(rate.source.empty());
    CHECK(largest_bill_paise(tx, Area::Rural, today) == 1'99'999'00);
    CHECK_FALSE(largest_bill_paise(tx, Area::Urban, Day { year { 2019 } / May / 1 }));
}

TEST_CASE("Published totals lie between the bounds of the published rates")
{
    // Bills, rupees collected, rupees of commission: Bulandshahr 2022, Barabanki and Amethi 2025, all to July 2021.
    struct Total {
        std::int64_t bills, collected, commission;
    };

    const auto& given = GENERATE(values<Total>({ { 17'513, 3'81'00'000, 4'62'863 },
                                                 { 28'567, 7'01'00'000, 7'54'000 },
                                                 { 18'416, 6'80'00'000, 7'22'000 },
                                                 { 2'04'028, 25'68'00'000, 58'00'000 } }));
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    const auto small = rate_for(tx, Area::Rural, 100'00, today).value();
    const auto large = rate_for(tx, Area::Rural, 10'000'00, today).value();
    const auto flat = given.bills * small.flat_paise / 100;
    const auto share = given.collected * large.per_ten_thousand / 10'000;
    CHECK(given.commission >= std::max(flat, share));
    CHECK(given.commission <= flat + share);
}

TEST_CASE("Importing a statement twice changes nothing, new figures replace the old")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    const auto july = statement(year { 2026 } / July / 1, year { 2026 } / July / 31, 300'00, 0);
    CHECK(import_statement(tx, july) == Imported::Added);
    CHECK(import_statement(tx, july) == Imported::Same);
    auto paid = july;
    paid.paid_paise = 300'00;
    paid.paid_on = year { 2026 } / October / 9;
    CHECK(import_statement(tx, paid) == Imported::Changed);
    const auto read = commissions::of_person(tx, 1, 10).at(0);
    CHECK(read.paid_on == paid.paid_on);
    CHECK(read.account_last4 == "4321");
}

TEST_CASE("A quarter sums the statements within it and her own reports")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    const Day from { year { 2026 } / July / 1 };
    const Day to { year { 2026 } / September / 30 };
    import_statement(tx, statement(from, year { 2026 } / July / 31, 300'00, 300'00));
    import_statement(tx, statement(year { 2026 } / August / 1, year { 2026 } / August / 31, 200'50, 0));
    import_statement(tx, statement(year { 2026 } / October / 1, year { 2026 } / October / 31, 999'00, 0));
    const Collection before { 1, year { 2026 } / July / 5, 4, 9'000'00, Area::Rural, at() };
    CHECK_FALSE(report(tx, before));
    const auto corrected = report(tx, { 1, year { 2026 } / July / 5, 5, 10'000'00, Area::Rural, at() });
    REQUIRE(corrected);
    CHECK(corrected->bills == 4);
    CHECK(reported(tx, 1, year { 2026 } / July / 5)->bills == 5);
    CHECK_FALSE(reported(tx, 1, year { 2026 } / July / 6));
    report(tx, { 1, year { 2026 } / October / 5, 7, 1'00, Area::Rural, at() });

    const auto sums = quarter(tx, 1, from, to);
    CHECK(sums.statements == 2);
    CHECK(sums.earned_paise == 500'50);
    CHECK(sums.paid_paise == 300'00);
    CHECK(sums.due_paise() == 200'50);
    CHECK(sums.newest->period_from == year { 2026 } / August / 1);
    CHECK(sums.reported_bills == 5);
    CHECK(sums.reported_collected_paise == 10'000'00);
    CHECK(sums.last_reported == year { 2026 } / July / 5);
    CHECK(quarter(tx, 2, from, to).statements == 0);
}

TEST_CASE("Statements are listed page by page")
{
    const auto connection = opened::in_memory();
    Transaction tx { *connection };
    person(tx, 1);
    for (unsigned month = 1; month <= 5; ++month)
        import_statement(tx, statement(Day { year { 2026 }, std::chrono::month { month }, day { 1 } },
                                       Day { year { 2026 }, std::chrono::month { month }, day { 28 } }, 1, 0));
    int pages = 0;
    std::size_t listed = 0;
    for (auto page = list(tx, {}, 2); !page.empty(); page = list(tx, page.back(), 2)) {
        listed += page.size();
        ++pages;
    }
    CHECK(listed == 5);
    CHECK(pages == 3);
}

TEST_CASE("A day is read only if it exists")
{
    CHECK(day_of("2026-11-22") == today);
    CHECK(text_of(today) == "2026-11-22");
    for (const auto* wrong : { "", "2026-02-30", "2026-13-01", "22-11-2026", "2026-1-1", "2026-11-2x", "2026/11/22" })
        CHECK_FALSE(day_of(wrong));
}
