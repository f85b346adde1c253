#include "locales/format.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <limits>

using namespace locales;
using namespace std::chrono_literals;

namespace {

const Formats& formats()
{
    static const auto all = Formats::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    return all;
}

constexpr Date day(int year, unsigned month, unsigned day)
{
    return Date { std::chrono::year { year }, std::chrono::month { month }, std::chrono::day { day } };
}

} // namespace

TEST_CASE("numbers are grouped in thousands, then in lakhs and crores")
{
    CHECK(grouped(std::int64_t { 0 }) == "0");
    CHECK(grouped(std::int64_t { 999 }) == "999");
    CHECK(grouped(std::int64_t { 1000 }) == "1,000");
    CHECK(grouped(std::int64_t { 99999 }) == "99,999");
    CHECK(grouped(std::int64_t { 125000 }) == "1,25,000");
    CHECK(grouped(std::int64_t { 12345678 }) == "1,23,45,678");
    CHECK(grouped(std::int64_t { -125000 }) == "-1,25,000");
    CHECK(grouped(std::string_view { "125000.5" }) == "1,25,000.5");
    CHECK(grouped(std::string_view { "-0.25" }) == "-0.25");
    CHECK(grouped(std::string_view { "12 34" }) == "12 34");
}

TEST_CASE("money is shown to the paisa, without paise when they are zero, and never rounded")
{
    const auto& hindi = formats().in("hi");
    CHECK(hindi.money(25000) == "₹250");
    CHECK(hindi.money(2050) == "₹20.50");
    CHECK(hindi.money(5) == "₹0.05");
    CHECK(hindi.money(12500000) == "₹1,25,000");
    CHECK(hindi.money(9999999) == "₹99,999.99"); // ICU's compact form says 1 लाख
    CHECK(hindi.money(-25000) == "-₹250");
    CHECK(hindi.money(std::numeric_limits<std::int64_t>::min()) == "-₹92,23,37,20,36,85,47,758.08");
    CHECK(hindi.money(25000, MoneyStyle::Word) == "रु 250");
    CHECK(formats().in("hi-Latn").money(12500050, MoneyStyle::Word) == "Rs 1,25,000.50");
}

TEST_CASE("a day is always shown with its weekday")
{
    const auto monday = day(2026, 11, 23);
    CHECK(formats().in("hi").date(monday) == "सोमवार, 23 नवंबर 2026");
    CHECK(formats().in("hi-Latn").date(monday) == "Somvar, 23 November 2026");
    CHECK(formats().in("en").date(monday) == "Monday, 23 November 2026");
    CHECK(formats().in("hi").short_date(monday) == "सोम 23 नवंबर");
    CHECK(formats().in("en").short_date(day(2028, 2, 29)) == "Tue 29 February");
}

TEST_CASE("times of day are said as people say them")
{
    const auto& hindi = formats().in("hi");
    CHECK(hindi.time_of_day(17 * 60) == "शाम 5 बजे");
    CHECK(hindi.time_of_day(0) == "रात 12 बजे");
    CHECK(hindi.time_of_day(9 * 60 + 5) == "सुबह 9:05 बजे");
    CHECK(hindi.time_of_day(12 * 60) == "दोपहर 12 बजे");
    CHECK(hindi.time_of_day(1439) == "रात 11:59 बजे");
    CHECK(formats().in("hi-Latn").time_of_day(17 * 60) == "sham 5 baje");
    CHECK(formats().in("en").time_of_day(17 * 60 + 30) == "5:30 pm");
    CHECK(formats().in("en").time_of_day(0) == "12 am");
}

TEST_CASE("a period says no more than it must")
{
    const auto& hindi = formats().in("hi");
    CHECK(hindi.period(day(2026, 4, 5), day(2026, 6, 20)) == "5 अप्रैल से 20 जून 2026");
    CHECK(hindi.period(day(2026, 4, 1), day(2026, 6, 30)) == "अप्रैल–जून 2026");
    CHECK(hindi.period(day(2026, 11, 1), day(2026, 11, 30)) == "नवंबर 2026");
    CHECK(hindi.period(day(2026, 11, 1), day(2026, 11, 7)) == "1 से 7 नवंबर 2026");
    CHECK(hindi.period(day(2026, 4, 1), day(2027, 3, 31)) == "अप्रैल 2026–मार्च 2027");
    CHECK(hindi.period(day(2025, 12, 28), day(2026, 1, 3)) == "28 दिसंबर 2025 से 3 जनवरी 2026");
    CHECK(hindi.period(day(2026, 11, 23), day(2026, 11, 23)) == "सोमवार, 23 नवंबर 2026");
    CHECK(formats().in("en").period(day(2026, 4, 5), day(2026, 6, 20)) == "5 April to 20 June 2026");
}

TEST_CASE("a quantity takes its unit's word in the right number")
{
    const auto& hindi = formats().in("hi");
    CHECK(hindi.quantity("20", "box") == "20 डिब्बे");
    CHECK(hindi.quantity("1", "box") == "1 डिब्बा");
    CHECK(hindi.quantity("0", "box") == "0 डिब्बे");
    CHECK(hindi.quantity("0.5", "kilogram") == "0.5 किलो");
    CHECK(hindi.quantity("1", "dozen") == "1 दर्जन");
    CHECK(hindi.quantity("1500", "") == "1,500");
    CHECK(formats().in("hi-Latn").quantity("0.5", "box") == "0.5 dibba");
    CHECK(formats().in("en").quantity("0.5", "box") == "0.5 boxes");
    CHECK(formats().in("en").quantity("1", "box") == "1 box");
    CHECK_THROWS_AS(hindi.quantity("1", "furlong"), std::out_of_range);
}

TEST_CASE("what goes into an SMS in Roman script is GSM-7")
{
    for (const auto* language : { "hi-Latn", "en" }) {
        const auto& format = formats().in(language);
        for (const auto& shown : { format.money(2050, MoneyStyle::Word), format.date(day(2026, 11, 24)),
                                   format.period(day(2026, 4, 1), day(2026, 6, 30)), format.time_of_day(1000),
                                   format.quantity("2", "jar") })
            for (const unsigned char byte : shown)
                CHECK(byte < 0x80);
    }
}

TEST_CASE("a language without its words is refused with every place named")
{
    const auto folder = std::filesystem::path(SAMVAD_BINARY_DIR) / "test_format";
    std::filesystem::create_directories(folder / "hi");
    std::ofstream(folder / "hi" / "calendar.json") << R"({ "months": ["one"], "parts_of_day": [{ "from_hour": 4 }] })";
    std::ofstream(folder / "hi" / "unit_words.json") << R"({ "units": { "box": { "one": "डिब्बा" } } })";
    std::string told;
    try {
        Formats::load(folder);
    } catch (const FaultyFiles& faulty) {
        told = faulty.what();
    }
    std::filesystem::remove_all(folder);
    for (const auto* what :
         { "months: is not a list of 12", "weekdays: is not a list of 7", "short_date: has no pattern",
           "parts_of_day: does not begin at hour 0", "money: has no word", "one_is: is not known", "box: lacks" })
        CHECK(told.find(what) != std::string::npos);
}
