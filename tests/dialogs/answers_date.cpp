#include "dialogs/answers/date.h"
#include "dialogs/answers/duration.h"
#include "dialogs/answers/period.h"
#include "dialogs/answers/time_of_day.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <ctime>
#include <iostream>

using namespace dialogs::answers;
using locales::Date;
using locales::Period;

namespace {

const DateWords& words()
{
    static const auto numbers = locales::AnswerWords::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    static const auto calendar = locales::CalendarWords::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    static const DateWords both { numbers, calendar };
    return both;
}

// All of these are written on Wednesday, 18 November 2026.
const Date today = *locales::date_of(2026, 11, 18);

std::string shown(Date day)
{
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" +
           two(static_cast<unsigned>(day.day()));
}

std::string date(std::string_view text, Tense question = Tense::None)
{
    const auto reading = read_date(words(), locales::tokenize(text), today, question);
    if (reading.value)
        return shown(*reading.value);
    return reading.either.empty() ? "" : shown(reading.either[0]) + " or " + shown(reading.either[1]);
}

std::string period(std::string_view text)
{
    const auto reading = read_period(words(), locales::tokenize(text), today);
    return reading.value ? shown(reading.value->from) + " " + shown(reading.value->to) : "";
}

std::string found(std::string_view text)
{
    std::string all;
    for (const auto& one : find_dates(words(), locales::tokenize(text), today))
        all += (one.value.value ? shown(*one.value.value) : "two") + " ";
    for (const auto& one : find_periods(words(), locales::tokenize(text), today))
        all += shown(one.value.from) + ".." + shown(one.value.to) + " ";
    return all;
}

int time_of(std::string_view text)
{
    return read_time(words(), locales::tokenize(text)).value.value_or(-60) / 60;
}

struct Row {
    const char* text;
    const char* expected;
};

} // namespace

TEST_CASE("the verb tells whether kal was or will be, then the question, else she is asked")
{
    CHECK(date("कल भेजूँगी") == "2026-11-19");
    CHECK(date("kal bhej dungi") == "2026-11-19");
    CHECK(date("कल भेजना है") == "2026-11-19");
    CHECK(date("कल भेज दो") == "2026-11-19");
    CHECK(date("कल भेजा था") == "2026-11-17");
    CHECK(date("kal bech diya") == "2026-11-17");
    CHECK(date("परसों 20 डिब्बे बिके") == "2026-11-16");
    CHECK(date("नरसों आएगी") == "2026-11-21");
    CHECK(date("कल", Tense::Past) == "2026-11-17");
    CHECK(date("कल", Tense::Future) == "2026-11-19");
    CHECK(date("कल भेजा था", Tense::Future) == "2026-11-17"); // her verb goes before our question
    CHECK(date("कल") == "2026-11-17 or 2026-11-19");
    CHECK(date("parso") == "2026-11-16 or 2026-11-20");
    CHECK(date("कल का हिसाब बताओ") == "2026-11-17 or 2026-11-19"); // a command to tell says nothing about the day
    CHECK(date("बीते कल") == "2026-11-17");
    CHECK(date("yesterday") == "2026-11-17");
    CHECK(date("आज ही") == "2026-11-18");
}

TEST_CASE("a day with its month is read in every spelling, the day before the month")
{
    for (const auto* text :
         { "5/11", "५/११", "5-11-2026", "05.11.2026", "5 नवंबर", "5 नवम्बर", "nov 5", "5 november 2026", "2026-11-05",
           "पाँच नवंबर", "5 तारीख", "महीने की 5 तारीख", "tarikh 5", "नवंबर की पाँच तारीख", "गुरुवार 5 नवंबर" })
    {
        INFO(text);
        CHECK(date(text) == "2026-11-05");
    }
    CHECK(date("15 aug 2027") == "2027-08-15");
    CHECK(date("5/8/25") == "2025-08-05");
    CHECK(date("इक्कीस सितंबर उन्नीस सौ अठत्तर") == "1978-09-21");
    CHECK(date("31 नवंबर") == ""); // there is none
    CHECK(date("31/2/2026") == "");
    CHECK(date("इस महीने की 31 तारीख") == "");
    CHECK(date("10 जनवरी को दूंगी") == "2027-01-10");    // the next one
    CHECK(date("25 दिसंबर को बेचा था") == "2025-12-25"); // the latest one
    CHECK(date("10 जनवरी") == "2026-01-10");
    CHECK(date("20 को भेजा") == "2026-10-20");
    CHECK(date("5 को भेजूंगी") == "2026-12-05");
    CHECK(date("अगले महीने की 5 तारीख") == "2026-12-05");
    CHECK(date("पिछले साल 5 मार्च को") == "2025-03-05");
}

