// The readers of days, spans, durations and times against public test sets (Microsoft Recognizers-Text, MIT; Duckling,
// BSD-3), which are read from the folder that SAMVAD_TEST_DATA names. Each Microsoft case gives two values, one if the
// text speaks of the future and one of the past. Ours must equal
//   - for a day: that of the past if the sentence's verb is past, else that of the future;
//   - for a span: the one that begins in the current year, because a month without a year is of the current year, and
//     if neither does, the past one, because spans are asked for records.
// Left out, by rule: cases whose answer is no value (seasons, a 31 November); calendar quarters, for our quarters are
// those of the financial year; dates in digits whose answer takes the month before the day. A gold span ends either on
// its last day or on the day after; one that joins months, weeks or years ends where its last one begins, ours where
// that one ends.

#include "dialogs/answers/date.h"
#include "dialogs/answers/duration.h"
#include "dialogs/answers/period.h"
#include "dialogs/answers/time_of_day.h"
#include "locales/document.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>

using namespace dialogs::answers;
using locales::Date;
using locales::Document;

namespace {

const DateWords& words()
{
    static const auto numbers = locales::AnswerWords::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    static const auto calendar = locales::CalendarWords::load(std::string(SAMVAD_SOURCE_DIR) + "/locales");
    static const DateWords both { numbers, calendar };
    return both;
}

std::filesystem::path data()
{
    const char* folder = std::getenv("SAMVAD_TEST_DATA");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder) / "hindi";
}

std::optional<Date> day(const std::string& text)
{
    int year = 0;
    int month = 0;
    int number = 0;
    const bool read = std::sscanf(text.c_str(), "%d-%d-%d", &year, &month, &number) == 3 && year > 1;
    return read ? locales::date_of(year, month, number) : std::nullopt;
}

struct Case {
    std::string text;
    Date today;
    bool empty = true; // the text holds no such value
    const Document* future = nullptr;
    const Document* past = nullptr;

    std::string future_value(const char* name) const { return future->text_of(name); }
};

std::vector<Case> cases(const Document& document)
{
    std::vector<Case> all;
    for (const auto& item : document.items) {
        Case one { .text = item.text_of("Input"), .today = *locales::date_of(2016, 11, 7) };
        if (const auto* context = item.find("Context"))
            one.today = day(context->text_of("ReferenceDateTime").substr(0, 10)).value_or(one.today);
        if (const auto* results = item.find("Results"); results != nullptr && !results->items.empty()) {
            const auto* value = results->items.front().find("Value");
            one.empty = false;
            one.future = value->find("FutureResolution");
            one.past = value->find("PastResolution");
        }
        all.push_back(std::move(one));
    }
    return all;
}

struct Score {
    const char* name;
    int right = 0;
    int all = 0;
    int left_out = 0;

    void count(bool is_right, const Case& one)
    {
        ++all;
        right += is_right ? 1 : 0;
        if (!is_right)
            std::cout << "  " << name << ": " << one.text << '\n';
    }

    double percent() const { return all == 0 ? 0 : 100.0 * right / all; }

    void print() const
    {
        std::cout << name << ": " << right << " of " << all << " (" << percent() << " %), " << left_out
                  << " left out by rule\n";
    }
};

// Runs over a file if it is there; false if it is not.
template <class Check> bool over(const char* file, Score& score, Check check)
{
    std::vector<locales::Fault> faults;
    if (data().empty() || !std::filesystem::exists(data() / "ms-recognizers" / file))
        return false;
    const auto document = locales::read_document(data() / "ms-recognizers" / file, faults);
    REQUIRE(document);
    for (const auto& one : cases(*document))
        check(one);
    score.print();
    return true;
}

int number_at(const locales::Tokens& tokens, std::size_t at)
{
    return tokens[at].is_digits() ? std::atoi(tokens[at].n1.c_str()) : 0;
}

bool month_goes_first(const locales::Tokens& tokens, Date gold)
{
    const int month = static_cast<int>(static_cast<unsigned>(gold.month()));
    const int number = static_cast<int>(static_cast<unsigned>(gold.day()));
    for (std::size_t at = 0; at + 4 < tokens.size(); ++at)
        if (tokens[at + 4].is_digits() && number_at(tokens, at) == month && !tokens[at + 1].is_word() &&
            number_at(tokens, at + 2) == number)
            return number <= 12 && number != month;
    return false;
}

bool speaks_of_the_past(const locales::Tokens& tokens)
{
    std::vector<Tense> tenses;
    for (std::size_t at = 0; at < tokens.size(); ++at)
        tenses.push_back(tense_of_word(words().calendar, tokens, at));
    return tense_at(tenses, 0) == Tense::Past;
}

