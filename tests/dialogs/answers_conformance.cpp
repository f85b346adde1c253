// Public measures of Hindi numbers, each half of a published set: Microsoft Recognizers-Text (MIT), gpu-sankhya (MIT)
// and Duckling (BSD-3). They are read from the folder named by SAMVAD_TEST_DATA and left out, with a warning, without
// it.

#include "dialogs/answers/number.h"
#include "dialogs/answers/ordinal.h"
#include "dialogs/answers/yes_no.h"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

using namespace dialogs::answers;
using locales::Decimal;

namespace {

const locales::AnswerWords& words()
{
    static const auto loaded = locales::AnswerWords::load(std::filesystem::path(SAMVAD_SOURCE_DIR) / "locales");
    return loaded;
}

// The file below the folder of test data, or nothing and a warning.
std::optional<std::ifstream> open_data(const std::string& name)
{
    const auto* folder = std::getenv("SAMVAD_TEST_DATA");
    if (folder == nullptr) {
        WARN("SAMVAD_TEST_DATA is not set: " << name << " is not measured");
        return std::nullopt;
    }
    std::ifstream file(std::filesystem::path(folder) / "hindi" / name);
    if (!file) {
        WARN("there is no " << name << " below SAMVAD_TEST_DATA: not measured");
        return std::nullopt;
    }
    return file;
}

// Counts cases, prints those that fail, and the share of those that do not.
class Score {
public:
    explicit Score(std::string name) : name_(std::move(name)) {}

    void add(const std::string& text, const std::string& expected, const std::string& got)
    {
        ++all_;
        if (expected == got)
            ++right_;
        else
            std::cout << "    " << name_ << ": \"" << text << "\" is " << expected << ", read as " << got << "\n";
    }

    double share() const
    {
        const auto share = all_ == 0 ? 0.0 : 100.0 * right_ / all_;
        std::cout << name_ << ": " << right_ << " of " << all_ << " = " << share << " %\n";
        return share;
    }

private:
    std::string name_;
    int all_ = 0;
    int right_ = 0;
};

// To 13 digits: the published powers and fractions were computed in floating point.
std::string rounded(Decimal value)
{
    auto text = value.to_string();
    constexpr std::size_t digits_max = 14;
    const auto point = text.find('.');
    if (point == std::string::npos || text.size() <= digits_max || text.find("0.000") != std::string::npos)
        return text;
    return text.substr(0, std::max(point, digits_max));
}

std::string plain(const std::string& number)
{
    auto lower = number;
    for (auto& each : lower)
        each = each == 'E' ? 'e' : each;
    const auto value = Decimal::parse(lower);
    return value ? rounded(*value) : number;
}

// Values as published, each through `read`, joined; the set's own marks of ranges are "a..b".
using Values = std::string (*)(const locales::Tokens&);

std::string numbers_in(const locales::Tokens& tokens)
{
    std::string joined;
    for (const auto& found : find_numbers(words(), tokens)) {
        joined += (joined.empty() ? "" : ",") + rounded(found.value.least);
        if (found.value.is_range())
            joined += ".." + found.value.most.to_string();
    }
    return joined;
}

std::string percents_in(const locales::Tokens& tokens)
{
    std::string joined;
    for (const auto& found : find_percents(words(), tokens))
        joined += (joined.empty() ? "" : ",") + found.value.to_string() + "%";
    return joined;
}

std::string ordinals_in(const locales::Tokens& tokens)
{
    std::string joined;
    for (const auto& found : find_ordinals(words(), tokens)) {
        const auto from = found.value.from;
        const std::string sign = from == Ordinal::From::Start || found.value.number < 0 ? "" : "+";
        joined += (joined.empty() ? "" : ",") +
                  std::string(from == Ordinal::From::Start ? ""
                              : from == Ordinal::From::End ? "end"
                                                           : "current") +
                  sign + std::to_string(found.value.number);
    }
    return joined;
}

std::string yes_no_in(const locales::Tokens& tokens)
{
    const auto answer = read_yes_no(words(), tokens);
    return !answer ? "" : *answer == YesNo::Yes ? "true" : "false";
}

double microsoft(const std::string& model, Values read)
{
    auto file = open_data("ms-recognizers/" + model + ".json");
    if (!file)
        return 100;
    Score score("Microsoft " + model);
    const auto cases = nlohmann::json::parse(*file);
    for (const auto& each : cases) {
        std::string expected;
        for (const auto& result : each.at("Results")) {
            const auto& value = result.at("Resolution").at("value");
            expected +=
                (expected.empty() ? "" : ",") + (value.is_string() ? plain(value.get<std::string>()) : value.dump());
        }
        const auto text = each.at("Input").get<std::string>();
        score.add(text, expected, read(locales::tokenize(text)));
    }
    return score.share();
}

struct Shares {
    double values = 100;
    double negatives = 100;
};

Shares sankhya(const std::string& name)
{
    auto file = open_data("gpu-sankhya/" + name + ".tsv");
    if (!file)
        return {};
    Score values(name + ", texts with amounts");
    Score negatives(name + ", texts without");
    std::string row;
    while (std::getline(*file, row)) {
        if (row.empty() || row.front() == '#')
            continue;
        std::istringstream columns(row);
        std::string text;
        std::string expected;
        std::getline(columns, text, '\t');
        std::getline(columns, expected, '\t');
        (expected.empty() ? negatives : values).add(text, expected, numbers_in(locales::tokenize(text)));
    }
    return { values.share(), negatives.share() };
}

double duckling(const std::string& dimension, Values read)
{
    auto file = open_data("duckling/duckling_hi.tsv");
    if (!file)
        return 100;
    Score score("Duckling " + dimension);
    std::string row;
    while (std::getline(*file, row)) {
        std::istringstream columns(row);
        std::string kind;
        std::string expected;
        std::string text;
        std::getline(columns, kind, '\t');
        std::getline(columns, expected, '\t');
        std::getline(columns, text, '\t');
        if (kind == dimension)
            score.add(text, expected.substr(expected.find(' ') + 1), read(locales::tokenize(text)));
    }
    return score.share();
}

} // namespace

TEST_CASE("Microsoft's Hindi cases: numbers, ordinals, percents, yes and no")
{
    CHECK(microsoft("NumberModel", numbers_in) >= 97);
    CHECK(microsoft("OrdinalModel", ordinals_in) >= 92);
    CHECK(microsoft("PercentModel", percents_in) >= 95);
    CHECK(microsoft("BooleanModel", yes_no_in) >= 100);
}

TEST_CASE("amounts in running text, in both scripts, and none where there is none")
{
    for (const auto* name : { "gold_hi_deva", "gold_hi_latn" }) {
        const auto shares = sankhya(name);
        CHECK(shares.values >= 98);
        CHECK(shares.negatives >= 100);
    }
}

TEST_CASE("Duckling's Hindi numerals and ordinals")
{
    CHECK(duckling("Numeral", numbers_in) >= 98);
    CHECK(duckling("Ordinal", ordinals_in) >= 98);
}