TEST_CASE("weekdays: last is the nearest past one, next is of next week, and a bare one follows the tense")
{
    CHECK(date("पिछले शुक्रवार") == "2026-11-13");
    CHECK(date("pichle somvar ko becha") == "2026-11-16");
    CHECK(date("इस शुक्रवार") == "2026-11-20");
    CHECK(date("अगले शुक्रवार") == "2026-11-27");
    CHECK(date("agle hafte somvar") == "2026-11-23");
    CHECK(date("पिछले हफ्ते रविवार") == "2026-11-15");
    CHECK(date("शनिवार को आऊँगी") == "2026-11-21");
    CHECK(date("शनिवार को गई थी") == "2026-11-14");
    CHECK(date("बुधवार को दूंगी") == "2026-11-25"); // today is a Wednesday
    CHECK(date("वीरवार") == "2026-11-12 or 2026-11-19");
    CHECK(date("सोम को भेजा") == "2026-11-16");
    CHECK(date("sanichar ko degi") == "2026-11-21"); // as the weekdays are called in the villages
    CHECK(date("अगले मंगर") == "2026-11-24");
    CHECK(date("अगले मंगल को") == "2026-11-24");
    CHECK(date("मंगल दीदी ने बेचा") == ""); // a name
    CHECK(date("इस महीने के दूसरे रविवार") == "2026-11-08");
    CHECK(date("अगले महीने का पहला सोमवार") == "2026-12-07");
}

TEST_CASE("days are counted from today or from a named day")
{
    CHECK(date("दो दिन बाद") == "2026-11-20");
    CHECK(date("3 din pehle") == "2026-11-15");
    CHECK(date("डेढ़ महीने बाद") == "2027-01-02");
    CHECK(date("1 महीने और 21 दिन पहले") == "2026-09-27");
    CHECK(date("2 din me bhej dungi") == "2026-11-20");
    CHECK(date("हफ्ते भर बाद") == "2026-11-25");
    CHECK(date("कल से दो दिन बाद दूंगी") == "2026-11-21");
    CHECK(date("दो घंटे पहले") == "");
    CHECK(date("999999999 साल बाद") == "");
}

TEST_CASE("two different days are no answer, and a day taken back does not count")
{
    CHECK(date("5 नवंबर या 6 नवंबर") == "");
    CHECK(date("5 नवंबर नहीं 6 नवंबर") == "2026-11-06");
    CHECK(date("इस महीने") == "");
}

TEST_CASE("a period is its whole calendar span")
{
    const Row rows[] {
        { "इस महीने", "2026-11-01 2026-11-30" },
        { "pichle mahine ka hisab", "2026-10-01 2026-10-31" },
        { "इस हफ्ते", "2026-11-16 2026-11-22" },
        { "पिछले हफ्ते", "2026-11-09 2026-11-15" },
        { "पिछली तिमाही", "2026-07-01 2026-09-30" },
        { "is timahi", "2026-10-01 2026-12-31" },
        { "पहली तिमाही", "2026-04-01 2026-06-30" },
        { "चौथी तिमाही", "2027-01-01 2027-03-31" },
        { "Q2 2025", "2025-07-01 2025-09-30" },
        { "अप्रैल से जून", "2026-04-01 2026-06-30" },
        { "april se june tak", "2026-04-01 2026-06-30" },
        { "Oct-Dec 2025", "2025-10-01 2025-12-31" },
        { "दिसंबर से फरवरी 2026", "2025-12-01 2026-02-28" },
        { "2026", "2026-01-01 2026-12-31" },
        { "साल 2025", "2025-01-01 2025-12-31" },
        { "2025-26", "2025-04-01 2026-03-31" },
        { "वित्तीय वर्ष 2026-27", "2026-04-01 2027-03-31" },
        { "इस वित्तीय वर्ष", "2026-04-01 2027-03-31" },
        { "पिछले 7 दिन", "2026-11-11 2026-11-17" },
        { "pichle teen mahine", "2026-08-18 2026-11-17" },
        { "मार्च", "2026-03-01 2026-03-31" },
        { "मार्च 2025", "2025-03-01 2025-03-31" },
        { "पिछले जून", "2026-06-01 2026-06-30" },
        { "पिछले साल नवंबर", "2025-11-01 2025-11-30" },
        { "1 से 15 नवंबर", "2026-11-01 2026-11-15" },
        { "1 april se 30 june", "2026-04-01 2026-06-30" },
        { "nov 1-15", "2026-11-01 2026-11-15" },
        { "5 और 9 नवंबर के बीच", "2026-11-05 2026-11-09" },
        { "2024 और 2025 के बीच", "2024-01-01 2025-12-31" },
        { "पहली छमाही", "2026-04-01 2026-09-30" },
        { "महीने के अंत में", "2026-11-16 2026-11-30" },
        { "कल", "2026-11-17 2026-11-17" },
        { "11/2026", "2026-11-01 2026-11-30" },
    };
    for (const auto& row : rows) {
        INFO(row.text);
        CHECK(period(row.text) == row.expected);
    }
}

TEST_CASE("so far ends a period today")
{
    CHECK(period("इस महीने अब तक") == "2026-11-01 2026-11-18");
    CHECK(period("अप्रैल से अब तक") == "2026-04-01 2026-11-18");
    CHECK(period("1 april se aaj tak") == "2026-04-01 2026-11-18");
    CHECK(period("is saal ab tak kitna mila") == "2026-01-01 2026-11-18");
}