bool ends_alike(Date ours, Date gold)
{
    if (ours == gold || ours == locales::add_days(gold, -1))
        return true;
    const bool week = locales::week_of(gold).from == gold && ours == locales::week_of(gold).to;
    const bool month = locales::month_of(gold).from == gold && ours == locales::month_of(gold).to;
    const bool year = locales::year_of(gold).from == gold && ours == locales::year_of(gold).to;
    return week || month || year;
}

double in_unit(const Duration& duration, std::string_view unit)
{
    if (unit == "Month")
        return duration.years * 12 + duration.months;
    if (unit == "Year")
        return duration.years;
    const double seconds = unit == "Second"   ? 1
                           : unit == "Minute" ? 60
                           : unit == "Hour"   ? 3600
                           : unit == "Week"   ? 604800
                                              : 86400;
    return duration.total_seconds() / seconds;
}

} // namespace

TEST_CASE("days are read as Microsoft's test set has them")
{
    Score score { "Microsoft Date" };
    const bool there = over("DateParser.json", score, [&](const Case& one) {
        const auto tokens = locales::tokenize(one.text);
        const auto reading = read_date(words(), tokens, one.today, Tense::Future);
        if (one.empty)
            return score.count(!reading.value, one);
        const auto* gold = speaks_of_the_past(tokens) ? one.past : one.future;
        const auto expected = day(gold->text_of("date"));
        if (!expected || month_goes_first(tokens, *expected))
            return static_cast<void>(++score.left_out);
        score.count(reading.value == expected, one);
    });
    if (there)
        CHECK(score.percent() >= 88);
}

TEST_CASE("spans are read as Microsoft's test set has them")
{
    Score score { "Microsoft DatePeriod" };
    const bool there = over("DatePeriodParser.json", score, [&](const Case& one) {
        const auto reading = read_period(words(), locales::tokenize(one.text), one.today);
        if (one.empty)
            return score.count(!reading.value, one);
        const auto future_start = day(one.future->text_of("startDate"));
        const bool current = future_start && future_start->year() == one.today.year();
        const auto past_start = day(one.past->text_of("startDate"));
        const bool past_current = past_start && past_start->year() == one.today.year();
        const auto& gold = current && !past_current ? *one.future : *one.past;
        const auto from = day(gold.text_of("startDate"));
        const auto to = day(gold.text_of("endDate"));
        if (!from || !to || one.text.find("तिमाही") != std::string::npos)
            return static_cast<void>(++score.left_out);
        score.count(reading.value && reading.value->from == from && ends_alike(reading.value->to, *to), one);
    });
    if (there)
        CHECK(score.percent() >= 88);
}

TEST_CASE("durations are read as Microsoft's test set has them")
{
    Score score { "Microsoft Duration" };
    const bool there = over("DurationParser.json", score, [&](const Case& one) {
        const auto reading = read_duration(words(), locales::tokenize(one.text));
        if (one.empty)
            return score.count(!reading.value, one);
        const double gold = std::atof(one.future_value("duration").c_str());
        score.count(reading.value && std::abs(reading.value->total_seconds() - gold) < 1e-6, one);
    });
    if (there)
        CHECK(score.percent() >= 88);
}

TEST_CASE("times of day are read as Microsoft's test set has them")
{
    Score score { "Microsoft Time" };
    const bool there = over("TimeParser.json", score, [&](const Case& one) {
        const auto reading = read_time(words(), locales::tokenize(one.text));
        if (one.empty)
            return score.count(!reading.value, one);
        int hour = 0;
        int minute = 0;
        int second = 0;
        REQUIRE(std::sscanf(one.future_value("time").c_str(), "%d:%d:%d", &hour, &minute, &second) == 3);
        score.count(reading.value == hour * 3600 + minute * 60 + second, one);
    });
    if (there)
        CHECK(score.percent() >= 88);
}

TEST_CASE("durations are read as Duckling's examples have them")
{
    std::ifstream file(data() / "duckling" / "duckling_hi.tsv");
    Score score { "Duckling Duration" };
    for (std::string line; !data().empty() && std::getline(file, line);) {
        const auto value_at = line.find("\tDurationData ");
        const auto text_at = value_at == std::string::npos ? value_at : line.find('\t', value_at + 1);
        if (text_at == std::string::npos)
            continue;
        const Case one { .text = line.substr(text_at + 1), .today = {} };
        char unit[16] {};
        double amount = 0;
        REQUIRE(std::sscanf(line.c_str() + value_at + 14, "%lf %15s", &amount, unit) == 2);
        const auto reading = read_duration(words(), locales::tokenize(one.text));
        score.count(reading.value && std::abs(in_unit(*reading.value, unit) - amount) < 1e-6, one);
    }
    if (score.all > 0) {
        score.print();
        CHECK(score.percent() >= 98);
    }
}
