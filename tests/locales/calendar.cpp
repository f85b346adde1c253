#include "locales/calendar.h"
#include "locales/calendar_words.h"

#include <catch2/catch.hpp>

#include <fstream>

using namespace locales;

namespace {

Date day(int year, int month, int number)
{
    return *date_of(year, month, number);
}

} // namespace

TEST_CASE("only days that exist are days")
{
    CHECK(date_of(2028, 2, 29));
    CHECK_FALSE(date_of(2026, 2, 29));
    CHECK_FALSE(date_of(2026, 11, 31));
    CHECK_FALSE(date_of(2026, 13, 1));
    CHECK_FALSE(date_of(0, 1, 1));
    CHECK_FALSE(date_of(2026, 1, -1));
}

TEST_CASE("a month later than the 31st is the last day of a shorter month")
{
    CHECK(add_months(day(2026, 1, 31), 1) == day(2026, 2, 28));
    CHECK(add_months(day(2027, 12, 31), 2) == day(2028, 2, 29));
    CHECK(add_months(day(2026, 3, 15), -3) == day(2025, 12, 15));
    CHECK(add_days(day(2026, 12, 31), 1) == day(2027, 1, 1));
}

TEST_CASE("working days leave out Saturday and Sunday")
{
    CHECK(add_working_days(day(2026, 11, 20), 1) == day(2026, 11, 23)); // from a Friday
    CHECK(add_working_days(day(2026, 11, 23), -1) == day(2026, 11, 20));
    CHECK(add_working_days(day(2026, 11, 23), 0) == day(2026, 11, 23));
}

TEST_CASE("weeks begin on Monday, and Sunday ends them")
{
    const Period week { day(2026, 11, 16), day(2026, 11, 22) };
    CHECK(week_of(day(2026, 11, 16)) == week);
    CHECK(week_of(day(2026, 11, 22)) == week);
    CHECK(weekend_of(day(2026, 11, 18)) == Period { day(2026, 11, 21), day(2026, 11, 22) });
    CHECK(week_of_year(2026, 1) == Period { day(2025, 12, 29), day(2026, 1, 4) });
    CHECK(week_of_year(2015, 2).from == day(2015, 1, 5));
    CHECK(week_of_month(day(2026, 11, 20), 1).from == day(2026, 11, 2)); // the 1st is a Sunday
    CHECK(week_of_month(day(2016, 7, 5), -1) == Period { day(2016, 7, 25), day(2016, 7, 31) });
}

TEST_CASE("the financial year begins in April, and so do its quarters")
{
    CHECK(financial_year_of(day(2026, 11, 22)) == Period { day(2026, 4, 1), day(2027, 3, 31) });
    CHECK(financial_year_of(day(2026, 3, 31)) == Period { day(2025, 4, 1), day(2026, 3, 31) });
    CHECK(financial_quarter(2026, 1) == Period { day(2026, 4, 1), day(2026, 6, 30) });
    CHECK(financial_quarter(2026, 4) == Period { day(2027, 1, 1), day(2027, 3, 31) });
    CHECK(quarter_of(day(2027, 2, 10)) == financial_quarter(2026, 4));
    CHECK(half_of(day(2027, 2, 10)) == Period { day(2026, 10, 1), day(2027, 3, 31) });
    CHECK(financial_half(2026, 1) == Period { day(2026, 4, 1), day(2026, 9, 30) });
    CHECK(decade_of(day(2026, 11, 22)) == Period { day(2020, 1, 1), day(2029, 12, 31) });
}

TEST_CASE("the n-th weekday of a month is counted in the month, and a fifth is not always there")
{
    CHECK(weekday_of_month(day(2026, 11, 20), 1, 0) == day(2026, 11, 1));
    CHECK(weekday_of_month(day(2026, 11, 20), 5, 0) == day(2026, 11, 29));
    CHECK_FALSE(weekday_of_month(day(2026, 11, 20), 5, 5));
    CHECK(weekday_of_month(day(2026, 11, 20), -1, 5) == day(2026, 11, 27));
}

TEST_CASE("every month and weekday is known in both scripts, by every listed spelling")
{
    const auto words = CalendarWords::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    const auto meaning = [&](std::string_view text) {
        const auto found = words.find(tokenize(text), 0);
        REQUIRE(found);
        return *found;
    };
    for (const auto* spelling : { "सितंबर", "सितम्बर", "sitambar", "September", "SEPT" }) {
        CHECK(meaning(spelling).sign == CalendarSign::Month);
        CHECK(meaning(spelling).value == 9);
    }
    for (const auto* spelling : { "फरवरी", "फ़रवरी", "farwari" })
        CHECK(meaning(spelling).value == 2);
    for (const auto* spelling : { "गुरुवार", "बृहस्पतिवार", "वीरवार", "guruwar" }) {
        CHECK(meaning(spelling).sign == CalendarSign::Weekday);
        CHECK(meaning(spelling).value == 4);
    }
    CHECK(meaning("mai").weak); // also मैं, "I"
    CHECK(meaning("आने वाले हफ्ते").sign == CalendarSign::Next);
    CHECK(meaning("आने वाले हफ्ते").tokens == 2);
    CHECK_FALSE(words.find(tokenize("अचार"), 0));
}

TEST_CASE("a sign that nobody knows is a fault of the file that has it")
{
    const auto folder = std::filesystem::path(SAMVAD_BINARY_DIR) / "test_calendar_words";
    std::filesystem::create_directories(folder / "hi");
    std::ofstream(folder / "hi" / "dates.json")
        << R"({ "moon 1": ["x"], "unit fathom": ["y"], "month x": ["z"], "weekday 1": [], "tense odd": ["w"] })";
    std::string told;
    try {
        CalendarWords::load(folder);
    } catch (const FaultyFiles& faulty) {
        told = faulty.what();
    }
    std::filesystem::remove_all(folder);
    for (const auto* what :
         { "moon 1: is not a known sign", "unit fathom: is not a known sign", "month x: is not a known sign",
           "weekday 1: is not a list of words", "tense odd: is not known" })
        CHECK(told.find(what) != std::string::npos);
}
