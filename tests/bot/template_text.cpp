// Registered templates: what a good body is, and which texts are instances of it.

#include "bot/notices/template_text.h"

#include <catch2/catch.hpp>

namespace {

using bot::notices::fit;
using Values = std::vector<std::string>;

std::string faults_of(std::string_view body, std::string_view channel = "sms")
{
    std::string all;
    for (const auto& fault : bot::notices::faults_of_body(body, channel))
        all += fault + "\n";
    return all;
}

} // namespace

TEST_CASE("a body's variables are numbered without gaps and stand apart")
{
    CHECK(faults_of("नमस्ते {{1}} दीदी। {{2}} तक आइए") == "");
    CHECK(faults_of("{{2}} से {{1}}") == "");
    CHECK_THAT(faults_of("{{1}} और {{3}}"), Catch::Contains("{{2}} is missing"));
    CHECK_THAT(faults_of("रु {{1}} {{2}} तक"), Catch::Contains("{{1}} and {{2}} stand side by side"));
    CHECK_THAT(faults_of("{{1}}"), Catch::Contains("no words of its own"));
    CHECK_THAT(faults_of("नमस्ते {{name}}"), Catch::Contains("a brace that belongs to no variable"));
    CHECK_THAT(faults_of("नमस्ते {1}"), Catch::Contains("a brace that belongs to no variable"));
    CHECK_THAT(faults_of(std::string(1'025, 'a'), "whatsapp"), Catch::Contains("1025 units"));
    CHECK(faults_of(std::string(1'025, 'a'), "sms") == "");
    CHECK(bot::notices::variables_of("{{2}} से {{1}}") == 2);
    CHECK(bot::notices::variables_of("कुछ नहीं {{0}} {{x}}") == 0);
}

TEST_CASE("a text is an instance of a body or it is not")
{
    struct Line {
        std::string_view body, text;
        std::optional<Values> values;
    };

    const std::vector<Line> lines {
        { "कल आइए", "कल आइए", Values {} },
        { "कल आइए", "कल  आइए", Values {} }, // runs of spaces count as one
        { "कल आइए", "कल आइए।", {} },
        { "कल आइए", "कल", {} },
        { "नमस्ते {{1}} दीदी", "नमस्ते सुनीता दीदी", Values { "सुनीता" } },
        { "नमस्ते {{1}} दीदी", "नमस्ते  दीदी", {} },
        { "नमस्ते {{1}}", "नमस्ते सुनीता देवी", Values { "सुनीता देवी" } },
        { "{{1}} तक", "5 मार्च तक", Values { "5 मार्च" } },
        { "{{1}} तक", "5 मार्च", {} },
        { "{{2}} से {{1}} तक", "सोम से मंगल तक", Values { "मंगल", "सोम" } },
        { "{{1}} a {{2}} a", "x a y a z a", Values { "x", "y a z" } },
        { "{{1}} a {{1}} a", "x a x a", Values { "x" } },
        { "{{1}} a {{1}} a", "x a y a", {} },
        { "aa{{1}}aa", "aaa", {} }, // the words may not overlap
        { "aa{{1}}aa", "aabaa", Values { "b" } },
        { "{{1}}{{2}}", "xy", {} },
        { "", "", Values {} },
    };
    for (const auto& line : lines) {
        CAPTURE(line.body, line.text);
        CHECK(fit(line.body, line.text) == line.values);
        if (line.values && !line.values->empty())
            CHECK(bot::notices::filled_body(line.body, *line.values) == line.text);
    }
}

TEST_CASE("on WhatsApp a text of another form goes whole, the name before it")
{
    using bot::notices::whatsapp_variables;
    CHECK(whatsapp_variables("नमस्ते {{1}}। {{2}} धन्यवाद", "कल\nमेला है", "सुनीता") == Values { "सुनीता", "कल मेला है" });
    CHECK(whatsapp_variables("नमस्ते {{1}}। {{2}} धन्यवाद", "नमस्ते रीना। कल आइए धन्यवाद", "सुनीता") ==
          Values { "रीना", "कल आइए" });
    CHECK(whatsapp_variables("सूचना: {{1}} धन्यवाद", "कल मेला है", "") == Values { "कल मेला है" });
    CHECK_FALSE(whatsapp_variables("{{1}} को {{2}} और {{3}} मिले", "कल मेला है", "सुनीता"));
    CHECK_FALSE(whatsapp_variables("कल मेला है", "परसों मेला है", "सुनीता"));
    CHECK(whatsapp_variables("कल मेला है", "कल मेला है", "") == Values {});
}

TEST_CASE("an SMS that does not fit is told, a variable too long as well")
{
    using bot::notices::faults_of_sms;
    CHECK(faults_of_sms("मेला {{1}} को", "मेला 5 मार्च को").empty());
    REQUIRE(faults_of_sms("मेला {{1}} को", "बैठक 5 मार्च को").size() == 1);
    CHECK_THAT(faults_of_sms("मेला {{1}} को", "बैठक 5 मार्च को").front(), Catch::Contains("is not the registered text"));
    CHECK(faults_of_sms("Fair {{1}} at 5", "Fair " + std::string(30, 'a') + " at 5").empty());
    CHECK_THAT(faults_of_sms("Fair {{1}} at 5", "Fair " + std::string(31, 'a') + " at 5").front(),
               Catch::Contains("{{1}} takes 31 letters"));
}