TEST_CASE("what only looks like a day is none")
{
    for (const auto* text : { "8-10 डिब्बे", "1/2 किलो", "2.5 किलो", "2000 में बेचा", "20 डिब्बे 250 रुपये", "98 12 34 56 78",
                              "mai 20 dibbe bechungi", "ye maal", "दो को दे दिया", "9812345678", "2 घंटे" })
    {
        INFO(text);
        CHECK(found(text) == "");
    }
}

TEST_CASE("days and periods are found in running text with their places")
{
    CHECK(found("20 डिब्बे 15 अगस्त को भेजे थे 250 रु के") == "2026-08-15 ");
    CHECK(found("कल आई थी, 25 तारीख को दूंगी") == "2026-11-17 2026-11-25 ");
    CHECK(found("अप्रैल से जून और इस महीने") == "2026-04-01..2026-06-30 2026-11-01..2026-11-30 ");
    const auto dates = find_dates(words(), locales::tokenize("अचार 15 अगस्त को भेजा"), today);
    REQUIRE(dates.size() == 1);
    CHECK(dates[0].first == 1);
    CHECK(dates[0].last == 3);
}

TEST_CASE("times of day are in minutes since midnight")
{
    CHECK(time_of("शाम 5 बजे") == 17 * 60);
    CHECK(time_of("sham 5 baje") == 17 * 60);
    CHECK(time_of("साढ़े आठ बजे") == 8 * 60 + 30);
    CHECK(time_of("पौने आठ बजे") == 7 * 60 + 45);
    CHECK(time_of("ढाई बजे") == 2 * 60 + 30);
    CHECK(time_of("दोपहर 2 बजे") == 14 * 60);
    CHECK(time_of("रात 2 बजे") == 2 * 60);
    CHECK(time_of("रात 12 बजे") == 0);
    CHECK(time_of("5:30 pm") == 17 * 60 + 30);
    CHECK(time_of("आठ बजने में दस मिनट") == 7 * 60 + 50);
    CHECK(time_of("20 डिब्बे") == -1);
    CHECK(time_of("5 बजे या 6 बजे") == -1);
}

TEST_CASE("durations keep months apart from days")
{
    const auto duration = [](std::string_view text) { return read_duration(words(), locales::tokenize(text)).value; };
    CHECK(duration("सवा 2 साल")->years == 2.25);
    CHECK(duration("2 महीने 10 दिन") == Duration { .months = 2, .days = 10 });
    CHECK(duration("ढाई घंटे")->total_seconds() == 9000);
    CHECK(duration("aadha ghanta")->total_seconds() == 1800);
    CHECK_FALSE(duration("20 डिब्बे"));
}

TEST_CASE("no text whatever breaks the readers")
{
    const char* pieces[] { "कल",
                           "से",
                           "5",
                           "/",
                           "-",
                           "नवंबर",
                           "तक",
                           "पिछले",
                           "हफ्ते",
                           "2026",
                           ":",
                           "बजे",
                           "साढ़े",
                           "और",
                           "पहले",
                           "\xff\xfe",
                           "दूसरे",
                           "के",
                           "99999999999999999999",
                           "दशक",
                           "दो",
                           "हजार",
                           "बाद",
                           "अब",
                           "," };
    unsigned seed = 1;
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int count = 0; count < 8; ++count) {
            seed = seed * 1664525 + 1013904223;
            text += pieces[(seed >> 16) % std::size(pieces)];
            text += (seed >> 8) % 3 == 0 ? "" : " ";
        }
        const auto tokens = locales::tokenize(text);
        for (const auto& one : find_periods(words(), tokens, today)) {
            INFO(text);
            CHECK(one.value.from <= one.value.to);
            CHECK(one.value.from.ok());
            CHECK(one.value.to.ok());
            CHECK(one.last <= tokens.size());
            CHECK(one.first < one.last);
        }
        read_date(words(), tokens, today, Tense::Past);
        read_time(words(), tokens);
        read_duration(words(), tokens);
    }
}

TEST_CASE("finding the days and periods of one message takes microseconds")
{
    const auto tokens = locales::tokenize("अचार के 20 डिब्बे 15 अगस्त को भेजे थे, 250 रुपये के, कल दूंगी");
    const auto began = std::clock(); // of the processor, whatever else it does
    std::size_t count = 0;
    constexpr int rounds = 2000;
    for (int round = 0; round < rounds; ++round) {
        const auto all = find_dates_and_periods(words(), tokens, today);
        count += all.dates.size() + all.periods.size();
    }

    const std::chrono::duration<double, std::micro> took =
        std::chrono::duration<double> { static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC };
    std::cout << "days and periods of a message: " << took.count() / rounds << " microseconds\n";
    CHECK(count == 2 * rounds);
    CHECK(took.count() / rounds < 500); // generous, for sanitizers and busy machines
}
